//! Where the money of the major projects goes: from their stages through the task areas to the places.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use plotters::element::{IntoDynElement, Polygon};
use plotters::style::text_anchor::HPos;

use super::flow::{Bar, Flow, Ribbon, largest, ribbons, scaled, stacked};
use super::mark::{Mark, beside, fill, lettering, line, patch};
use super::record::{Area, Drawn, px};
use super::shape::{Point, count, position, width, wrapped};
use super::spec::{Chart, FEWEST, Told, percent};
use super::style::{
    AFTER, Color, GREY, INK, INSIDE, KEYS, MAIN, PAPER, SMALL, SOFT, THIN, WASH, WIDTH,
    flow::{COLUMNS, EDGED, END, FOOT, LINE, MONEY, MOST, THINNEST, TOP},
    word,
};
use crate::assess::{Assessment, Reported};
use crate::model::{Choice, Decimal, Stage};

/// What a column may hold, before it is known what occurs.
struct Kind {
    /// Title of the column.
    title: &'static str,
    /// Names, in their order.
    names: Vec<String>,
    /// What stands for those without a name.
    none: &'static str,
    /// What they are called where there are too many: “其他5处”.
    many: &'static str,
}

/// A thing of a column with its projects.
struct Thing {
    name: String,
    money: Decimal,
    projects: usize,
    /// The symbols of the stages that flow into it, from above: which ribbon is which, where it has no room for its own.
    stages: String,
}

/// A column: its title, its things, and to which of them each project belongs.
struct Column {
    title: &'static str,
    things: Vec<Thing>,
    of: Vec<usize>,
}

/// What each project has: money, and the height that it is drawn as.
struct Amounts<'a> {
    money: &'a [Decimal],
    heights: &'a [f64],
}

/// The title of the last column.
const PLACE: &str = "地点（符号自上而下为流入的阶段）";

/// The chart of the report's year; none where only a few projects say what is invested, or all are alike in everything.
pub fn charts(assessment: &Assessment) -> Vec<Chart> {
    let projects = assessment.projects();
    let drawn = |own: &&Reported<'_>| own.investment.is_some_and(|money| Decimal::ZERO < money);
    let money: Vec<Decimal> = projects.iter().filter(drawn).filter_map(|own| own.investment).collect();
    let paid: Vec<&Reported<'_>> = projects.iter().filter(drawn).collect();
    let mut columns = columns(assessment, &paid, &money);
    marked(&mut columns, &money);
    if paid.len() < FEWEST {
        return Vec::new();
    }
    let Some(told) = columns.iter().skip(1).chain(columns.first()).find(|column| 1 < column.things.len()) else {
        return Vec::new();
    };
    let sum: Decimal = money.iter().sum::<Decimal>().normalize();
    let most = told.things.iter().max_by(|one, other| one.money.cmp(&other.money));
    let most = most.map(|own| format!("，“{}”{}亿元（{}）", own.name, own.money, percent(own.money, sum)));
    let (year, silent) = (assessment.ledger.year, projects.len() - paid.len());
    let caption = format!("{year}年重大项目总投资{sum}亿元{}", most.unwrap_or_default());
    let heights: Vec<f64> = scaled(&money.iter().copied().map(position).collect::<Vec<_>>(), MONEY);
    let stacks: Vec<(Vec<Bar>, f64)> =
        columns.iter().enumerate().map(|(at, own)| stacked(&own.slots(at, &own.heights(&heights)))).collect();
    let body = stacks.iter().map(|(_, height)| *height).fold(0.0, f64::max);
    let mut chart = Chart::new("investment", caption, TOP + body + FOOT);
    // Every column stands in the middle of the highest.
    let moved = |(bars, height): (Vec<Bar>, f64)| -> Vec<Bar> {
        let down = TOP + (body - height) / 2.0;
        bars.into_iter().map(|bar| Bar { top: bar.top + down, ..bar }).collect()
    };
    let bars: Vec<Vec<Bar>> = stacks.into_iter().map(moved).collect();
    chart.draw(|area| draw(area, &columns, &bars, &Amounts { money: &money, heights: &heights }));
    if 0 < silent {
        chart.note(&format!("注：另有{silent}个项目没有填写总投资，不在图中。"));
    }
    let without = if silent == 0 { String::new() } else { format!("，不含没有填写总投资的{silent}个") };
    chart.tell(&Told {
        kind: format!("冲积图：{}个重大项目的总投资，由阶段到任务领域到地点{without}", paid.len()),
        figures: figures(&columns, &money),
        ..Told::default()
    });
    vec![chart]
}

/// Gives each place the symbols of the stages whose ribbons arrive at it, from above.
fn marked(columns: &mut [Column], money: &[Decimal]) {
    let [stages, areas, places] = columns else { return };
    let mut ways = flows([areas, places], stages, money);
    ways.sort_by_key(|(area, place, stage, _)| (*place, *area, *stage));
    let mut last = None;
    for (_, place, stage, _) in ways {
        let symbol = mark(&stages.things[stage].name).0;
        if last != Some((place, symbol)) {
            places.things[place].stages.push_str(symbol);
        }
        last = Some((place, symbol));
    }
}

/// The three columns.
fn columns(assessment: &Assessment, projects: &[&Reported<'_>], money: &[Decimal]) -> Vec<Column> {
    let plan = &assessment.ledger.content.plan;
    let stages = Stage::WORDS.iter().map(|(name, _)| (*name).to_owned());
    let stages = Kind { title: "阶段", names: stages.collect(), none: "阶段不明", many: "个阶段" };
    let stage = |own: &Reported<'_>| {
        let stage = own.project.stage.as_ref()?.value;
        Stage::WORDS.iter().position(|(_, word)| *word == stage)
    };
    let areas = plan.areas.iter().map(|area| area.short.clone());
    let areas = Kind { title: "任务领域", names: areas.collect(), none: "未注明任务", many: "个领域" };
    let area = |own: &Reported<'_>| {
        let number = own.project.assignment.as_ref()?;
        let (area, ..) = plan.assignments().find(|(_, _, own)| *own.number == **number)?;
        plan.areas.iter().position(|own| *own.number == *area.number)
    };
    let name = |own: &Reported<'_>| own.project.place.as_ref().map(|place| place.value.trim().to_owned());
    let mut places: Vec<(String, Decimal)> = Vec::new();
    for (own, money) in projects.iter().zip(money) {
        let Some(name) = name(own).filter(|name| !name.is_empty()) else { continue };
        match places.iter_mut().find(|(known, _)| *known == name) {
            Some((_, sum)) => *sum += money,
            None => places.push((name, *money)),
        }
    }
    // The largest on top; of equal ones the one that was named first.
    places.sort_by_key(|own| Reverse(own.1));
    let names: Vec<String> = places.into_iter().map(|(name, _)| name).collect();
    let place = |own: &Reported<'_>| names.iter().position(|known| Some(known) == name(own).as_ref());
    let place: Vec<Option<usize>> = projects.iter().map(|own| place(own)).collect();
    let places = Kind { title: PLACE, names, none: "未注明地点", many: "处" };
    vec![
        Column::new(&stages, projects.iter().map(|own| stage(own)), money),
        Column::new(&areas, projects.iter().map(|own| area(own)), money),
        Column::new(&places, place.into_iter(), money),
    ]
}

impl Column {
    /// The things that occur, in the order of their names; where they are too many, the largest and the others as one.
    fn new(kind: &Kind, of: impl Iterator<Item = Option<usize>>, money: &[Decimal]) -> Self {
        let of: Vec<Option<usize>> = of.collect();
        let sum = |own: &dyn Fn(Option<usize>) -> bool| {
            let own: Vec<Decimal> = of.iter().zip(money).filter(|(at, _)| own(**at)).map(|(_, money)| *money).collect();
            (own.len(), own.iter().sum::<Decimal>().normalize())
        };
        let there: Vec<usize> = (0..kind.names.len()).filter(|at| of.contains(&Some(*at))).collect();
        let sums: Vec<f64> = there.iter().map(|at| position(sum(&|own| own == Some(*at)).1)).collect();
        let kept = largest(&sums, MOST);
        let (mut things, mut places) = (Vec::new(), vec![None; kind.names.len()]);
        for (&at, _) in there.iter().zip(&kept).filter(|(_, kept)| **kept) {
            let (projects, money) = sum(&|own| own == Some(at));
            places[at] = Some(things.len());
            things.push(Thing { name: kind.names[at].clone(), money, projects, stages: String::new() });
        }
        let small: Vec<usize> = there.iter().zip(&kept).filter(|(_, kept)| !**kept).map(|(at, _)| *at).collect();
        let mut last = |name: String, (projects, money): (usize, Decimal)| {
            let at = things.len();
            things.extend((0 < projects).then_some(Thing { name, money, projects, stages: String::new() }));
            at
        };
        let others = sum(&|own| own.is_some_and(|at| small.contains(&at)));
        let others = last(format!("其他{}{}", small.len(), kind.many), others);
        let none = last(kind.none.to_owned(), sum(&|own| own.is_none()));
        let of = of.iter().map(|at| at.map_or(none, |at| places[at].unwrap_or(others)));
        Self { title: kind.title, of: of.collect(), things }
    }

    /// The height of each thing, of those of the projects.
    fn heights(&self, of: &[f64]) -> Vec<f64> {
        let of_thing =
            |at: usize| self.of.iter().zip(of).filter(|(own, _)| **own == at).map(|(_, height)| height).sum();
        (0..self.things.len()).map(of_thing).collect()
    }

    /// The height of each thing with that of its label.
    fn slots(&self, column: usize, heights: &[f64]) -> Vec<(f64, f64)> {
        let label = |thing: &Thing| match column {
            // Stages have labels of two lines, and nothing beside them.
            0 => 2.0 * LINE,
            1 => LINE * count(thing.middle().len()),
            _ => LINE * count(thing.right().len()),
        };
        heights.iter().zip(&self.things).map(|(height, thing)| (*height, label(thing))).collect()
    }
}

impl Thing {
    fn sums(&self) -> String {
        format!("{}亿元，{}个", self.money, self.projects)
    }

    /// The lines of its label in the middle column; where name and sums do not stand beside each other, the sums are a line of their own.
    fn middle(&self) -> Vec<String> {
        let room = COLUMNS[1].1 - COLUMNS[1].0 - 2.0 * (END + INSIDE);
        let sums = self.sums();
        if width(&self.name, SMALL) + INSIDE + width(&sums, SMALL) <= room {
            return vec![self.name.clone()];
        }
        let mut lines = wrapped(&self.name, SMALL, room);
        lines.push(sums);
        lines
    }

    /// The lines of its label beside the last column.
    fn right(&self) -> Vec<String> {
        let room = WIDTH - COLUMNS[2].1 - AFTER;
        let whole = format!("{} {}", self.name, self.sums());
        let stages = if self.stages.is_empty() { String::new() } else { format!(" {}", self.stages) };
        if width(&whole, SMALL) + width(&stages, SMALL) <= room {
            return vec![whole + &stages];
        }
        let mut lines = wrapped(&self.name, SMALL, room);
        if width(&self.sums(), SMALL) + width(&stages, SMALL) <= room {
            lines.push(self.sums() + &stages);
        } else {
            lines.push(self.sums());
            lines.extend(wrapped(&self.stages, SMALL, room));
        }
        lines
    }
}

/// What flows between two columns: from which thing to which, of which stage, and how much of what each project has.
fn flows<T: Copy + std::iter::Sum<T>>(columns: [&Column; 2], stages: &Column, of: &[T]) -> Vec<Flow<T>> {
    let [left, right] = columns;
    let ways = left.of.iter().zip(&right.of).zip(&stages.of).map(|((from, to), stage)| (*from, *to, *stage));
    let ways: Vec<(usize, usize, usize)> = ways.collect();
    let flow = |way: &(usize, usize, usize)| {
        let own = ways.iter().zip(of).filter(|(own, _)| *own == way).map(|(_, amount)| *amount).sum();
        (way.0, way.1, way.2, own)
    };
    ways.iter().collect::<BTreeSet<_>>().into_iter().map(flow).collect()
}

/// Everything the picture shows in words: the things of each column, then what flows from the stages to the areas.
fn figures(columns: &[Column], money: &[Decimal]) -> Vec<String> {
    let things = columns.iter().flat_map(|column| &column.things);
    let things = things.map(|own| format!("{}{}亿元、{}个", own.name, own.money, own.projects));
    // Between area and place it is all of a way, of whatever stage.
    let pairs = columns.windows(2).flat_map(|pair| match pair {
        [left, right] => flows([left, right], left, money)
            .into_iter()
            .map(|(a, b, _, sum)| format!("{}到{}{}亿元", left.things[a].name, right.things[b].name, sum.normalize()))
            .collect(),
        _ => Vec::new(),
    });
    things.chain(pairs).collect()
}

/// Draws the ribbons, then the things on top of them.
fn draw(area: &Area, columns: &[Column], bars: &[Vec<Bar>], picture: &Amounts<'_>) -> Drawn {
    let Some(stages) = columns.first() else { return Ok(()) };
    for (at, pair) in columns.windows(2).enumerate() {
        let ([left, right], [from, to]) = (pair, &bars[at..at + 2]) else { continue };
        let all = ribbons(&flows([left, right], stages, picture.heights), from, to);
        let way = (COLUMNS[at].1, COLUMNS[at + 1].0);
        for ribbon in &all {
            // The stage goes on through the areas.
            let color = mark(&stages.things[ribbon.kind].name).1;
            area.draw(&band(ribbon.edges(way), color.ground()))?;
            // A seam of paper tells ribbons apart that lie on each other.
            for edge in ribbon.edges(way).into_iter().filter(|_| EDGED < ribbon.start.height) {
                area.draw(&line(edge.into_iter().map(pixel).collect(), PAPER, THIN))?;
            }
        }
        let sums = flows([left, right], stages, picture.money);
        for ribbon in &all {
            // Behind the areas the colour alone would not say in grey what stage it is.
            let symbol = if at == 0 { "" } else { mark(&stages.things[ribbon.kind].name).0 };
            let short = || amount(ribbon, way, symbol).filter(|_| !symbol.is_empty());
            let sum =
                sums.iter().find(|(from, to, kind, _)| (*from, *to, *kind) == (ribbon.from, ribbon.to, ribbon.kind));
            let label = sum.map(|(.., sum)| format!("{symbol}{}", sum.normalize()));
            if let Some(label) = label.and_then(|label| amount(ribbon, way, &label)).or_else(short) {
                area.draw(&label)?;
            }
        }
    }
    for (at, (column, bars)) in columns.iter().zip(bars).enumerate() {
        things(area, at, column, bars)?;
    }
    Ok(())
}

fn pixel((x, y): Point) -> (i32, i32) {
    (px(x), px(y))
}

/// A ribbon between its edges.
fn band([upper, lower]: [Vec<Point>; 2], color: Color) -> Mark<(i32, i32)> {
    let outline: Vec<(i32, i32)> = upper.into_iter().chain(lower.into_iter().rev()).map(pixel).collect();
    Polygon::new(outline, fill(color)).into_dyn()
}

/// The amount at the beginning of a ribbon, if it is inside of it from one end to the other.
fn amount(ribbon: &Ribbon, (left, right): (f64, f64), text: &str) -> Option<Mark<(i32, i32)>> {
    let end = (INSIDE + width(text, SMALL)) / (right - left);
    let moved = (ribbon.at(end) - ribbon.start.top).abs();
    let fits = end < 1.0 && SMALL + 2.0 * moved < ribbon.start.height;
    let label = beside(pixel((left, ribbon.start.middle())), (INSIDE, 0.0), text, lettering(SMALL, INK, HPos::Left));
    fits.then_some(label)
}

/// Symbol and colour of a stage; none of what has no stage.
fn mark(stage: &str) -> (&'static str, Color) {
    if Stage::WORDS.iter().any(|(name, _)| *name == stage) { word(stage) } else { ("？", GREY) }
}

/// Draws the things of a column with their names and sums, under its title.
fn things(area: &Area, column: usize, own: &Column, bars: &[Bar]) -> Drawn {
    let (left, right) = COLUMNS[column];
    let write = |at: Point, text: &str, color: Color, anchor: HPos| {
        area.draw(&beside(pixel(at), (0.0, 0.0), text, lettering(SMALL, color, anchor)))
    };
    let block = |(from, to): (f64, f64), bar: &Bar, color: Color| {
        // However little it is, it can be seen.
        let high = bar.height.max(THINNEST) / 2.0;
        area.draw(&patch(pixel((from, bar.middle())), (0.0, -high), (to - from, high), color))
    };
    let (edge, anchor) = [(right, HPos::Right), (left, HPos::Left), (left, HPos::Left)][column];
    write((edge, KEYS / 2.0), own.title, SOFT, anchor)?;
    for (thing, bar) in own.things.iter().zip(bars) {
        let middle = bar.middle();
        match column {
            0 => {
                let (symbol, color) = mark(&thing.name);
                block((left, right), bar, color)?;
                let name = format!("{symbol}{}，{}个", thing.name, thing.projects);
                write((left - AFTER, middle - LINE / 2.0), &name, color, HPos::Right)?;
                write((left - AFTER, middle + LINE / 2.0), &format!("{}亿元", thing.money), INK, HPos::Right)?;
            }
            1 => {
                // Behind a label that is higher it would look like a line through it.
                if LINE * count(thing.middle().len()) < bar.height {
                    block((left, right), bar, WASH)?;
                }
                block((left, left + END), bar, MAIN)?;
                block((right - END, right), bar, MAIN)?;
                let inner = (left + END + INSIDE, right - END - INSIDE);
                let lines = thing.middle();
                for (line, y) in lines.iter().zip(beneath(middle, lines.len())) {
                    write((inner.0, y), line, INK, HPos::Left)?;
                }
                if lines.len() == 1 {
                    write((inner.1, middle), &thing.sums(), INK, HPos::Right)?;
                }
            }
            _ => {
                block((left, right), bar, MAIN)?;
                let lines = thing.right();
                for (line, y) in lines.iter().zip(beneath(middle, lines.len())) {
                    write((right + AFTER, y), line, INK, HPos::Left)?;
                }
            }
        }
    }
    Ok(())
}

/// The middles of so many lines round a middle.
fn beneath(middle: f64, lines: usize) -> impl Iterator<Item = f64> {
    (0..lines).map(move |at| middle + LINE * (count(at) - count(lines - 1) / 2.0))
}

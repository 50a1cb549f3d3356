//! Who leads and who supports each assignment: assignments × departments.

use plotters::style::TRANSPARENT;
use plotters::style::text_anchor::HPos;

use super::block::{Block, by_area, height, pages};
use super::head;
use super::legend::{Key, legend};
use super::mark::{beside, dot, lettering, patch, ring, stroke};
use super::record::{Area, Drawn, px, units};
use super::rows::Blocks;
use super::scale::Scale;
use super::shape::{count, width};
use super::spec::{Chart, FEWEST, Told, portion};
use super::style::{
    AFTER, HAIR, INDENT, INK, KEYS, LINE, MAIN, MATRIX, PAGE, Rows, SMALL, SOFT, THIN, WASH, WIDTH,
    matrix::{APART, COLUMN, LONGEST, MARK, NAMES, SHORTEST, STEP, SUM},
};
use crate::assess::Assessment;
use crate::model::{Assignment, Plan};

/// What a department does for an assignment.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Leads,
    Supports,
}

/// What each department does for an assignment.
type Parts = Vec<Option<Part>>;

/// What stands over those whom the plan names as many at once: none of them reports.
const MANY: &str = "统称";

/// A column: a department, or many of them under one name, and how many assignments it leads and supports.
struct Party {
    name: String,
    many: bool,
    leads: usize,
    supports: usize,
}

/// The chart of the report's year, on as many pages as it needs in both directions; none where there is little to compare:
/// at each assignment its departments are named.
pub fn charts(assessment: &Assessment) -> Vec<Chart> {
    let plan = &assessment.ledger.content.plan;
    let parties = involved(plan);
    let total = plan.assignments().count();
    if total < FEWEST || parties.len() < FEWEST {
        return Vec::new();
    }
    let mut leads: Vec<(&str, usize)> = parties.iter().map(|own| (own.name.as_str(), own.leads)).collect();
    leads.retain(|(_, n)| 0 < *n);
    leads.sort_by_key(|(_, n)| std::cmp::Reverse(*n));
    let caption = caption(total, &leads);
    let idle = |name: &str| !parties.iter().any(|own| own.name == name);
    let idle = plan.departments.iter().filter(|own| idle(&own.name.value)).count();
    // Columns are never narrower than their heads and sums: of very many departments there are several charts.
    let narrowest = narrowest(&parties);
    let mut charts: Vec<Chart> = Vec::new();
    for (group, parties) in groups(&parties, narrowest).into_iter().enumerate() {
        let mut blocks = by_area(plan, |own, _| parties.iter().map(|party| part(own, &party.name)).collect::<Parts>());
        // The first chart has every assignment, the others those that their departments have to do with.
        blocks
            .iter_mut()
            .filter(|_| 0 < group)
            .for_each(|block| block.rows.retain(|row| row.own.iter().any(Option::is_some)));
        blocks.retain(|block| !block.rows.is_empty());
        let (size, columns) = measures(parties, plan, narrowest, &blocks);
        for blocks in pages(blocks, &size, PAGE) {
            let mut chart = Chart::part("assignments-by-department", &caption, charts.len(), height(&blocks, &size));
            chart.draw(|area| draw(area, &size, (parties, &columns), &blocks));
            chart.unmarked = false;
            let rows = blocks.iter().flat_map(|block| &block.rows).filter(|row| row.own.iter().any(Option::is_some));
            let figures = rows.map(|row| told(&row.number, parties, &row.own));
            chart.tell(&Told {
                whom: "牵头的责任分工".to_owned(),
                names: leads.iter().map(|(name, n)| format!("{name}{}", portion(*n, total, "项"))).collect(),
                kind: "矩阵图：各项责任分工的牵头单位和配合单位".to_owned(),
                figures: figures.collect(),
            });
            charts.push(chart);
        }
    }
    if let Some(chart) = charts.last_mut().filter(|_| 0 < idle) {
        chart.note(&format!("注：另有{idle}个单位没有牵头或配合的责任分工，不列。"));
    }
    charts
}

/// Who leads most.
fn caption(total: usize, leads: &[(&str, usize)]) -> String {
    let Some((_, most)) = leads.first() else {
        return format!("责任分工和单位：{total}项都没有牵头单位");
    };
    let equal: Vec<&str> = leads.iter().filter(|(_, n)| n == most).map(|(name, _)| *name).collect();
    let own = portion(*most, total, "项");
    let who = match equal.as_slice() {
        [name] if leads.len() == 1 => return format!("责任分工和单位：{total}项都由{name}牵头"),
        [name] => format!("{name}最多，{own}"),
        all if all.len() == leads.len() => format!("各{own}"),
        all => format!("最多的{}个各{own}", all.len()),
    };
    format!("{total}项责任分工由{}个单位牵头：{who}", leads.len())
}

/// Everybody who leads or supports: departments as the plan has them, whoever else is named, at the end those who are many.
fn involved(plan: &Plan) -> Vec<Party> {
    let named = || plan.assignments().flat_map(|(.., own)| own.lead.iter().chain(own.support.iter()));
    let many = |name: &str| plan.bodies.iter().any(|own| own.name.value == name);
    let mut names: Vec<&str> = plan.departments.iter().map(|own| own.name.as_str()).collect();
    names.retain(|name| named().any(|own| own.value == *name));
    for name in named().map(|own| own.as_str()).filter(|name| !many(name)) {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    names.extend(plan.bodies.iter().map(|own| own.name.as_str()).filter(|name| named().any(|own| own.value == *name)));
    let of = |name: &str, wanted: Part| plan.assignments().filter(|(.., own)| part(own, name) == Some(wanted)).count();
    let party = |name: &str| Party {
        name: name.to_owned(),
        many: many(name),
        leads: of(name, Part::Leads),
        supports: of(name, Part::Supports),
    };
    names.into_iter().map(party).collect()
}

fn part(assignment: &Assignment, name: &str) -> Option<Part> {
    if assignment.lead.includes(name) {
        return Some(Part::Leads);
    }
    assignment.support.includes(name).then_some(Part::Supports)
}

/// An assignment in words.
fn told(number: &str, parties: &[Party], parts: &[Option<Part>]) -> String {
    let of = |part: Part, word: &str| {
        let own =
            parties.iter().zip(parts).filter(|(_, own)| **own == Some(part)).map(|(party, _)| party.name.as_str());
        let own: Vec<&str> = own.collect();
        if own.is_empty() { String::new() } else { format!("{}{word}", own.join("、")) }
    };
    let (leads, supports) = (of(Part::Leads, "牵头"), of(Part::Supports, "配合"));
    let between = if leads.is_empty() || supports.is_empty() { "" } else { "，" };
    format!("{number}{leads}{between}{supports}")
}

/// Least width of a column: that of a character, and of the longest sum.
fn narrowest(parties: &[Party]) -> f64 {
    let sums = parties.iter().flat_map(|own| [own.leads, own.supports]);
    sums.map(|sum| width(&sum.to_string(), SMALL) + LINE).fold(COLUMN.0, f64::max)
}

/// The columns as groups of which each has room beside the names.
fn groups(parties: &[Party], narrowest: f64) -> Vec<&[Party]> {
    let room = WIDTH - NAMES - MATRIX.right - APART * narrowest;
    let wide = |own: &Party| narrowest + head::more(&own.name, LONGEST, narrowest);
    let all: f64 = parties.iter().map(wide).sum();
    // What each has if all have alike.
    let aim = all / (all / room).ceil().max(1.0);
    let (mut groups, mut rest) = (Vec::new(), parties);
    while !rest.is_empty() {
        let mut used = 0.0;
        let fits = |own: &&Party| {
            let before = used;
            used += wide(own);
            before < aim - LINE && used <= room
        };
        let (own, others) = rest.split_at(rest.iter().take_while(fits).count().max(1));
        groups.push(own);
        rest = others;
    }
    groups
}

/// Where each column stands, and the most characters of a line of its head.
struct Columns {
    /// Most characters of a line of a head.
    most: usize,
    /// Left edge and width of each, from the first.
    edges: Vec<(f64, f64)>,
    /// Width of all.
    wide: f64,
}

impl Columns {
    /// As wide as there is room for: between departments and those who are many there is a gap.
    fn new(parties: &[Party], most: usize, narrowest: f64, room: f64) -> Self {
        let more = |own: &Party, column: f64| head::more(&own.name, most, column);
        let mixed = parties.first().is_some_and(|own| !own.many) && parties.iter().any(|own| own.many);
        let apart = if mixed { APART } else { 0.0 };
        let least: f64 = parties.iter().map(|own| more(own, narrowest)).sum();
        let column = ((room - least) / (count(parties.len()) + apart)).clamp(narrowest, COLUMN.1.max(narrowest));
        let (mut at, mut edges) = (0.0, Vec::new());
        for (place, own) in parties.iter().enumerate() {
            if mixed && own.many && !parties[place - 1].many {
                at += apart * column;
            }
            let wide = column + more(own, column);
            edges.push((at, wide));
            at += wide;
        }
        Self { most, edges, wide: at }
    }

    /// The middles of the columns.
    fn middles(&self) -> impl DoubleEndedIterator<Item = f64> {
        self.edges.iter().map(|(left, wide)| left + wide / 2.0)
    }
}

/// The measures of a chart with such columns and assignments; heads have so many lines that it is as low as it can be.
fn measures(parties: &[Party], plan: &Plan, narrowest: f64, blocks: &[Block<Parts>]) -> (Rows, Columns) {
    let many = if parties.iter().any(|own| own.many) { STEP.0 } else { 0.0 };
    let named = |own: &Assignment| width(&format!("{} {}", own.number.value, own.name), SMALL) + INDENT + AFTER;
    let longest = plan.assignments().map(|(.., own)| named(own)).fold(NAMES, f64::max);
    let with = |most: usize| {
        let head = parties.iter().map(|own| head::high(&own.name, most)).fold(0.0, f64::max);
        let least = Columns::new(parties, most, narrowest, 0.0).wide;
        // The names have what the columns leave them.
        let left = longest.min(WIDTH - MATRIX.right - least).clamp(NAMES, MATRIX.left);
        let columns = Columns::new(parties, most, narrowest, WIDTH - MATRIX.right - left);
        // A few columns stand close to each other.
        let right = (WIDTH - left - columns.wide).max(MATRIX.right);
        let fits = left + least + MATRIX.right <= WIDTH;
        (Rows { top: KEYS + many + STEP.0 + head + 2.0 * SUM, left, right, ..MATRIX }, columns, fits)
    };
    let (mut size, mut columns, _) = with(LONGEST);
    for most in (SHORTEST..LONGEST).rev() {
        let (other, others, fits) = with(most);
        if fits && height(blocks, &other) + STEP.0 <= height(blocks, &size) {
            (size, columns) = (other, others);
        }
    }
    (size, columns)
}

/// Draws the blocks under each other, and the names and sums of the departments above their columns.
fn draw(area: &Area, size: &Rows, (parties, columns): (&[Party], &Columns), blocks: &[Block<Parts>]) -> Drawn {
    let keys = vec![Key::dot("牵头", MARK, MAIN), Key::ring("配合", MARK, MAIN)];
    legend(area, keys)?;
    let bottom = units(area.dim_in_pixel().1) - size.foot;
    // Every other column has a ground, so that the eye finds down from its head.
    for (own, (left, wide)) in parties.iter().zip(&columns.edges).skip(1).step_by(2) {
        let up = 2.0 * SUM + head::high(&own.name, columns.most) + STEP.0;
        let corner = (px(size.left + left), px(size.top - up));
        area.draw(&patch(corner, (0.0, 0.0), (*wide, bottom - size.top + up), WASH))?;
    }
    let titled = blocks.iter().map(|block| (block.title.as_str(), block.rows.iter().map(|row| row.name.as_str())));
    let placed = Blocks::draw(area, size, titled)?;
    let edges = columns.edges.iter().flat_map(|(left, wide)| [*left, left + wide]);
    let across = Scale::new(0.0, size.room()).lines(edges);
    let mut plot = size.plot(area, across, placed.down())?;
    plot.configure_mesh()
        .axis_style(TRANSPARENT)
        .bold_line_style(TRANSPARENT)
        .light_line_style(stroke(HAIR, THIN))
        .draw()?;
    heads(area, size, parties, columns)?;
    for (row, middle) in blocks.iter().flat_map(|block| &block.rows).zip(placed.middles()) {
        for (own, across) in row.own.iter().zip(columns.middles()) {
            let place = (across, middle);
            match own {
                Some(Part::Leads) => plot.draw_series([dot(place, MARK, MAIN)])?,
                Some(Part::Supports) => plot.draw_series([ring(place, MARK, MAIN)])?,
                None => continue,
            };
        }
    }
    Ok(())
}

/// Names and sums of the columns.
fn heads(area: &Area, size: &Rows, parties: &[Party], columns: &Columns) -> Drawn {
    let write = |x: f64, y: f64, text: &str, anchor: HPos| {
        area.draw(&beside((px(x), px(y)), (0.0, 0.0), text, lettering(SMALL, INK, anchor)))
    };
    let foot = size.top - 2.0 * SUM - STEP.0 / 2.0;
    let sums = [("牵头的项数", 1.5), ("配合的项数", 0.5)];
    for (title, up) in sums {
        write(size.left - AFTER, size.top - up * SUM, title, HPos::Right)?;
    }
    let middles: Vec<f64> = columns.middles().map(|middle| size.left + middle).collect();
    for (own, &x) in parties.iter().zip(&middles) {
        // The last character stands above the sums.
        head::draw(area, &own.name, columns.most, (x, foot))?;
        for (sum, (_, up)) in [own.leads, own.supports].into_iter().zip(sums).filter(|(sum, _)| 0 < *sum) {
            write(x, size.top - up * SUM, &sum.to_string(), HPos::Center)?;
        }
    }
    let mut many = parties.iter().zip(&middles).filter(|(own, _)| own.many).map(|(_, x)| *x);
    if let Some(first) = many.next() {
        let at = (px(f64::midpoint(first, many.next_back().unwrap_or(first))), px(KEYS + STEP.0 / 2.0));
        area.draw(&beside(at, (0.0, 0.0), MANY, lettering(SMALL, SOFT, HPos::Center)))?;
    }
    Ok(())
}

//! Who leads and who supports each assignment: assignments × departments.

use plotters::style::TRANSPARENT;
use plotters::style::text_anchor::HPos;

use super::block::{Block, by_area, height, pages};
use super::legend::{Key, legend};
use super::mark::{Mark, beside, dot, lettering, line, patch, ring, stroke};
use super::record::{Area, Drawn, px, units};
use super::rows::Blocks;
use super::scale::Scale;
use super::shape::{count, width};
use super::spec::{Chart, Told, portion};
use super::style::{
    AFTER, HAIR, INDENT, INK, KEYS, LINE, MAIN, MATRIX, Rows, SMALL, SOFT, THIN, WASH, WIDTH,
    matrix::{APART, BRACKET, COLUMN, LONGEST, MARK, NAMES, STEP, SUM},
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

/// The chart of the report's year, on as many pages as it needs in both directions; none where there is nothing to compare.
pub fn charts(assessment: &Assessment) -> Vec<Chart> {
    let plan = &assessment.ledger.content.plan;
    let parties = involved(plan);
    let total = plan.assignments().count();
    if total < 2 || parties.len() < 2 {
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
    let groups = parties.len().div_ceil(columns_of_a_page(narrowest));
    let mut charts: Vec<Chart> = Vec::new();
    for (group, parties) in parties.chunks(parties.len().div_ceil(groups)).enumerate() {
        let size = measures(parties, plan, narrowest);
        let mut blocks = by_area(plan, |own, _| parties.iter().map(|party| part(own, &party.name)).collect::<Parts>());
        // The first chart has every assignment, the others those that their departments have to do with.
        blocks
            .iter_mut()
            .filter(|_| 0 < group)
            .for_each(|block| block.rows.retain(|row| row.own.iter().any(Option::is_some)));
        blocks.retain(|block| !block.rows.is_empty());
        for blocks in pages(blocks, &size) {
            let mut chart = Chart::part("assignments-by-department", &caption, charts.len(), height(&blocks, &size));
            chart.draw(|area| draw(area, &size, parties, &blocks));
            chart.unmarked = false;
            let rows = blocks.iter().flat_map(|block| &block.rows).filter(|row| row.own.iter().any(Option::is_some));
            let figures = rows.map(|row| told(row.called(&size), parties, &row.own));
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
        [name] => format!("{name}牵头{own}，最多"),
        all if all.len() == leads.len() => format!("各牵头{own}"),
        all => format!("其中{}个各牵头{own}，最多", all.len()),
    };
    format!("责任分工和单位：{total}项由{}个单位牵头，{who}", leads.len())
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

/// Most columns of one chart.
fn columns_of_a_page(narrowest: f64) -> usize {
    let columns = (1_usize..).take_while(|n| narrowest * (count(*n) + APART) <= WIDTH - NAMES - MATRIX.right);
    columns.last().unwrap_or(1)
}

/// The characters of a name that is set downwards, each with the room it has.
fn downwards(name: &str) -> Vec<(char, f64)> {
    let room = |c: char| if "（）()、".contains(c) { STEP.1 } else { STEP.0 };
    let all: Vec<char> = name.chars().collect();
    let most = if all.len() <= LONGEST { LONGEST } else { LONGEST - 1 };
    let cut = (most < all.len()).then_some('…');
    all.into_iter().take(most).chain(cut).map(|c| (c, room(c))).collect()
}

/// Height of a name that is set downwards.
fn high(name: &str) -> f64 {
    downwards(name).iter().map(|(_, room)| room).sum()
}

/// How many columns wide all are: between departments and those who are many there is a gap.
fn columns(parties: &[Party]) -> f64 {
    count(parties.len()) + parties.last().map_or(0.0, |last| gap(parties, last))
}

/// How far a column is moved to the right, in columns.
fn gap(parties: &[Party], own: &Party) -> f64 {
    if own.many && parties.first().is_some_and(|first| !first.many) { APART } else { 0.0 }
}

/// The measures of a chart with such columns and assignments.
fn measures(parties: &[Party], plan: &Plan, narrowest: f64) -> Rows {
    let head = parties.iter().map(|own| high(&own.name)).fold(0.0, f64::max);
    let many = if parties.iter().any(|own| own.many) { STEP.0 } else { 0.0 };
    let named = |own: &Assignment| width(&format!("{} {}", own.number.value, own.name), SMALL) + INDENT + AFTER;
    let longest = plan.assignments().map(|(.., own)| named(own)).fold(NAMES, f64::max);
    // The names have what the columns leave them.
    let left = longest.min(WIDTH - MATRIX.right - narrowest * columns(parties)).clamp(NAMES, MATRIX.left);
    // A few columns stand close to each other.
    let right = (WIDTH - left - COLUMN.1 * columns(parties)).max(MATRIX.right);
    Rows { top: KEYS + many + STEP.0 + head + 2.0 * SUM, left, right, ..MATRIX }
}

/// Draws the blocks under each other, and the names and sums of the departments above their columns.
fn draw(area: &Area, size: &Rows, parties: &[Party], blocks: &[Block<Parts>]) -> Drawn {
    let keys = vec![Key::dot("牵头", MARK, MAIN), Key::ring("配合", MARK, MAIN)];
    legend(area, keys)?;
    let wide = size.room() / columns(parties);
    let left = |at: usize| count(at) + parties.get(at).map_or(0.0, |own| gap(parties, own));
    let bottom = units(area.dim_in_pixel().1) - size.foot;
    // Every other column has a ground, so that the eye finds down from its head.
    for at in (0..parties.len()).filter(|at| at % 2 == 1) {
        let head = parties.get(at).map_or(0.0, |own| high(&own.name));
        let corner = (px(size.left + wide * left(at)), px(size.top - 2.0 * SUM - head - STEP.0));
        let down = bottom - size.top + 2.0 * SUM + head + STEP.0;
        area.draw(&patch(corner, (0.0, 0.0), (wide, down), WASH))?;
    }
    let titled = blocks.iter().map(|block| (block.title.as_str(), block.rows.iter().map(|row| row.name.as_str())));
    let placed = Blocks::draw(area, size, titled)?;
    let edges = (0..parties.len()).flat_map(|at| [left(at), left(at) + 1.0]);
    let across = Scale::new(0.0, columns(parties)).lines(edges);
    let mut plot = size.plot(area, across, placed.down())?;
    plot.configure_mesh()
        .axis_style(TRANSPARENT)
        .bold_line_style(TRANSPARENT)
        .light_line_style(stroke(HAIR, THIN))
        .draw()?;
    heads(area, size, parties, &|at| size.left + wide * (left(at) + 0.5))?;
    for (row, middle) in blocks.iter().flat_map(|block| &block.rows).zip(placed.middles()) {
        for (at, own) in row.own.iter().enumerate() {
            let place = (left(at) + 0.5, middle);
            match own {
                Some(Part::Leads) => plot.draw_series([dot(place, MARK, MAIN)])?,
                Some(Part::Supports) => plot.draw_series([ring(place, MARK, MAIN)])?,
                None => continue,
            };
        }
    }
    Ok(())
}

/// Names and sums of the columns, whose middles are given.
fn heads(area: &Area, size: &Rows, parties: &[Party], middle: &dyn Fn(usize) -> f64) -> Drawn {
    let write = |x: f64, y: f64, text: &str, anchor: HPos| {
        area.draw(&beside((px(x), px(y)), (0.0, 0.0), text, lettering(SMALL, INK, anchor)))
    };
    let foot = size.top - 2.0 * SUM - STEP.0 / 2.0;
    let sums = [("牵头的项数", 1.5), ("配合的项数", 0.5)];
    for (title, up) in sums {
        write(size.left - AFTER, size.top - up * SUM, title, HPos::Right)?;
    }
    for (at, own) in parties.iter().enumerate() {
        let x = middle(at);
        // The last character stands above the sums.
        let mut y = foot - high(&own.name);
        for (c, room) in downwards(&own.name) {
            let center = y + room / 2.0;
            match c {
                '（' | '(' => area.draw(&bracket((x, center), 1.0))?,
                '）' | ')' => area.draw(&bracket((x, center), -1.0))?,
                '、' => area.draw(&dot((px(x + BRACKET.0), px(center)), LINE, INK))?,
                c => write(x, center, &c.to_string(), HPos::Center)?,
            }
            y += room;
        }
        for (sum, (_, up)) in [own.leads, own.supports].into_iter().zip(sums).filter(|(sum, _)| 0 < *sum) {
            write(x, size.top - up * SUM, &sum.to_string(), HPos::Center)?;
        }
    }
    let many = || parties.iter().enumerate().filter(|(_, own)| own.many).map(|(at, _)| middle(at));
    if let (Some(first), Some(last)) = (many().next(), many().last()) {
        let at = (px(f64::midpoint(first, last)), px(KEYS + STEP.0 / 2.0));
        area.draw(&beside(at, (0.0, 0.0), MANY, lettering(SMALL, SOFT, HPos::Center)))?;
    }
    Ok(())
}

/// A bracket over what is set downwards (1.0) or under it (−1.0).
fn bracket((x, y): (f64, f64), side: f64) -> Mark<(i32, i32)> {
    let (half, high) = (BRACKET.0, BRACKET.1 * side / 2.0);
    let corners = [(-half, high), (-half / 2.0, -high), (half / 2.0, -high), (half, high)];
    line(corners.map(|(right, down)| (px(x + right), px(y + down))).to_vec(), INK, LINE)
}

//! Who leads and who supports each assignment: assignments × departments.

use plotters::chart::LabelAreaPosition;
use plotters::style::TRANSPARENT;
use plotters::style::text_anchor::HPos;

use super::block::{Block, by_area, height, pages};
use super::legend::{Key, legend};
use super::mark::{beside, dot, lettering, ring, stroke};
use super::record::{Area, Drawn, px};
use super::rows::{Blocks, half};
use super::scale::Scale;
use super::shape::{count, width};
use super::spec::{Chart, Told, portion};
use super::style::{
    AFTER, HAIR, INDENT, INK, KEYS, MAIN, MATRIX, Rows, SMALL, SOFT, THIN, WIDTH,
    matrix::{COLUMN, LONGEST, MARK, NAMES, STEP},
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

/// The chart of the report's year, on as many pages as it needs in both directions; none where there is nothing to compare.
pub fn charts(assessment: &Assessment) -> Vec<Chart> {
    let plan = &assessment.ledger.content.plan;
    let names = involved(plan);
    let rows = || plan.assignments().map(|(.., own)| own);
    let total = rows().count();
    if total < 2 || names.len() < 2 {
        return Vec::new();
    }
    let led = |name: &str| rows().filter(|own| own.lead.includes(name)).count();
    let mut leads: Vec<(&str, usize)> = names.iter().map(|name| (name.as_str(), led(name))).collect();
    leads.retain(|(_, n)| 0 < *n);
    leads.sort_by_key(|(_, n)| std::cmp::Reverse(*n));
    let caption = caption(total, &leads);
    let idle = plan.departments.iter().filter(|own| !names.contains(&own.name.value)).count();
    // Columns are never narrower than their heads: of very many departments there are several charts.
    let groups = names.len().div_ceil(columns_of_a_page());
    let mut charts: Vec<Chart> = Vec::new();
    for (group, names) in names.chunks(names.len().div_ceil(groups)).enumerate() {
        let size = measures(names, plan);
        let mut blocks = by_area(plan, |own, _| names.iter().map(|name| part(own, name)).collect::<Parts>());
        // The first chart has every assignment, the others those that their departments have to do with.
        blocks
            .iter_mut()
            .filter(|_| 0 < group)
            .for_each(|block| block.rows.retain(|row| row.own.iter().any(Option::is_some)));
        blocks.retain(|block| !block.rows.is_empty());
        for blocks in pages(blocks, &size) {
            let mut chart = Chart::part("assignments-by-department", &caption, charts.len(), height(&blocks, &size));
            chart.draw(|area| draw(area, &size, names, &blocks));
            chart.unmarked = false;
            let rows = blocks.iter().flat_map(|block| &block.rows).filter(|row| row.own.iter().any(Option::is_some));
            let figures = rows.map(|row| told(&row.number, names, &row.own));
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

/// Everybody who leads or supports: departments as the plan has them, its bodies, then whoever else is named.
fn involved(plan: &Plan) -> Vec<String> {
    let own = || plan.assignments().flat_map(|(.., own)| own.lead.iter().chain(own.support.iter()));
    let known = plan.departments.iter().map(|own| &own.name).chain(plan.bodies.iter().map(|own| &own.name));
    let mut names: Vec<String> =
        known.filter(|name| own().any(|other| other.value == name.value)).map(|name| name.value.clone()).collect();
    for name in own() {
        if !names.contains(&name.value) {
            names.push(name.value.clone());
        }
    }
    names
}

fn part(assignment: &Assignment, name: &str) -> Option<Part> {
    if assignment.lead.includes(name) {
        return Some(Part::Leads);
    }
    assignment.support.includes(name).then_some(Part::Supports)
}

/// An assignment in words.
fn told(number: &str, names: &[String], parts: &[Option<Part>]) -> String {
    let of = |part: Part, word: &str| {
        let own = names.iter().zip(parts).filter(|(_, own)| **own == Some(part)).map(|(name, _)| name.as_str());
        let own: Vec<&str> = own.collect();
        if own.is_empty() { String::new() } else { format!("{}{word}", own.join("、")) }
    };
    let (leads, supports) = (of(Part::Leads, "牵头"), of(Part::Supports, "配合"));
    let between = if leads.is_empty() || supports.is_empty() { "" } else { "，" };
    format!("{number}{leads}{between}{supports}")
}

/// Most columns of one chart.
fn columns_of_a_page() -> usize {
    let columns = (1_usize..).take_while(|n| COLUMN.0 * count(*n) <= WIDTH - NAMES - MATRIX.right);
    columns.last().unwrap_or(1)
}

/// The characters of a name that is set downwards.
fn downwards(name: &str) -> Vec<String> {
    let all: Vec<String> = name.chars().map(String::from).collect();
    if all.len() <= LONGEST { all } else { all.into_iter().take(LONGEST - 1).chain(["…".to_owned()]).collect() }
}

/// The measures of a chart with such columns and assignments.
fn measures(names: &[String], plan: &Plan) -> Rows {
    let head = names.iter().map(|name| downwards(name).len()).max().unwrap_or_default();
    let named = |own: &Assignment| width(&format!("{} {}", own.number.value, own.name), SMALL) + INDENT + AFTER;
    let longest = plan.assignments().map(|(.., own)| named(own)).fold(NAMES, f64::max);
    // The names have what the columns leave them.
    let left = longest.min(WIDTH - MATRIX.right - COLUMN.0 * count(names.len())).clamp(NAMES, MATRIX.left);
    // A few columns stand close to each other.
    let right = (WIDTH - left - COLUMN.1 * count(names.len())).max(MATRIX.right);
    Rows { top: KEYS + STEP * (count(head) + 1.0), left, right, ..MATRIX }
}

/// Draws the blocks under each other, and the names of the departments downwards above their columns.
fn draw(area: &Area, size: &Rows, names: &[String], blocks: &[Block<Parts>]) -> Drawn {
    let keys = vec![Key::dot("牵头", MARK, MAIN), Key::ring("配合", MARK, MAIN)];
    legend(area, keys)?;
    let titled = blocks.iter().map(|block| (block.title.as_str(), block.rows.iter().map(|row| row.name.as_str())));
    let placed = Blocks::draw(area, size, titled)?;
    let across = Scale::across(names.len()).labels([]).lines((0..=names.len()).map(count));
    let column = size.column(names.len());
    let mut plot = size.plot(area, across, placed.down(size))?;
    plot.configure_mesh()
        .axis_style(TRANSPARENT)
        .bold_line_style(TRANSPARENT)
        .light_line_style(stroke(HAIR, THIN))
        .set_tick_mark_size(LabelAreaPosition::Left, -half(INDENT))
        .y_label_style(lettering(SMALL, INK, HPos::Left))
        .y_label_formatter(&|place| placed.name(*place))
        .draw()?;
    for (at, name) in names.iter().enumerate() {
        let x = px(size.left + column * (count(at) + 0.5));
        let name = downwards(name);
        // The last character stands above the first row.
        let top = size.top - STEP * count(name.len());
        for (line, character) in name.iter().enumerate() {
            let y = px(top + STEP * count(line));
            area.draw(&beside((x, y), (0.0, 0.0), character.as_str(), lettering(SMALL, SOFT, HPos::Center)))?;
        }
    }
    for (row, middle) in blocks.iter().flat_map(|block| &block.rows).zip(placed.middles()) {
        for (at, own) in row.own.iter().enumerate() {
            let place = (count(at) + 0.5, middle);
            match own {
                Some(Part::Leads) => plot.draw_series([dot(place, MARK, MAIN)])?,
                Some(Part::Supports) => plot.draw_series([ring(place, MARK, MAIN)])?,
                None => continue,
            };
        }
    }
    Ok(())
}

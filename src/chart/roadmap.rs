//! The assignments over the years of the plan: each year's word, and where their targets fall due.

use plotters::chart::LabelAreaPosition;
use plotters::style::TRANSPARENT;
use plotters::style::text_anchor::HPos;

use super::block::{Block, Row, by_area, height, pages};
use super::legend::{Key, legend};
use super::mark::{beside, cell, lettering, stroke};
use super::record::{Area, Drawn};
use super::rows::{Blocks, half};
use super::scale::thing;
use super::shape::{count, width};
use super::spec::{Chart, FEWEST, Told, among, foremost};
use super::style::{
    ACCENT, CELL_GAP, Color, HAIR, HALF_CAPITAL, HEAD, LABEL, MAIN, PAGE, PAPER, ROADMAP, SMALL, SOFT, THIN, WASH, word,
};
use crate::assess::Assessment;
use crate::model::{Assignment, AssignmentStatus, Year};

/// What is in a cell: the year's status, if it has come, and how many targets fall due.
struct Cell {
    status: Option<AssignmentStatus>,
    due: usize,
}

/// The chart over all years of the plan, on as many pages as it needs; none where there is little to compare.
pub fn charts(assessment: &Assessment) -> Vec<Chart> {
    let ledger = &assessment.ledger;
    let plan = &ledger.content.plan;
    let years: Vec<Year> = (plan.head.start..=plan.head.end).collect();
    let blocks = by_area(plan, |assignment, at| cells(assessment, assignment, &years, at));
    let rows = || blocks.iter().flat_map(|block| &block.rows);
    let cells = || rows().flat_map(|row| &row.own);
    let first = cells().next().map(|cell| cell.status);
    // One word for everything is said in a sentence.
    let alike = cells().all(|cell| (cell.status.is_none() || Some(cell.status) == first) && cell.due == 0);
    let total = rows().count();
    if total < FEWEST || alike {
        return Vec::new();
    }
    let now = |cells: &[Cell]| cells.iter().rev().find_map(|cell| cell.status);
    let risky = |row: &Row<Vec<Cell>>| now(&row.own).is_some_and(AssignmentStatus::risky);
    let caption = match rows().filter(|row| risky(row)).count() {
        0 => format!("责任分工路线图：{}年{total}项全部按计划推进或已完成", ledger.year),
        n => format!("责任分工路线图：{}年{}有风险、滞后或未报送", ledger.year, among(n, total, "项")),
    };
    let names: Vec<String> = rows().filter(|row| risky(row)).map(|row| row.name.clone()).collect();
    let parts = pages(blocks, &ROADMAP, PAGE).into_iter().enumerate().map(|(at, blocks)| {
        let mut chart = Chart::part("roadmap", &caption, at, height(&blocks, &ROADMAP));
        chart.draw(|area| draw(area, &blocks, &years, ledger.year));
        let rows = foremost(blocks.iter().flat_map(|block| &block.rows), risky);
        let figures = rows.into_iter().map(|row| {
            let words = row.own.iter().filter_map(|cell| cell.status).map(AssignmentStatus::word);
            format!("{}{}", row.number, words.collect::<Vec<_>>().join("、"))
        });
        chart.unmarked = false;
        chart.tell(&Told {
            whom: "有风险、滞后或未报送的".to_owned(),
            names: names.clone(),
            kind: format!("甘特图：各项责任分工自{}年起逐年的状态和目标期限", plan.head.start),
            figures: figures.collect(),
        });
        chart
    });
    parts.collect()
}

/// The cells of an assignment, by its place in the plan, over the years of the plan.
fn cells(assessment: &Assessment, assignment: &Assignment, years: &[Year], at: usize) -> Vec<Cell> {
    let told = assessment.ledger.progress.get(at).into_iter().flatten();
    let mut states = told.map(|cell| AssignmentStatus::of(cell.as_deref()));
    let due = |year: Year| due(assessment, assignment, year);
    years.iter().map(|&year| Cell { status: states.next(), due: due(year) }).collect()
}

/// How many targets and milestones of an assignment fall due in a year.
fn due(assessment: &Assessment, assignment: &Assignment, year: Year) -> usize {
    let plan = &assessment.ledger.content.plan;
    let own = |number: &str| number == assignment.number.value;
    let indicators = plan
        .indicators
        .iter()
        .filter(|i| i.assignment.as_ref().is_some_and(|number| own(&number.value)) && i.target.due.year == year)
        .count();
    indicators + plan.milestones.iter().filter(|m| own(&m.section) && m.due.year == year).count()
}

/// Draws the blocks under each other; the report's year stands out.
fn draw(area: &Area, blocks: &[Block<Vec<Cell>>], years: &[Year], now: Year) -> Drawn {
    legend(area, keys())?;
    let titled = blocks.iter().map(|block| (block.title.as_str(), block.rows.iter().map(|row| row.name.as_str())));
    let placed = Blocks::draw(area, &ROADMAP, titled)?;
    let down = placed.down();
    let heads: Vec<String> = years.iter().map(|year| format!("{year}年")).collect();
    let always = years.iter().position(|year| *year == now).unwrap_or_default();
    let (size, across) = ROADMAP.columns(&heads, always);
    let room = size.column(heads.len()) - CELL_GAP;
    let mut plot = size.plot(area, across, down)?;
    let other =
        |place: &f64| Some(thing(*place)).filter(|&at| years.get(at) != Some(&now)).and_then(|at| heads.get(at));
    plot.configure_mesh()
        .disable_x_mesh()
        .axis_style(TRANSPARENT)
        .bold_line_style(TRANSPARENT)
        .light_line_style(stroke(HAIR, THIN))
        .set_tick_mark_size(LabelAreaPosition::Top, half(HEAD - LABEL * HALF_CAPITAL))
        .x_label_style(lettering(LABEL, SOFT, HPos::Center))
        .x_label_formatter(&|place| other(place).cloned().unwrap_or_default())
        .draw()?;
    if years.contains(&now) {
        let label = lettering(LABEL, MAIN, HPos::Center);
        plot.draw_series([beside((count(always) + 0.5, 0.0), (0.0, -HEAD), format!("{now}年"), label)])?;
    }
    let rows = blocks.iter().flat_map(|block| &block.rows);
    for (row, middle) in rows.zip(placed.middles()) {
        let half = ROADMAP.row / 2.0;
        for (at, own) in row.own.iter().enumerate() {
            let (label, ground, ink) = own.look(room);
            let (left, right) = (count(at), count(at + 1));
            plot.draw_series([
                cell([(left, middle - half), (right, middle + half)], ROADMAP.margin(), ground),
                beside((left + 0.5, middle), (0.0, 0.0), label, lettering(SMALL, ink, HPos::Center)),
            ])?;
        }
    }
    Ok(())
}

/// Ground and ink of a status: what goes as it should is pale, what somebody has to look after is strong.
fn look(state: AssignmentStatus) -> (Color, Color) {
    let color = word(state.word()).1;
    if state.risky() { (color, PAPER) } else { (WASH, color) }
}

impl Cell {
    /// Its label as far as there is room, its ground, the colour of the label. The years to come are empty.
    fn look(&self, room: f64) -> (String, Color, Color) {
        let symbol = self.status.map_or("", |state| word(state.word()).0);
        let (ground, ink) = self.status.map_or((PAPER, ACCENT), look);
        let due = if 0 < self.due { format!("◆{}", self.due) } else { String::new() };
        let labels = [format!("{symbol}{due}"), symbol.to_owned(), due];
        (labels.into_iter().find(|label| width(label, SMALL) <= room).unwrap_or_default(), ground, ink)
    }
}

fn keys() -> Vec<Key> {
    let states = AssignmentStatus::all().map(|state| {
        let (ground, ink) = look(state);
        Key::symbol(state.word(), word(state.word()).0, ground, ink)
    });
    states.chain([Key::words("◆到期的目标数", ACCENT)]).collect()
}

//! The assignments over the years of the plan: each year's word, and where their targets fall due.

use plotters::chart::LabelAreaPosition;
use plotters::style::TRANSPARENT;
use plotters::style::text_anchor::HPos;

use super::legend::{Key, legend};
use super::mark::{beside, cell, lettering, stroke};
use super::record::{Area, Drawn};
use super::rows::{Blocks, half};
use super::scale::thing;
use super::shape::{count, width};
use super::spec::{Chart, enumerated};
use super::style::{
    ACCENT, CELL_GAP, Color, HAIR, HALF_CAPITAL, HEAD, HEADING, INDENT, INK, LABEL, MAIN, PAPER, ROADMAP, SMALL, SOFT,
    SWATCH, THIN, TILE, WASH, word,
};
use crate::assess::Assessment;
use crate::model::{Assignment, AssignmentStatus, Year};

/// The assignments of a task area.
struct Block<'a> {
    title: &'a str,
    rows: Vec<Row>,
}

/// An assignment: its name, and what is in the cell of each year.
struct Row {
    name: String,
    cells: Vec<Cell>,
}

/// What is in a cell: the year's status, if it has come, and how many targets fall due.
struct Cell {
    status: Option<AssignmentStatus>,
    due: usize,
}

/// The chart over all years of the plan.
pub fn charts(assessment: &Assessment) -> Vec<Chart> {
    let ledger = &assessment.ledger;
    let plan = &ledger.content.plan;
    let years: Vec<Year> = (plan.head.start..=plan.head.end).collect();
    let states: Vec<Vec<AssignmentStatus>> = (0..plan.assignments().count()).map(|at| states(assessment, at)).collect();
    let total = states.len();
    if total == 0 || years.is_empty() {
        return Vec::new();
    }
    let slow = states.iter().filter(|states| states.last().is_some_and(|state| state.risky())).count();
    let caption = match slow {
        0 => format!("{total}项责任分工时间表和路线图：{}年全部按计划推进或已完成", ledger.year),
        n => format!("{total}项责任分工时间表和路线图：{}年{n}项有风险、滞后或未报送", ledger.year),
    };
    let mut all = states.iter();
    let blocks = plan.areas.iter().map(|area| {
        let own = area.tasks.iter().flat_map(|task| &task.assignments).zip(all.by_ref());
        let rows = own.map(|(assignment, states)| Row {
            name: format!("{} {}", assignment.number.value, assignment.name),
            cells: cells(assessment, assignment, &years, states),
        });
        Block { title: &area.chapter, rows: rows.collect() }
    });
    let blocks: Vec<Block<'_>> = blocks.filter(|block| !block.rows.is_empty()).collect();
    let mut chart = Chart::new("roadmap", caption, ROADMAP.height(total) + HEADING * count(blocks.len()));
    chart.draw(|area| draw(area, &blocks, &years, ledger.year));
    let told = plan.assignments().zip(&states).map(|((.., own), states)| {
        let words: Vec<&str> = states.iter().map(|state| state.word()).collect();
        format!("{}{}", own.number.value, words.join("、"))
    });
    let told: Vec<String> = told.collect();
    chart.unmarked = false;
    chart.alt =
        format!("甘特图：各项责任分工自{}年起逐年的状态和目标期限。{}。", plan.head.start, enumerated(&told, "；"));
    vec![chart]
}

/// The status of each year of the ledger for an assignment, by its place in the plan.
fn states(assessment: &Assessment, at: usize) -> Vec<AssignmentStatus> {
    let cells = assessment.ledger.progress.get(at).into_iter().flatten();
    cells.map(|cell| AssignmentStatus::of(cell.as_deref())).collect()
}

/// The cells of an assignment over the years of the plan.
fn cells(assessment: &Assessment, assignment: &Assignment, years: &[Year], states: &[AssignmentStatus]) -> Vec<Cell> {
    let due = |year: Year| due(assessment, assignment, year);
    years.iter().enumerate().map(|(at, &year)| Cell { status: states.get(at).copied(), due: due(year) }).collect()
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
fn draw(area: &Area, blocks: &[Block<'_>], years: &[Year], now: Year) -> Drawn {
    legend(area, keys(years.iter().any(|year| now < *year)))?;
    let titled = blocks.iter().map(|block| (block.title, block.rows.iter().map(|row| row.name.as_str())));
    let placed = Blocks::draw(area, &ROADMAP, titled)?;
    let down = placed.down(&ROADMAP);
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
        // Names inside their area begin at its left end.
        .set_tick_mark_size(LabelAreaPosition::Left, -half(INDENT))
        .set_tick_mark_size(LabelAreaPosition::Top, half(HEAD - LABEL * HALF_CAPITAL))
        .x_label_style(lettering(LABEL, SOFT, HPos::Center))
        .x_label_formatter(&|place| other(place).cloned().unwrap_or_default())
        .y_label_style(lettering(SMALL, INK, HPos::Left))
        .y_label_formatter(&|place| placed.name(*place))
        .draw()?;
    if years.contains(&now) {
        let label = lettering(LABEL, MAIN, HPos::Center);
        plot.draw_series([beside((count(always) + 0.5, 0.0), (0.0, -HEAD), format!("{now}年"), label)])?;
    }
    let rows = blocks.iter().flat_map(|block| &block.rows);
    for (row, middle) in rows.zip(placed.middles()) {
        let half = ROADMAP.row / 2.0;
        for (at, own) in row.cells.iter().enumerate() {
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

impl Cell {
    /// Its label as far as there is room, its ground, the colour of the label.
    fn look(&self, room: f64) -> (String, Color, Color) {
        let (symbol, ground, ink) = match self.status {
            Some(state @ AssignmentStatus::NotReported) => (word(state.word()).0, WASH, SOFT),
            Some(state) => (word(state.word()).0, word(state.word()).1, PAPER),
            None => ("", WASH, ACCENT),
        };
        let due = if 0 < self.due { format!("◆{}", self.due) } else { String::new() };
        let labels = [format!("{symbol}{due}"), symbol.to_owned(), due];
        (labels.into_iter().find(|label| width(label, SMALL) <= room).unwrap_or_default(), ground, ink)
    }
}

fn keys(ahead: bool) -> Vec<Key> {
    let states = AssignmentStatus::all().map(AssignmentStatus::word).map(|state| {
        let (symbol, color) = word(state);
        Key::words(format!("{symbol}{state}"), color)
    });
    let ahead = ahead.then(|| Key::patch("尚未到来的年份", (SWATCH.0, TILE), WASH));
    states.chain([Key::words("◆到期的目标数", ACCENT)]).chain(ahead).collect()
}

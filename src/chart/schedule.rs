//! The steps of the assignments over the years of the plan: what was done, what is planned, what is overdue, with today's line.

use plotters::chart::LabelAreaPosition;
use plotters::style::TRANSPARENT;
use plotters::style::text_anchor::HPos;

use super::legend::{Key, legend};
use super::mark::{cross, dashed, dot, lettering, line, ring, stroke};
use super::record::{Area, Drawn};
use super::rows::{Blocks, half};
use super::scale::thing;
use super::shape::count;
use super::spec::{Chart, enumerated};
use super::style::{
    ACCENT, BAD, DOT, HAIR, HALF_CAPITAL, HEAD, HEADING, INDENT, INK, LABEL, LINE, MAIN, ROADMAP, Rows, SMALL, SOFT,
    THIN,
};
use crate::assess::{Assessment, Course};
use crate::model::{Date, Light, Period, Year, days_between, year_end};

/// Narrower names than those of the road map of years: the marks need the room.
const ROWS: Rows = Rows { left: 400.0, right: 12.0, row: 30.0, ..ROADMAP };

/// The assignments of a task area.
struct Block<'a> {
    title: &'a str,
    rows: Vec<Row<'a>>,
}

/// An assignment and its steps.
struct Row<'a> {
    name: String,
    steps: Vec<&'a Course>,
}

/// The years of the plan as a scale: a year is one wide.
#[derive(Clone, Copy)]
struct Calendar {
    first: Year,
    last: Year,
}

impl Calendar {
    /// Where a day is; days outside are at the ends.
    fn at(self, day: Date) -> f64 {
        let year = day.year().clamp(self.first, self.last);
        let passed = f64::from(days_between(year_end(year - 1), day).clamp(0, 366));
        f64::from(year - self.first) + (passed / 366.0).min(1.0)
    }

    fn years(self) -> impl Iterator<Item = Year> {
        self.first..=self.last
    }
}

/// The chart over all years of the plan; none where nobody states steps.
pub fn charts(assessment: &Assessment) -> Vec<Chart> {
    let plan = &assessment.ledger.content.plan;
    if !assessment.has_steps() {
        return Vec::new();
    }
    let mut all = assessment.steps.iter();
    let blocks = plan.areas.iter().map(|area| {
        let own = area.tasks.iter().flat_map(|task| &task.assignments).zip(all.by_ref());
        let rows = own.map(|(assignment, steps)| Row {
            name: format!("{} {}", assignment.number.value, assignment.name),
            steps: steps.iter().filter(|course| course.step.dropped.is_none()).collect(),
        });
        Block { title: &area.chapter, rows: rows.collect() }
    });
    let blocks: Vec<Block<'_>> = blocks.filter(|block| !block.rows.is_empty()).collect();
    let steps = || assessment.steps.iter().flatten();
    let number = |light: Light| steps().filter(|course| assessment.light(course) == light).count();
    let (done, red) = (number(Light::Done), number(Light::Red));
    let ahead = number(Light::Green) + number(Light::Yellow);
    let caption = format!(
        "各项分工的节点：截至{}年底已完成{done}个，{}，计划中{ahead}个",
        assessment.ledger.year,
        if red == 0 { "没有逾期的".to_owned() } else { format!("逾期{red}个") }
    );
    let total: usize = blocks.iter().map(|block| block.rows.len()).sum();
    let calendar = Calendar { first: plan.head.start, last: plan.head.end };
    let mut chart = Chart::new("schedule", caption, ROWS.height(total) + HEADING * count(blocks.len()));
    chart.draw(|area| draw(area, &blocks, calendar, assessment));
    chart.unmarked = true;
    let told =
        plan.assignments().zip(&assessment.steps).filter(|(_, steps)| !steps.is_empty()).map(|((.., own), steps)| {
            let of = |light: Light| steps.iter().filter(|course| assessment.light(course) == light).count();
            let ahead = of(Light::Green) + of(Light::Yellow);
            format!("{}已完成{}个、逾期{}个、计划{ahead}个", own.number.value, of(Light::Done), of(Light::Red))
        });
    let told: Vec<String> = told.collect();
    chart.alt =
        format!("甘特图：各项责任分工在{}年至{}年的节点。{}。", calendar.first, calendar.last, enumerated(&told, "；"));
    vec![chart]
}

/// Draws the blocks under each other.
fn draw(area: &Area, blocks: &[Block<'_>], calendar: Calendar, assessment: &Assessment) -> Drawn {
    legend(area, keys())?;
    let titled = blocks.iter().map(|block| (block.title, block.rows.iter().map(|row| row.name.as_str())));
    let placed = Blocks::draw(area, &ROWS, titled)?;
    let down = placed.down(&ROWS);
    let years: Vec<Year> = calendar.years().collect();
    let heads: Vec<String> = years.iter().map(|year| format!("{year}年")).collect();
    let always = years.iter().position(|year| *year == assessment.ledger.year).unwrap_or_default();
    let (size, across) = ROWS.columns(&heads, always);
    let mut plot = size.plot(area, across.lines((0..=years.len()).map(count)), down)?;
    let head = |place: &f64| heads.get(thing(*place)).cloned().unwrap_or_default();
    plot.configure_mesh()
        .axis_style(TRANSPARENT)
        .bold_line_style(TRANSPARENT)
        .light_line_style(stroke(HAIR, THIN))
        .set_tick_mark_size(LabelAreaPosition::Left, -half(INDENT))
        .set_tick_mark_size(LabelAreaPosition::Top, half(HEAD - LABEL * HALF_CAPITAL))
        .x_label_style(lettering(LABEL, SOFT, HPos::Center))
        .x_label_formatter(&head)
        .y_label_style(lettering(SMALL, INK, HPos::Left))
        .y_label_formatter(&|place| placed.name(*place))
        .draw()?;
    let today = calendar.at(assessment.as_of);
    plot.draw_series([dashed(vec![(today, 0.0), (today, placed.height)], ACCENT)])?;
    for (row, middle) in blocks.iter().flat_map(|block| &block.rows).zip(placed.middles()) {
        let at = |period: Period| (calendar.at(period.last()), middle);
        for course in &row.steps {
            let Some(due) = course.due() else { continue };
            let done = course.done(assessment.as_of);
            let end = done.unwrap_or(due);
            // How far it was moved, or done after its time.
            if let Some(promised) = course.promised.filter(|promised| promised.last() < end.last()) {
                plot.draw_series([line(vec![at(promised), at(end)], SOFT, THIN)])?;
            }
            let mark = match assessment.light(course) {
                Light::Done => dot(at(end), DOT, MAIN),
                Light::Red => cross(at(due), DOT, BAD),
                _ => ring(at(due), DOT, MAIN),
            };
            plot.draw_series([mark])?;
        }
    }
    Ok(())
}

fn keys() -> Vec<Key> {
    vec![
        Key::dot("已完成", DOT, MAIN),
        Key::ring("计划", DOT, MAIN),
        Key::cross("逾期", DOT, BAD),
        Key::line("推迟", SOFT, LINE / 2.0),
        Key::dashed("报告截止日", ACCENT),
    ]
}

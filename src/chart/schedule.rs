//! The steps of the assignments over the years of the plan: what was done, what is planned, what is overdue, with today's line.

use plotters::chart::LabelAreaPosition;
use plotters::style::TRANSPARENT;
use plotters::style::text_anchor::HPos;

use super::block::{Block, by_area, height, pages};
use super::legend::{Key, legend};
use super::mark::{cross, dashed, dot, lettering, line, ring, stroke};
use super::record::{Area, Drawn};
use super::rows::{Blocks, half};
use super::scale::thing;
use super::shape::count;
use super::spec::{Chart, Told, foremost, portion};
use super::style::{
    ACCENT, BAD, DOT, HAIR, HALF_CAPITAL, HEAD, LABEL, LATE, LINE, PART, PAST, ROADMAP, Rows, SOFT, THIN,
};
use crate::assess::{Assessment, Course};
use crate::model::{Date, Light, Period, Year, days_between, year_end};

/// Narrower names than those of the road map of years: the marks need the room, and long names have two lines.
const ROWS: Rows = Rows { left: 400.0, right: 12.0, row: 28.0, ..ROADMAP };

/// The lights of a step that is still to come.
const AHEAD: [Light; 2] = [Light::Green, Light::Yellow];

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

/// The chart over all years of the plan, on as many pages as it needs; none where there is not more than one step.
pub fn charts(assessment: &Assessment) -> Vec<Chart> {
    let plan = &assessment.ledger.content.plan;
    let blocks = by_area(plan, |_, at| {
        let all = assessment.steps.get(at).into_iter().flatten();
        all.filter(|course| course.step.dropped.is_none()).collect::<Vec<&Course>>()
    });
    let rows = || blocks.iter().flat_map(|block| &block.rows);
    let of = |steps: &[&Course], lights: &[Light]| {
        steps.iter().filter(|course| lights.contains(&assessment.light(course))).count()
    };
    let number = |lights: &[Light]| rows().map(|row| of(&row.own, lights)).sum::<usize>();
    let all = rows().map(|row| row.own.len()).sum::<usize>();
    if !assessment.has_steps() || all < 2 {
        return Vec::new();
    }
    let (done, red) = (number(&[Light::Done]), number(&[Light::Red]));
    let caption = format!(
        "至{}年底{all}个节点中{}完成，{}",
        assessment.ledger.year,
        portion(done, all, "个"),
        if red == 0 { "没有逾期的".to_owned() } else { format!("{red}个逾期") }
    );
    let late = rows().filter(|row| 0 < of(&row.own, &[Light::Red])).map(|row| row.name.clone());
    let late: Vec<String> = late.collect();
    let calendar = Calendar { first: plan.head.start, last: plan.head.end };
    let parts = pages(blocks, &ROWS, PART).into_iter().enumerate().map(|(at, blocks)| {
        let mut chart = Chart::part("schedule", &caption, at, height(&blocks, &ROWS));
        chart.draw(|area| draw(area, &blocks, calendar, assessment));
        let rows = blocks.iter().flat_map(|block| &block.rows).filter(|row| !row.own.is_empty());
        let figures = foremost(rows, |row| 0 < of(&row.own, &[Light::Red])).into_iter().map(|row| {
            let number = |lights: &[Light]| of(&row.own, lights);
            let (done, red, ahead) = (number(&[Light::Done]), number(&[Light::Red]), number(&AHEAD));
            format!("{}已完成{done}个、逾期{red}个、计划{ahead}个", row.number)
        });
        chart.tell(&Told {
            whom: "有逾期节点的".to_owned(),
            names: late.clone(),
            kind: format!("甘特图：各项责任分工在{}年至{}年的节点", calendar.first, calendar.last),
            figures: figures.collect(),
        });
        chart
    });
    parts.collect()
}

/// Draws the blocks under each other.
fn draw(area: &Area, blocks: &[Block<Vec<&Course>>], calendar: Calendar, assessment: &Assessment) -> Drawn {
    legend(area, keys())?;
    let titled = blocks.iter().map(|block| (block.title.as_str(), block.rows.iter().map(|row| row.name.as_str())));
    let placed = Blocks::draw(area, &ROWS, titled)?;
    let down = placed.down();
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
        .set_tick_mark_size(LabelAreaPosition::Top, half(HEAD - LABEL * HALF_CAPITAL))
        .x_label_style(lettering(LABEL, SOFT, HPos::Center))
        .x_label_formatter(&head)
        .draw()?;
    let today = calendar.at(assessment.as_of);
    plot.draw_series([dashed(vec![(today, 0.0), (today, placed.height)], ACCENT)])?;
    for (row, middle) in blocks.iter().flat_map(|block| &block.rows).zip(placed.middles()) {
        let at = |period: Period| (calendar.at(period.last()), middle);
        for course in &row.own {
            let Some(due) = course.due() else { continue };
            let done = course.done(assessment.as_of);
            let end = done.unwrap_or(due);
            // How far it was moved, or done after its time.
            if let Some(promised) = course.promised.filter(|promised| promised.last() < end.last()) {
                plot.draw_series([line(vec![at(promised), at(end)], SOFT, THIN)])?;
            }
            let mark = match assessment.light(course) {
                Light::Done => dot(at(end), DOT, PAST),
                Light::Red => cross(at(due), LATE, BAD),
                _ => ring(at(due), DOT, PAST),
            };
            plot.draw_series([mark])?;
        }
    }
    Ok(())
}

fn keys() -> Vec<Key> {
    vec![
        Key::dot("已完成", DOT, PAST),
        Key::ring("计划", DOT, PAST),
        Key::cross("逾期", LATE, BAD),
        Key::line("推迟", SOFT, LINE / 2.0),
        Key::dashed("报告截止日", ACCENT),
    ]
}

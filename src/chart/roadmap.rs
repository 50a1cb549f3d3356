//! The assignments over the years of the plan: each year's word, and where their targets fall due.

use super::spec::{Anchor, Chart, fit};
use super::style::{ACCENT, HAIR, INK, LABEL, MAIN, PAPER, RULE, SMALL, SOFT, WASH, WIDTH, word};
use crate::assess::Assessment;
use crate::model::{Assignment, AssignmentStatus, Year};

const ROW: f64 = 32.0;
const HEAD: f64 = 34.0;
const TOP: f64 = 84.0;
const LEFT: f64 = 540.0;

/// The chart over all years of the plan.
pub fn charts(assessment: &Assessment) -> Vec<Chart> {
    let ledger = &assessment.ledger;
    let plan = &ledger.content.plan;
    let total = plan.assignments().count();
    let years: Vec<Year> = (plan.head.start..=plan.head.end).collect();
    if total == 0 || years.is_empty() {
        return Vec::new();
    }
    let used = plan.areas.iter().filter(|area| area.tasks.iter().any(|task| !task.assignments.is_empty())).count();
    let states = |at: usize| -> Vec<AssignmentStatus> {
        ledger.progress.get(at).into_iter().flatten().map(|cell| AssignmentStatus::of(cell.as_deref())).collect()
    };
    let slow = (0..total).filter(|at| states(*at).last().is_some_and(|state| state.risky())).count();
    let caption = match slow {
        0 => format!("{total}项责任分工时间表和路线图：{}年全部按计划推进或已完成", ledger.year),
        n => format!("{total}项责任分工时间表和路线图：{}年{n}项有风险、滞后或未报送", ledger.year),
    };
    let mut chart = Chart::new("roadmap", caption, TOP + HEAD * count(used) + ROW * count(total) + 6.0);
    legend(&mut chart);
    let width = (WIDTH - LEFT) / count(years.len());
    for (y, year) in years.iter().enumerate() {
        let color = if *year == ledger.year { MAIN } else { SOFT };
        chart.text((LEFT + width * (count(y) + 0.5), TOP - 20.0), format!("{year}年"), LABEL, color, Anchor::Middle);
    }
    let (mut top, mut at, mut told) = (TOP, 0, Vec::new());
    for area in &plan.areas {
        let own: Vec<&Assignment> = area.tasks.iter().flat_map(|task| &task.assignments).collect();
        if own.is_empty() {
            continue;
        }
        chart.line((0.0, top + 2.0), (WIDTH, top + 2.0), RULE, 1);
        chart.text((0.0, top + HEAD / 2.0 + 2.0), fit(&area.chapter, SMALL, LEFT), SMALL, MAIN, Anchor::Start);
        top += HEAD;
        for assignment in own {
            let states = states(at);
            let name = format!("{} {}", assignment.number.value, assignment.name);
            chart.text((18.0, top + ROW / 2.0 - 2.0), fit(&name, SMALL, LEFT - 28.0), SMALL, INK, Anchor::Start);
            for (y, year) in years.iter().enumerate() {
                let left = LEFT + width * count(y);
                let due = due(assessment, assignment, *year);
                cell(&mut chart, (left, top, width), states.get(y).copied(), due);
            }
            chart.line((LEFT, top + ROW - 2.0), (WIDTH, top + ROW - 2.0), HAIR, 1);
            let words: Vec<&str> = states.iter().map(|state| state.word()).collect();
            told.push(format!("{}{}", assignment.number.value, words.join("、")));
            top += ROW;
            at += 1;
        }
    }
    chart.unmarked = false;
    chart.alt = format!("甘特图：各项责任分工自{}年起逐年的状态和目标期限。{}。", plan.head.start, told.join("；"));
    vec![chart]
}

/// How many targets and milestones of an assignment fall due in a year.
fn due(assessment: &Assessment, assignment: &Assignment, year: Year) -> usize {
    let plan = &assessment.ledger.content.plan;
    let own = |number: &str| number == assignment.number.value;
    let indicators = plan
        .indicators
        .iter()
        .filter(|i| i.assignment.as_ref().is_some_and(|number| own(&number.value)) && i.target.year == year)
        .count();
    indicators + plan.milestones.iter().filter(|m| own(&m.section) && m.due == year).count()
}

fn cell(chart: &mut Chart, (left, top, width): (f64, f64, f64), state: Option<AssignmentStatus>, due: usize) {
    let (bar, height) = (width - 4.0, ROW - 8.0);
    let middle = top + height / 2.0 + 1.0;
    let mark = if 0 < due { format!("◆{due}") } else { String::new() };
    let (symbol, fill, ink) = match state {
        Some(AssignmentStatus::NotReported) => (word(AssignmentStatus::NotReported.word()).0, WASH, SOFT),
        Some(state) => (word(state.word()).0, word(state.word()).1, PAPER),
        None => ("", WASH, ACCENT),
    };
    chart.rect((left + 2.0, top + 1.0), (bar, height), fill);
    let label = format!("{symbol}{mark}");
    if !label.is_empty() {
        chart.text((left + 2.0 + bar / 2.0, middle), label, SMALL, ink, Anchor::Middle);
    }
}

fn legend(chart: &mut Chart) {
    let mut x = 0.0;
    for state in AssignmentStatus::all().map(AssignmentStatus::word) {
        let (symbol, color) = word(state);
        let text = format!("{symbol}{state}");
        chart.text((x, 16.0), text.clone(), SMALL, color, Anchor::Start);
        x += super::spec::width(&text, SMALL) + 22.0;
    }
    chart.text((x, 16.0), "◆到期的目标数", SMALL, ACCENT, Anchor::Start);
    chart.rect((x + 160.0, 6.0), (34.0, 20.0), WASH);
    chart.text((x + 202.0, 16.0), "尚未到来的年份", SMALL, SOFT, Anchor::Start);
}

#[expect(clippy::cast_precision_loss, reason = "a few dozen assignments")]
fn count(n: usize) -> f64 {
    n as f64
}

//! Small multiples per task area: every indicator's years against the path to its target.

use super::spec::{Anchor, Chart, Shape, fit, position};
use super::style::{ACCENT, HAIR, INK, LABEL, MAIN, PAST, RULE, SMALL, SOFT, WIDTH, status};
use crate::assess::{Assessment, Row};
use crate::model::{Appraisal, Area, Indicator, Kind, Nature, Year};

const COLUMNS: usize = 3;
const TOP: f64 = 40.0;
const CELL: f64 = 236.0;
const GAP: f64 = 30.0;
const PLOT_TOP: f64 = 74.0;
const PLOT: f64 = 104.0;

/// One chart per area that has indicators.
pub fn charts(assessment: &Assessment<'_>) -> Vec<Chart> {
    assessment.ledger.content.plan.areas.iter().filter_map(|area| of_area(assessment, area)).collect()
}

fn of_area(assessment: &Assessment<'_>, area: &Area) -> Option<Chart> {
    let plan = &assessment.ledger.content.plan;
    let rows: Vec<(usize, &Indicator)> =
        plan.indicators.iter().enumerate().filter(|(_, i)| *i.area == *area.number).collect();
    if rows.is_empty() {
        return None;
    }
    let lines = rows.len().div_ceil(COLUMNS);
    let behind = rows.iter().filter(|(at, _)| assessment.verdict(*at).is_some_and(|v| v.status.is_behind())).count();
    let caption = match behind {
        0 => format!("“{}”{}项指标走势：没有落后于时序的", area.short, rows.len()),
        n => format!("“{}”{}项指标走势：{n}项落后", area.short, rows.len()),
    };
    let mut chart = Chart::new(format!("trend-{}", area.number.value), caption, TOP + count(lines) * CELL);
    legend(&mut chart, assessment);
    let width = (WIDTH - GAP * count(COLUMNS - 1)) / count(COLUMNS);
    let mut words = Vec::new();
    for (place, (at, indicator)) in rows.into_iter().enumerate() {
        let left = count(place % COLUMNS) * (width + GAP);
        let top = TOP + count(place / COLUMNS) * CELL;
        words.push(panel(&mut chart, assessment, at, indicator, (left, top, width)));
    }
    chart.unmarked = false;
    chart.alt = format!("小型折线图组：{}各指标的实际值与目标。{}。", area.name, words.join("；"));
    Some(chart)
}

/// The years an indicator has a value for: the baseline, then the ledger.
fn points(assessment: &Assessment<'_>, at: usize, indicator: &Indicator) -> Vec<(Year, crate::model::Decimal, Nature)> {
    let baseline = indicator.baseline.iter().filter(|b| b.comparable).map(|b| (b.year, b.value.value, b.nature));
    let base = (indicator.kind == Kind::Increment).then_some((
        assessment.ledger.content.plan.head.base,
        crate::model::Decimal::ZERO,
        Nature::Reported,
    ));
    let cells = assessment
        .ledger
        .years
        .iter()
        .zip(&assessment.ledger.cells[at])
        .filter_map(|(&year, cell)| cell.map(|c| (year, c.value, c.nature)));
    let start: Vec<_> = if base.is_some() { base.into_iter().collect() } else { baseline.collect() };
    start.into_iter().chain(cells).collect()
}

fn panel(
    chart: &mut Chart,
    assessment: &Assessment<'_>,
    at: usize,
    indicator: &Indicator,
    (left, top, width): (f64, f64, f64),
) -> String {
    let plan = &assessment.ledger.content.plan;
    let row: &Row = &assessment.rows[at];
    let points = points(assessment, at, indicator);
    let target = indicator.target.value;
    let (symbol, color) = row.verdicts.last().map_or(("", SOFT), |v| status(v.status));
    let word = row.verdicts.last().map_or("", |v| v.status.word());
    chart.line((left, top), (left + width, top), RULE, 1);
    chart.text((left, top + 20.0), fit(&indicator.short, LABEL, width), LABEL, INK, Anchor::Start);
    let latest = points.last().filter(|(year, ..)| *year == assessment.ledger.year);
    let value = latest.map_or_else(|| "未报送".to_owned(), |(_, value, _)| format!("{value}{}", unit(indicator)));
    chart.text((left, top + 48.0), fit(&value, LABEL, width - 120.0), LABEL, MAIN, Anchor::Start);
    chart.text((left + width, top + 48.0), format!("{symbol}{word}"), SMALL, color, Anchor::End);

    let values =
        points.iter().map(|p| position(p.1)).chain([position(target)]).chain(indicator.target.upper.map(position));
    let (low, high) = values.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), v| (low.min(v), high.max(v)));
    let low = if indicator.kind == Kind::Ratio || 0.6 < low / high { low - (high - low) * 0.25 } else { low.min(0.0) };
    let span = if (high - low).abs() < f64::EPSILON { 1.0 } else { high - low };
    let (plot_left, plot_width) = (left + 12.0, width - 78.0);
    let years = f64::from(plan.head.end - plan.head.base).max(1.0);
    let x = |year: Year| plot_left + plot_width * f64::from(year - plan.head.base) / years;
    let y = |value: f64| top + PLOT_TOP + PLOT * (1.0 - (value - low) / span);
    let floor = top + PLOT_TOP + PLOT;
    chart.line((plot_left - 8.0, floor + 6.0), (plot_left + plot_width + 8.0, floor + 6.0), HAIR, 1);
    for year in [plan.head.base, assessment.ledger.year, plan.head.end] {
        let crowded = year == assessment.ledger.year && (plan.head.end - year < 2 || year - plan.head.base < 2);
        if !crowded {
            let (at, anchor) = if year == plan.head.base { (left, Anchor::Start) } else { (x(year), Anchor::Middle) };
            chart.text((at, floor + 22.0), year.to_string(), SMALL, SOFT, anchor);
        }
    }
    path(chart, assessment, indicator, (&x, &y));
    let line: Vec<(f64, f64)> = points.iter().map(|p| (x(p.0), y(position(p.1)))).collect();
    chart.shapes.push(Shape::Line(line.clone(), MAIN, 2, false));
    // The zero that increments start from is nobody's figure and has no dot.
    let from = usize::from(indicator.kind == Kind::Increment);
    for ((px, py), (_, _, nature)) in line.into_iter().zip(&points).skip(from) {
        chart.shapes.push(Shape::Dot(px, py, 5.0, MAIN, matches!(nature, Nature::Sample | Nature::Estimate)));
    }
    let goal = indicator.target.to_string();
    let goal_y = y(position(target)).max(top + PLOT_TOP + 2.0);
    // Beside the mark of the target where there is room, otherwise under it.
    let fits = super::spec::width(&goal, SMALL) < left + width - x(indicator.target.year) - 10.0;
    let at = if fits { (left + width, goal_y) } else { (left + width, goal_y + 24.0) };
    chart.text(at, goal.clone(), SMALL, ACCENT, Anchor::End);
    let series: Vec<String> = points.iter().map(|(year, value, _)| format!("{year}年{value}")).collect();
    format!("{}（{}）{}，目标{goal}，{word}", indicator.short, unit(indicator), series.join("、"))
}

/// The target: a level line for promises judged every year, otherwise the path from the baseline.
fn path(
    chart: &mut Chart,
    assessment: &Assessment<'_>,
    indicator: &Indicator,
    (x, y): (&dyn Fn(Year) -> f64, &dyn Fn(f64) -> f64),
) {
    let plan = &assessment.ledger.content.plan;
    let level = indicator.kind == Kind::Growth
        || (indicator.kind == Kind::Annual && indicator.appraisal == Appraisal::EveryYear);
    let end = (x(indicator.target.year), y(position(indicator.target.value)));
    let start = match (&indicator.baseline, indicator.kind) {
        _ if level => Some((x(plan.head.base), end.1)),
        (_, Kind::Increment) => Some((x(plan.head.base), y(0.0))),
        (Some(baseline), _) if baseline.comparable => Some((x(baseline.year), y(position(baseline.value.value)))),
        _ => None,
    };
    if let Some(start) = start {
        let inner = indicator.waypoints.iter().filter(|_| !level).map(|(year, value)| (x(*year), y(position(*value))));
        let points = std::iter::once(start).chain(inner).chain([end]).collect();
        chart.shapes.push(Shape::Line(points, PAST, 2, true));
    }
    chart.shapes.push(Shape::Dot(end.0, end.1, 6.0, ACCENT, true));
}

fn legend(chart: &mut Chart, assessment: &Assessment<'_>) {
    let y = 14.0;
    chart.shapes.push(Shape::Line(vec![(0.0, y), (40.0, y)], MAIN, 2, false));
    chart.shapes.push(Shape::Dot(20.0, y, 5.0, MAIN, false));
    chart.text((48.0, y), "实际值", SMALL, SOFT, Anchor::Start);
    chart.shapes.push(Shape::Dot(140.0, y, 5.0, MAIN, true));
    chart.text((152.0, y), "示例或预计", SMALL, SOFT, Anchor::Start);
    chart.shapes.push(Shape::Line(vec![(270.0, y), (310.0, y)], PAST, 2, true));
    chart.text((318.0, y), "目标路径", SMALL, SOFT, Anchor::Start);
    chart.shapes.push(Shape::Dot(418.0, y, 6.0, ACCENT, true));
    chart.text((430.0, y), format!("{}年目标", assessment.ledger.content.plan.head.end), SMALL, SOFT, Anchor::Start);
}

fn unit(indicator: &Indicator) -> &str {
    indicator.unit.text()
}

#[expect(clippy::cast_precision_loss, reason = "a few dozen panels")]
fn count(n: usize) -> f64 {
    n as f64
}

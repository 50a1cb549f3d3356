//! Small multiples per task area: every indicator's years against the path to its target.

use super::spec::{Anchor, Chart, Shape, fit, position};
use super::style::{ACCENT, HAIR, INK, LABEL, MAIN, PAST, RULE, SMALL, SOFT, TREND, WIDTH, status};
use crate::assess::{Assessment, Row, Working};
use crate::model::{Appraisal, Indicator, Kind, Nature, Status, Year};

const COLUMNS: usize = 3;
const TOP: f64 = 40.0;
const CELL: f64 = 236.0;
const GAP: f64 = 30.0;
const PLOT_TOP: f64 = 74.0;
const PLOT: f64 = 104.0;

/// Most panels of one chart: five lines of them fit a page with their caption.
pub const PANELS: usize = 15;

/// The charts of so many indicators: `trend-2.1`, `trend-2.1-2`, …
#[must_use]
pub fn names(file: &str, indicators: usize) -> Vec<String> {
    let numbered = |n: usize| if n == 1 { file.to_owned() } else { format!("{file}-{n}") };
    (1..=indicators.div_ceil(PANELS)).map(numbered).collect()
}

/// The charts of every area, `trend-2.1`, and of every department, `trend-unit-1` by its place in the plan; those without
/// indicators have none.
pub fn charts(assessment: &Assessment) -> Vec<Chart> {
    let plan = &assessment.ledger.content.plan;
    let areas = plan.areas.iter().flat_map(|area| {
        let name = format!("trend-{}", area.number.value);
        of(assessment, (&name, &area.short, &area.name), |i| *i.area == *area.number)
    });
    let units = plan.departments.iter().enumerate().flat_map(|(at, department)| {
        let (name, own) = (format!("trend-unit-{}", at + 1), department.name.as_str());
        of(assessment, (&name, own, own), |i| *i.department == *own)
    });
    areas.chain(units).collect()
}

/// The charts of the indicators for which `own` holds, with its file's name, its short and its full name.
fn of(
    assessment: &Assessment,
    (file, short, full): (&str, &str, &str),
    own: impl Fn(&Indicator) -> bool,
) -> Vec<Chart> {
    let plan = &assessment.ledger.content.plan;
    let rows: Vec<(usize, &Indicator)> = plan.indicators.iter().enumerate().filter(|(_, i)| own(i)).collect();
    let behind = rows.iter().filter(|(at, _)| assessment.verdict(*at).is_some_and(|v| v.status.behind())).count();
    let caption = match behind {
        0 => format!("“{short}”{}项指标走势：没有落后于时序的", rows.len()),
        n => format!("“{short}”{}项指标走势：{n}项落后", rows.len()),
    };
    let parts = rows.chunks(PANELS).zip(names(file, rows.len())).enumerate();
    let parts = parts.map(|(at, (rows, file))| {
        let caption = if at == 0 { caption.clone() } else { format!("{caption}（续）") };
        part(assessment, rows, (file, caption, full))
    });
    parts.collect()
}

/// One chart of at most [`PANELS`] indicators, with its file's name, its caption and the name of the whole.
fn part(assessment: &Assessment, rows: &[(usize, &Indicator)], (file, caption, full): (String, String, &str)) -> Chart {
    let lines = rows.len().div_ceil(COLUMNS);
    let mut chart = Chart::new(file, caption, TOP + count(lines) * CELL);
    legend(&mut chart, assessment);
    let width = (WIDTH - GAP * count(COLUMNS - 1)) / count(COLUMNS);
    let mut words = Vec::new();
    for (place, &(at, indicator)) in rows.iter().enumerate() {
        let left = count(place % COLUMNS) * (width + GAP);
        let top = TOP + count(place / COLUMNS) * CELL;
        words.push(panel(&mut chart, assessment, at, indicator, (left, top, width)));
    }
    chart.unmarked = false;
    chart.alt = format!("小型折线图组：{full}各指标的实际值与目标。{}。", words.join("；"));
    chart
}

/// The years an indicator has a value for: the baseline, then the ledger.
pub fn points(assessment: &Assessment, at: usize, indicator: &Indicator) -> Vec<(Year, crate::model::Decimal, Nature)> {
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
        .filter_map(|(&year, cell)| cell.as_ref().map(|c| (year, c.value, c.nature)));
    let start: Vec<_> = if base.is_some() { base.into_iter().collect() } else { baseline.collect() };
    start.into_iter().chain(cells).collect()
}

fn panel(
    chart: &mut Chart,
    assessment: &Assessment,
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

    let trend = latest.zip(projected(row)).map(|((year, value, _), projected)| (*year, position(*value), projected));
    let values = points
        .iter()
        .map(|p| position(p.1))
        .chain([position(target)])
        .chain(indicator.target.upper.map(position))
        .chain(trend.map(|(.., projected)| projected));
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
    if let Some((year, value, projected)) = trend {
        let ends = vec![(x(year), y(value)), (x(indicator.target.year), y(projected))];
        chart.shapes.push(Shape::Line(ends, TREND, 2, true));
    }
    let line: Vec<(f64, f64)> = points.iter().map(|p| (x(p.0), y(position(p.1)))).collect();
    chart.shapes.push(Shape::Line(line.clone(), MAIN, 2, false));
    // The zero that increments start from is nobody's figure and has no dot.
    let from = usize::from(indicator.kind == Kind::Increment);
    for ((px, py), (_, _, nature)) in line.into_iter().zip(&points).skip(from) {
        chart.shapes.push(Shape::Dot(px, py, 5.0, MAIN, matches!(nature, Nature::Sample | Nature::Estimate)));
    }
    let goal = indicator.target.to_string();
    let goal_y = y(position(target)).max(top + PLOT_TOP + 2.0);
    // Beside the mark of the target where there is room, otherwise above it, or under it at the top.
    let fits = super::spec::width(&goal, SMALL) < left + width - x(indicator.target.year) - 10.0;
    let above = top + PLOT_TOP < goal_y - 24.0;
    let at = match (fits, above) {
        (true, _) => (left + width, goal_y),
        (false, true) => (left + width, goal_y - 22.0),
        (false, false) => (left + width, goal_y + 24.0),
    };
    chart.text(at, goal.clone(), SMALL, ACCENT, Anchor::End);
    let series: Vec<String> = points.iter().map(|(year, value, _)| format!("{year}年{value}")).collect();
    format!("{}（{}）{}，目标{goal}，{word}", indicator.short, unit(indicator), series.join("、"))
}

/// The value at the target year if the trend of the last years goes on, where there is a trend and a way left to go.
fn projected(row: &Row) -> Option<f64> {
    let verdict = row.verdicts.last().filter(|verdict| verdict.status != Status::Met)?;
    let grades = verdict.opinions.iter().filter_map(|opinion| opinion.grade.as_ref().ok());
    grades.map(|grade| &grade.working).find_map(|working| match working {
        Working::Projection(trend) => Some(position(trend.projected)),
        Working::Linear(_) | Working::GrowthRatio(_) => None,
    })
}

/// The target: a level line for promises judged every year, otherwise the path from the baseline.
fn path(
    chart: &mut Chart,
    assessment: &Assessment,
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

fn legend(chart: &mut Chart, assessment: &Assessment) {
    let y = 14.0;
    chart.shapes.push(Shape::Line(vec![(0.0, y), (40.0, y)], MAIN, 2, false));
    chart.shapes.push(Shape::Dot(20.0, y, 5.0, MAIN, false));
    chart.text((48.0, y), "实际值", SMALL, SOFT, Anchor::Start);
    chart.shapes.push(Shape::Dot(140.0, y, 5.0, MAIN, true));
    chart.text((152.0, y), "示例或预计", SMALL, SOFT, Anchor::Start);
    chart.shapes.push(Shape::Line(vec![(270.0, y), (310.0, y)], PAST, 2, true));
    chart.text((318.0, y), "目标路径", SMALL, SOFT, Anchor::Start);
    chart.shapes.push(Shape::Dot(418.0, y, 6.0, ACCENT, true));
    chart.shapes.push(Shape::Line(vec![(540.0, y), (580.0, y)], TREND, 2, true));
    chart.text((588.0, y), "照近年趋势", SMALL, SOFT, Anchor::Start);
    chart.text((WIDTH, y), "各图纵轴不同", SMALL, SOFT, Anchor::End);
    chart.text((430.0, y), format!("{}年目标", assessment.ledger.content.plan.head.end), SMALL, SOFT, Anchor::Start);
}

fn unit(indicator: &Indicator) -> &str {
    indicator.unit.text()
}

#[expect(clippy::cast_precision_loss, reason = "a few dozen panels")]
fn count(n: usize) -> f64 {
    n as f64
}

//! Small multiples per task area: every indicator's years against the path to its target.

use std::iter;

use plotters::style::text_anchor::HPos;

use super::legend::{Key, legend};
use super::mark::{beside, lettering};
use super::panel::{Panel, PlottedFigure, Years, grid, more};
use super::record::px;
use super::shape::{Point, count, position};
use super::spec::{Chart, Told, foremost, judged, numbered};
use super::style::{ACCENT, DOT, KEYS, MAIN, PAST, RING, SMALL, SOFT, TREND, WIDTH, panel as size, status};
use crate::assess::{Assessment, Row, Working};
use crate::model::{Decimal, Indicator, Kind, Nature, Status, Year};

/// Most lines of panels of one chart: half a page, so that a page that others have begun has room for it.
const LINES: usize = 3;

/// How many panels each chart of so many indicators has: lines of them as evenly as can be, the longer ones first.
fn parts(indicators: usize) -> Vec<usize> {
    let lines = indicators.div_ceil(size::COLUMNS);
    let charts = lines.div_ceil(LINES);
    let of = |at: usize| lines / charts + usize::from(at < lines % charts);
    let mut left = indicators;
    let mut take = |panels: usize| {
        let own = panels.min(left);
        left -= own;
        own
    };
    (0..charts).map(|at| take(of(at) * size::COLUMNS)).collect()
}

/// The charts of so many indicators: `trend-2.1`, `trend-2.1-2`, …
#[must_use]
pub fn names(file: &str, indicators: usize) -> Vec<String> {
    (0..parts(indicators).len()).map(|at| numbered(file, at)).collect()
}

/// What has charts of its own: an area or a department.
struct Group<'a> {
    /// Name of its file.
    file: String,
    /// Its short name.
    short: &'a str,
    /// Its full name.
    full: &'a str,
    /// The fewest indicators that are drawn.
    fewest: usize,
}

/// The charts of every area, `trend-2.1`, and of every department, `trend-unit-1` by its place in the plan; those without
/// indicators have none.
pub fn charts(assessment: &Assessment) -> Vec<Chart> {
    let plan = &assessment.ledger.content.plan;
    let areas = plan.areas.iter().flat_map(|area| {
        let file = format!("trend-{}", area.number.value);
        of(assessment, &Group { file, short: &area.short, full: &area.name, fewest: 2 }, |i| *i.area == *area.number)
    });
    let units = plan.departments.iter().enumerate().flat_map(|(at, department)| {
        let (file, name) = (format!("trend-unit-{}", at + 1), department.name.as_str());
        of(assessment, &Group { file, short: name, full: name, fewest: 1 }, |i| i.department.includes(name))
    });
    areas.chain(units).collect()
}

/// The charts of the indicators for which `own` holds; none as long as no value is known of any of them. The only one of an
/// area is not drawn: its years stand in its card, which a department's part has not.
fn of(assessment: &Assessment, group: &Group<'_>, own: impl Fn(&Indicator) -> bool) -> Vec<Chart> {
    let plan = &assessment.ledger.content.plan;
    let rows: Vec<(usize, &Indicator)> = plan.indicators.iter().enumerate().filter(|(_, i)| own(i)).collect();
    if rows.len() < group.fewest || rows.iter().all(|(at, indicator)| points(assessment, *at, indicator).is_empty()) {
        return Vec::new();
    }
    let status = |at: usize| assessment.verdict(at).map_or(Status::NotReported, |verdict| verdict.status);
    let behind = rows.iter().filter(|(at, _)| status(*at).behind()).map(|(_, indicator)| indicator.short.clone());
    let behind: Vec<String> = behind.collect();
    let word = assessment.behind_word();
    let statuses: Vec<Status> = rows.iter().map(|(at, _)| status(*at)).collect();
    let caption = format!("“{}”指标走势：{}", group.short, judged(&statuses, word));
    let mut rest = rows.as_slice();
    let parts = parts(rows.len()).into_iter().enumerate().map(|(at, panels)| {
        let (rows, others) = rest.split_at(panels);
        rest = others;
        let panels: Vec<Panel> = rows.iter().map(|&(at, indicator)| panel(assessment, at, indicator)).collect();
        let (lines, more) = (count(rows.len().div_ceil(size::COLUMNS)), more(&panels));
        let mut chart = Chart::part(&group.file, &caption, at, size::LEGEND + lines * (size::HEIGHT + more));
        draw(&mut chart, assessment, &panels, more);
        chart.unmarked = false;
        let figures = foremost(panels.iter(), |panel| behind.contains(&panel.name)).into_iter();
        let figures = figures.map(|panel| panel.told.clone());
        chart.tell(&Told {
            whom: format!("{word}的"),
            names: behind.clone(),
            kind: format!("小型折线图组：{}各指标的实际值与目标", group.full),
            figures: figures.collect(),
        });
        chart
    });
    parts.collect()
}

/// Draws the panels of a chart, over the years that they have in common.
fn draw(chart: &mut Chart, assessment: &Assessment, panels: &[Panel], more: f64) {
    let head = &assessment.ledger.content.plan.head;
    let years = Years::new(head, assessment.ledger.year, panels);
    chart.draw(|area| {
        let (top, body) = area.split_vertically(px(size::LEGEND));
        legend(&top, keys(head.end, panels))?;
        let right = (px(WIDTH), px(KEYS / 2.0));
        if 1 < panels.len() {
            area.draw(&beside(right, (0.0, 0.0), "各图纵轴不同", lettering(SMALL, SOFT, HPos::Right)))?;
        }
        let areas = grid(&body, panels.len(), more);
        areas.iter().zip(panels).try_for_each(|(area, panel)| panel.draw(area, &years, more))
    });
}

/// The years an indicator has a value for: the baseline, then the ledger.
pub fn points(assessment: &Assessment, at: usize, indicator: &Indicator) -> Vec<(Year, Decimal, Nature)> {
    let baseline = indicator.baseline.iter().filter(|b| b.comparable).map(|b| (b.year, b.value.value, b.nature));
    let base = (indicator.kind == Kind::Increment).then_some((
        assessment.ledger.content.plan.head.base,
        Decimal::ZERO,
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

/// Whether a line leads to each value from the one before: samples and real figures of the ledger are not joined; the baseline
/// is what all of them are measured by.
pub fn joined(assessment: &Assessment, points: &[(Year, Decimal, Nature)]) -> Vec<bool> {
    let first = assessment.ledger.years.first().copied().unwrap_or_default();
    let sample = |at: usize| points[at].2 == Nature::Sample;
    let goes_on = |at: usize| at == 0 || points[at - 1].0 < first || sample(at - 1) == sample(at);
    (0..points.len()).map(goes_on).collect()
}

/// What is written and drawn of an indicator.
pub fn panel(assessment: &Assessment, at: usize, indicator: &Indicator) -> Panel {
    let row = &assessment.rows[at];
    let points = points(assessment, at, indicator);
    let (symbol, color) = row.verdicts.last().map_or(("", SOFT), |v| status(v.status));
    let word = row.verdicts.last().map_or("", |v| assessment.ledger.content.told_by(v.status, v.method));
    let latest = points.last().filter(|(year, ..)| *year == assessment.ledger.year);
    let unit = indicator.unit.text();
    let value = latest.map_or_else(|| "未报送".to_owned(), |(_, value, _)| format!("{value}{unit}"));
    let target = place(indicator.target.due.year, indicator.target.value);
    let trend = latest
        .zip(projected(row))
        .map(|((year, value, _), projected)| vec![place(*year, *value), (target.0, projected)]);
    let (path, trend) = (path(assessment, indicator, target), trend.unwrap_or_default());
    // What is promised for later than the plan's end would squeeze the years of all panels: it is followed to that end.
    let end = f64::from(assessment.ledger.content.plan.head.end);
    let beyond = end < target.0;
    let (target, path, trend) = if beyond {
        let path = until(&path, end);
        let there = path.last().filter(|place| end <= place.0).map_or((end, target.1), |place| *place);
        (there, path, until(&trend, end))
    } else {
        (target, path, trend)
    };
    let series: Vec<String> = points.iter().map(|(year, value, _)| format!("{year}年{value}")).collect();
    let goal = indicator.target.to_string();
    let mark = if beyond { format!("{goal}（{}）", indicator.target.due) } else { goal.clone() };
    let told = format!("{}（{unit}）{}，目标{goal}，{word}", indicator.short, series.join("、"));
    let unsure = |nature| matches!(nature, Nature::Sample | Nature::Estimate);
    let lines = joined(assessment, &points);
    let figures = points.iter().zip(lines).map(|(&(year, value, nature), goes_on)| PlottedFigure {
        place: place(year, value),
        unsure: unsure(nature),
        goes_on,
    });
    let start = indicator.kind == Kind::Increment;
    // The zero that increments start from is nobody's figure.
    let known = points.get(usize::from(start)..).unwrap_or_default();
    let ends = known.first().into_iter().chain(known.last().filter(|_| 1 < known.len()));
    let ends = ends.map(|(year, value, _)| (place(*year, *value), value.to_string().replace('-', "−")));
    Panel {
        name: indicator.short.clone(),
        value,
        status: (format!("{symbol}{word}"), color),
        figures: figures.collect(),
        start,
        ends: ends.collect(),
        path,
        trend,
        target,
        beyond,
        upper: indicator.target.upper.map(position),
        goal: mark,
        near: indicator.kind == Kind::Ratio,
        told,
    }
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

/// The way to the target: a level line for promises judged every year, otherwise the path from the baseline, if there is one.
fn path(assessment: &Assessment, indicator: &Indicator, target: Point) -> Vec<Point> {
    let base = f64::from(assessment.ledger.content.plan.head.base);
    let level = indicator.kind == Kind::Growth || indicator.promised_every_year();
    let start = match (&indicator.baseline, indicator.kind) {
        _ if level => (base, target.1),
        (_, Kind::Increment) => (base, 0.0),
        (Some(baseline), _) if baseline.comparable => place(baseline.year, baseline.value.value),
        _ => return Vec::new(),
    };
    let inner = indicator.waypoints.iter().filter(|_| !level).map(|(year, value)| place(*year, *value));
    iter::once(start).chain(inner).chain([target]).collect()
}

/// A line up to a year.
fn until(line: &[Point], end: f64) -> Vec<Point> {
    let mut kept: Vec<Point> = line.iter().take_while(|place| place.0 <= end).copied().collect();
    let next = line.get(kept.len());
    if let (Some(&(from, low)), Some(&(to, high))) = (kept.last(), next)
        && from < end
    {
        kept.push((end, low + (high - low) * (end - from) / (to - from)));
    }
    kept
}

fn place(year: Year, value: Decimal) -> Point {
    (f64::from(year), position(value))
}

/// The keys of what is drawn in any panel.
pub fn keys(end: Year, panels: &[Panel]) -> Vec<Key> {
    let unsure = panels.iter().any(|panel| panel.figures.iter().any(|figure| figure.unsure));
    let path = panels.iter().any(|panel| !panel.path.is_empty());
    let trend = panels.iter().any(|panel| !panel.trend.is_empty());
    let mut marked = panels.iter().filter(|panel| !panel.beyond).peekable();
    let ring = marked.peek().is_some();
    let at_end = marked.all(|panel| (panel.target.0 - f64::from(end)).abs() < 0.5);
    let goal = if at_end { format!("{end}年目标") } else { "目标".to_owned() };
    let unsure = unsure.then(|| Key::ring("示例或预计", DOT, MAIN));
    let path = path.then(|| Key::dashed("目标路径", PAST));
    let trend = trend.then(|| Key::dashed("照近年趋势", TREND));
    let start = iter::once(Key::figures("实际值", MAIN)).chain(unsure).chain(path);
    start.chain(ring.then(|| Key::ring(goal, RING, ACCENT))).chain(trend).collect()
}

//! Sparklines: one small line per indicator for the cells of tables, with the path it should have taken.

use super::spec::{Chart, Shape, position};
use super::style::{MAIN, PAST, WIDTH, status};
use super::trend::points;
use crate::assess::Assessment;

/// A sparkline is printed about a tenth as wide as a chart, so its lines are drawn ten times as thick.
const HEIGHT: f64 = 300.0;
const EDGE: f64 = 70.0;

/// One sparkline for every indicator with at least two values, named `spark-1` by its number in the plan.
pub fn charts(assessment: &Assessment) -> Vec<Chart> {
    let plan = &assessment.ledger.content.plan;
    let mut charts = Vec::new();
    for (at, indicator) in plan.indicators.iter().enumerate() {
        let points = points(assessment, at, indicator);
        let (Some(first), Some(last)) = (points.first(), points.last()) else { continue };
        if points.len() < 2 {
            continue;
        }
        let values = || points.iter().map(|point| position(point.1));
        let (low, high) = (values().fold(f64::INFINITY, f64::min), values().fold(f64::NEG_INFINITY, f64::max));
        let span = if (high - low).abs() < f64::EPSILON { 1.0 } else { high - low };
        let years = f64::from(last.0 - first.0).max(1.0);
        let place = |year: crate::model::Year, value: f64| {
            let x = EDGE + (WIDTH - 2.0 * EDGE) * f64::from(year - first.0) / years;
            (x, EDGE + (HEIGHT - 2.0 * EDGE) * (1.0 - (value - low) / span))
        };
        let mut chart = Chart::new(format!("spark-{}", at + 1), String::new(), HEIGHT);
        let base = HEIGHT - 16.0;
        chart.line((EDGE, base), (WIDTH - EDGE, base), PAST.pale(), 8);
        let line: Vec<(f64, f64)> = points.iter().map(|point| place(point.0, position(point.1))).collect();
        let end = line.last().copied();
        chart.shapes.push(Shape::Line(line, MAIN, 26, false));
        if let Some((x, y)) = end {
            let color = assessment.verdict(at).map_or(MAIN, |verdict| status(verdict.status).1);
            chart.shapes.push(Shape::Dot(x, y, 58.0, color, false));
        }
        let series: Vec<String> = points.iter().map(|(year, value, _)| format!("{year}年{value}")).collect();
        chart.unmarked = false;
        chart.alt = format!("走势：{}。", series.join("，"));
        charts.push(chart);
    }
    charts
}

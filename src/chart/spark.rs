//! Sparklines: one small line per indicator for the cells of tables, its last dot in the colour of the status.

use plotters::chart::ChartBuilder;
use plotters::series::LineSeries;

use super::mark::{dot, line, stroke};
use super::record::{Area, Drawn, px};
use super::rows::Plot;
use super::scale::Scale;
use super::shape::{Point, position};
use super::spec::{Chart, Told};
use super::style::{Color, MAIN, PAST, WIDTH, spark, status};
use super::trend::{joined, points};
use crate::assess::Assessment;

/// One sparkline for every indicator with at least two values, named `spark-1` by its number in the plan.
pub fn charts(assessment: &Assessment) -> Vec<Chart> {
    let plan = &assessment.ledger.content.plan;
    let mut charts = Vec::new();
    for (at, indicator) in plan.indicators.iter().enumerate() {
        let points = points(assessment, at, indicator);
        if points.len() < 2 {
            continue;
        }
        let places: Vec<Point> = points.iter().map(|point| (f64::from(point.0), position(point.1))).collect();
        let color = assessment.verdict(at).map_or(MAIN, |verdict| status(verdict.status).1);
        let mut chart = Chart::new(format!("spark-{}", at + 1), String::new(), spark::HEIGHT);
        let lines = joined(assessment, &points);
        chart.draw(|area| draw(area, &places, &lines, color));
        let series = points.iter().map(|(year, value, _)| format!("{year}年{value}"));
        chart.unmarked = false;
        chart.tell(&Told { kind: "走势".to_owned(), figures: series.collect(), ..Told::default() });
        charts.push(chart);
    }
    charts
}

/// Draws the line over its ground; the last dot has a colour.
fn draw(area: &Area, places: &[Point], lines: &[bool], color: Color) -> Drawn {
    let ((width, ground), edge) = (spark::GROUND, spark::EDGE);
    let y = px(spark::HEIGHT - ground);
    area.draw(&line(vec![(px(edge), y), (px(WIDTH - edge), y)], PAST.pale(), width))?;
    let (Some(first), Some(last)) = (places.first(), places.last()) else { return Ok(()) };
    let values = || places.iter().map(|place| place.1);
    let (low, high) = (values().fold(f64::INFINITY, f64::min), values().fold(f64::NEG_INFINITY, f64::max));
    let mut plot: Plot = ChartBuilder::on(area)
        .margin(px(edge))
        .build_cartesian_2d(Scale::new(first.0, last.0), Scale::new(low, high))?;
    let known: Vec<(Point, bool)> = places.iter().copied().zip(lines.iter().copied()).collect();
    for run in known.chunk_by(|_, next| next.1) {
        plot.draw_series(LineSeries::new(run.iter().map(|own| own.0), stroke(MAIN, spark::LINE)))?;
    }
    plot.draw_series([dot(*last, spark::DOT, color)])?;
    Ok(())
}

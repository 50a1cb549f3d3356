//! Charts: plotters lays them out, a backend of ours records what it draws, and the recording becomes SVG.

mod alluvial;
mod block;
mod bullet;
mod dumbbell;
mod flow;
mod head;
mod heat;
mod legend;
mod mark;
mod matrix;
mod panel;
mod place;
mod record;
mod roadmap;
mod rows;
mod scale;
mod schedule;
mod shape;
mod single;
mod spark;
mod spec;
mod stacked;
mod style;
mod svg;
mod trend;
mod waterfall;

pub use shape::{Anchor, Form, Point, Shape};
pub use single::charts as indicator_charts;
pub use spec::Chart;
pub use style::Color;
pub use trend::names as trend_names;

use crate::assess::Assessment;
use crate::model::Nature;
use crate::threads::each;

/// Every chart of a report, in the order they are printed: the one table of charts.
const ALL: &[fn(&Assessment) -> Vec<Chart>] = &[
    bullet::charts,
    stacked::charts,
    waterfall::charts,
    dumbbell::charts,
    trend::charts,
    matrix::charts,
    roadmap::charts,
    schedule::charts,
    heat::charts,
    alluvial::charts,
    spark::charts,
];

/// Lays out every chart the data allow.
#[must_use]
pub fn charts(assessment: &Assessment) -> Vec<Chart> {
    let sample = assessment.ledger.cells.iter().flatten().flatten().any(|cell| cell.nature == Nature::Sample);
    let mut charts: Vec<Chart> = each(ALL, |draw| draw(assessment)).into_iter().flatten().collect();
    for chart in charts.iter_mut().filter(|chart| sample && chart.unmarked) {
        chart.note("注：含示例数据，不代表真实情况。");
    }
    charts
}

//! Major projects by stage: how many, and how much is invested.

use plotters::style::text_anchor::HPos;

use super::mark::{bar, beside, lettering};
use super::record::{Area, Drawn, px};
use super::rows::{Heads, mesh};
use super::scale::Scale;
use super::shape::{count, position, width};
use super::spec::Chart;
use super::style::{AFTER, COUNTS, HEAD, INK, LABEL, Rows, SECOND, SMALL, SOFT, SUMS, WASH, stage};
use crate::assess::{Assessment, by_stage, invested};
use crate::model::{Decimal, Stage};

/// One half of the chart.
struct Half {
    /// What its bars measure.
    title: &'static str,
    /// A bar for each stage.
    bars: Vec<Bar>,
}

/// A stage, the length of its bar, and what is written after it.
struct Bar {
    stage: Stage,
    length: f64,
    label: String,
}

/// The chart of the report's year; none without projects.
pub fn charts(assessment: &Assessment) -> Vec<Chart> {
    let ledger = &assessment.ledger;
    let projects = assessment.projects();
    let rows: Vec<(Stage, usize, Decimal)> =
        by_stage(&projects).into_iter().map(|(stage, own)| (stage, own.len(), invested(&own))).collect();
    let total: usize = rows.iter().map(|row| row.1).sum();
    if total == 0 {
        return Vec::new();
    }
    let sum: Decimal = rows.iter().map(|row| row.2).sum();
    let caption = format!("{}年重大项目{total}个，总投资{}亿元：按阶段的个数与投资额", ledger.year, sum.normalize());
    let mut chart = Chart::new("projects-by-stage", caption, COUNTS.height(rows.len()));
    let counts = rows.iter().map(|&(stage, n, _)| Bar { stage, length: count(n), label: n.to_string() });
    let counts = Half { title: "项目数（个）", bars: counts.collect() };
    let sums = rows.iter().map(|&(stage, _, sum)| Bar { stage, length: position(sum), label: sum.to_string() });
    let sums = Half { title: "总投资（亿元）", bars: sums.collect() };
    chart.draw(|area| {
        let (left, right) = area.split_horizontally(px(SECOND));
        let names: Vec<String> = rows.iter().map(|(stage, ..)| COUNTS.name(stage.word())).collect();
        draw(&left, COUNTS, &counts, &names)?;
        draw(&right, SUMS, &sums, &[])
    });
    let items: Vec<String> = rows.iter().map(|(s, n, sum)| format!("{}{n}个、{sum}亿元", s.word())).collect();
    chart.alt = format!("条形图：{}年重大项目按阶段，{}。", ledger.year, items.join("；"));
    vec![chart]
}

/// Draws one half; the longest bar leaves room for its label.
fn draw(area: &Area, rows: Rows, half: &Half, names: &[String]) -> Drawn {
    let longest = half.bars.iter().map(|bar| bar.length).fold(1.0, f64::max);
    let widest = half.bars.iter().map(|bar| width(&bar.label, LABEL)).fold(0.0, f64::max);
    let rows = Rows { right: rows.right.max(AFTER + widest), ..rows };
    let mut plot = rows.plot(area, Scale::new(0.0, longest), Scale::down(half.bars.len()).lines([]))?;
    mesh(&mut plot, names, &Heads { label: &|_| String::new(), size: SMALL, color: SOFT })?;
    plot.draw_series([beside((0.0, 0.0), (0.0, -HEAD), half.title, lettering(SMALL, SOFT, HPos::Left))])?;
    for (at, own) in half.bars.iter().enumerate() {
        let (top, middle, bottom) = (count(at), count(at) + 0.5, count(at + 1));
        plot.draw_series([
            bar([(0.0, top), (longest, bottom)], rows.margin(), 0.0, WASH),
            bar([(0.0, top), (own.length, bottom)], rows.margin(), 0.0, stage(own.stage)),
            beside((own.length, middle), (AFTER, 0.0), own.label.as_str(), lettering(LABEL, INK, HPos::Left)),
        ])?;
    }
    Ok(())
}

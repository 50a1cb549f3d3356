//! Major projects by stage: how many, and how much is invested.

use super::spec::{Anchor, Chart, position};
use super::style::{INK, LABEL, SMALL, SOFT, WASH, WIDTH, stage};
use crate::assess::{Assessment, by_stage, invested};
use crate::model::{Decimal, Stage};

const ROW: f64 = 58.0;
const TOP: f64 = 44.0;
const LEFT: f64 = 110.0;
const COUNTS: f64 = 330.0;
const SUMS: f64 = 590.0;

/// The chart of the report's year; none without projects.
pub fn charts(assessment: &Assessment) -> Vec<Chart> {
    let ledger = &assessment.ledger;
    let projects = assessment.projects();
    let rows: Vec<(Stage, usize, Decimal)> =
        by_stage(&projects).into_iter().map(|(stage, own)| (stage, own.len(), invested(&own))).collect();
    let most = rows.iter().map(|row| row.1).max().unwrap_or_default();
    if most == 0 {
        return Vec::new();
    }
    let total: usize = rows.iter().map(|row| row.1).sum();
    let sum: Decimal = rows.iter().map(|row| row.2).sum();
    let caption = format!("{}年重大项目{total}个，总投资{}亿元：按阶段的个数与投资额", ledger.year, sum.normalize());
    let mut chart = Chart::new("projects-by-stage", caption, TOP + ROW * 4.0);
    chart.text((LEFT, 16.0), "项目数（个）", SMALL, SOFT, Anchor::Start);
    chart.text((SUMS, 16.0), "总投资（亿元）", SMALL, SOFT, Anchor::Start);
    let widest = rows.iter().map(|row| position(row.2)).fold(1.0, f64::max);
    for (at, (state, n, invested)) in rows.iter().enumerate() {
        #[expect(clippy::cast_precision_loss, reason = "four rows, a few dozen projects")]
        let (top, share) = (TOP + ROW * at as f64, *n as f64 / most as f64);
        chart.text((LEFT - 14.0, top + 18.0), state.word(), LABEL, INK, Anchor::End);
        for (left, room, share, label) in [
            (LEFT, COUNTS, share, n.to_string()),
            (SUMS, WIDTH - SUMS - 90.0, position(*invested) / widest, invested.to_string()),
        ] {
            chart.rect((left, top), (room, 36.0), WASH);
            chart.rect((left, top), (room * share, 36.0), stage(*state));
            chart.text((left + room * share + 10.0, top + 18.0), label, LABEL, INK, Anchor::Start);
        }
    }
    let items: Vec<String> = rows.iter().map(|(s, n, sum)| format!("{}{n}个、{sum}亿元", s.word())).collect();
    chart.alt = format!("条形图：{}年重大项目按阶段，{}。", ledger.year, items.join("；"));
    vec![chart]
}

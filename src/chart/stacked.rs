//! How many indicators of each task area have each status.

use super::spec::{Anchor, Chart};
use super::style::{HAIR, INK, LABEL, PAPER, SMALL, WIDTH, status};
use crate::assess::Assessment;
use crate::model::Status;

const ROW: f64 = 52.0;
const TOP: f64 = 74.0;
const LEFT: f64 = 190.0;

/// The chart of the report's year.
pub fn charts(assessment: &Assessment) -> Vec<Chart> {
    let plan = &assessment.ledger.content.plan;
    let rows: Vec<_> = plan
        .areas
        .iter()
        .map(|area| {
            let statuses = plan
                .indicators
                .iter()
                .enumerate()
                .filter(|(_, i)| *i.area == *area.number)
                .filter_map(|(at, _)| Some(assessment.verdict(at)?.status));
            (area.short.as_str(), Assessment::tally(statuses))
        })
        .collect();
    let most: usize =
        rows.iter().map(|(_, tally)| tally.iter().map(|(_, n)| n).sum::<usize>()).max().unwrap_or_default();
    if most == 0 {
        return Vec::new();
    }
    let worst = rows.iter().max_by_key(|(_, tally)| behind(tally)).map(|(name, tally)| (*name, behind(tally)));
    let caption = match worst {
        Some((name, n)) if 0 < n => format!("各任务领域指标评价：“{name}”落后于时序的指标最多，有{n}项"),
        _ => "各任务领域指标评价：没有指标落后于时序".to_owned(),
    };
    let mut chart = Chart::new("status-by-area", caption, TOP + ROW * count(rows.len()) + 8.0);
    let unit = (WIDTH - LEFT - 84.0) / count(most);
    legend(&mut chart, &rows.iter().flat_map(|(_, tally)| tally.iter().map(|(s, _)| *s)).collect::<Vec<_>>());
    for (at, (name, tally)) in rows.iter().enumerate() {
        let top = TOP + ROW * count(at);
        chart.text((LEFT - 14.0, top + 18.0), *name, LABEL, INK, Anchor::End);
        let mut x = LEFT;
        for &(state, n) in tally {
            let (symbol, color) = status(state);
            let width = unit * count(n);
            chart.rect((x, top), (width - 3.0, 36.0), color);
            let label = if width < 56.0 { n.to_string() } else { format!("{symbol}{n}") };
            chart.text((x + width / 2.0 - 1.5, top + 18.0), label, LABEL, PAPER, Anchor::Middle);
            x += width;
        }
        let total: usize = tally.iter().map(|(_, n)| n).sum();
        chart.text((x + 10.0, top + 18.0), format!("共{total}项"), SMALL, INK, Anchor::Start);
        chart.line((LEFT, top + 44.0), (WIDTH, top + 44.0), HAIR, 1);
    }
    let items: Vec<String> = rows
        .iter()
        .map(|(name, tally)| {
            format!(
                "{name}：{}",
                tally.iter().map(|(s, n)| format!("{}{n}项", s.word())).collect::<Vec<_>>().join("、")
            )
        })
        .collect();
    chart.alt = format!("堆叠条形图：各任务领域的指标评价。{}。", items.join("；"));
    vec![chart]
}

fn behind(tally: &[(Status, usize)]) -> usize {
    tally.iter().filter(|(s, _)| s.behind()).map(|(_, n)| n).sum()
}

#[expect(clippy::cast_precision_loss, reason = "a few dozen indicators")]
fn count(n: usize) -> f64 {
    n as f64
}

fn legend(chart: &mut Chart, used: &[Status]) {
    use crate::model::Choice;
    let used: Vec<Status> = Status::WORDS.iter().map(|&(_, s)| s).filter(|s| used.contains(s)).collect();
    let mut x = LEFT;
    let mut y = 16.0;
    for state in used {
        let (symbol, color) = status(state);
        let text = format!("{symbol}{}", state.word());
        let width = super::spec::width(&text, SMALL) + 18.0;
        if WIDTH < x + width {
            x = LEFT;
            y += 28.0;
        }
        chart.text((x, y), text, SMALL, color, Anchor::Start);
        x += width;
    }
}

//! All indicators ranked by the share of the way done, each against the share its path asks for.

use super::spec::{Anchor, Chart, fit, position};
use super::style::{ACCENT, HAIR, INK, LABEL, RULE, SMALL, SOFT, WASH, WIDTH, status};
use crate::assess::{Assessment, Verdict};
use crate::model::{Assess, Decimal, Indicator, round};

const ROW: f64 = 29.0;
const TOP: f64 = 70.0;
const LEFT: f64 = 390.0;
const RIGHT: f64 = 150.0;
/// Share drawn at the right end of the bars.
const FULL: f64 = 1.25;

/// The ranked chart of the report's year.
pub fn charts(assessment: &Assessment<'_>) -> Vec<Chart> {
    let plan = &assessment.ledger.content.plan;
    let mut rows: Vec<(&Indicator, &Verdict)> =
        plan.indicators.iter().enumerate().filter_map(|(at, indicator)| Some((indicator, assessment.verdict(at)?))).collect();
    rows.sort_by_key(|(_, verdict)| (share(verdict).is_none(), std::cmp::Reverse(share(verdict))));
    if rows.is_empty() {
        return Vec::new();
    }
    let year = assessment.ledger.year;
    let behind = rows.iter().filter(|(_, v)| matches!(v.status, Assess::SlightlyBehind | Assess::Behind | Assess::Regressed)).count();
    let caption = format!("{year}年全部{}项指标的完成进度：{behind}项落后于时序", rows.len());
    let mut chart = Chart::new("completion", caption, TOP + ROW * count(rows.len()) + 16.0);
    let room = WIDTH - LEFT - RIGHT;
    let x = |share: f64| LEFT + room * (share / FULL).clamp(0.0, 1.0);
    for percent in [0, 25, 50, 75, 100] {
        let at = x(f64::from(percent) / 100.0);
        chart.line((at, TOP - 8.0), (at, TOP + ROW * count(rows.len())), if percent == 100 { RULE } else { HAIR }, 1);
        chart.text((at, TOP - 20.0), format!("{percent}%"), SMALL, SOFT, Anchor::Middle);
    }
    legend(&mut chart);
    for (at, (indicator, verdict)) in rows.iter().enumerate() {
        let middle = TOP + ROW * (count(at) + 0.5);
        let (symbol, color) = status(verdict.status);
        chart.text((LEFT - 14.0, middle), fit(&indicator.short, LABEL, LEFT - 20.0), LABEL, INK, Anchor::End);
        chart.rect((LEFT, middle - 7.0), (room, 14.0), WASH);
        if let Some(share) = share(verdict) {
            chart.rect((LEFT, middle - 7.0), (x(position(share)) - LEFT, 14.0), color);
        }
        if let Some(due) = verdict.due {
            let at = x(position(due));
            chart.rect((at - 2.0, middle - 11.0), (4.0, 22.0), ACCENT);
        }
        let label = share(verdict).map_or_else(String::new, percent);
        chart.text((WIDTH - RIGHT + 12.0, middle), format!("{symbol}{}", verdict.status.word()), SMALL, color, Anchor::Start);
        let end = share(verdict).map_or(LEFT, |share| x(position(share)));
        let (at, ink, anchor) = if end < LEFT + room - 70.0 { (end + 10.0, INK, Anchor::Start) } else { (end - 6.0, (255, 255, 255), Anchor::End) };
        chart.text((at, middle), label, SMALL - 2.0, ink, anchor);
    }
    chart.alt = alt(year, &rows);
    vec![chart]
}

/// Share of the way done; of promises without a path, the share of the promise reached.
fn share(verdict: &Verdict) -> Option<Decimal> {
    verdict.done.or(verdict.completion)
}

fn percent(share: Decimal) -> String {
    format!("{}%", round(share * Decimal::ONE_HUNDRED, 0))
}

#[expect(clippy::cast_precision_loss, reason = "a few dozen rows")]
fn count(rows: usize) -> f64 {
    rows as f64
}

fn legend(chart: &mut Chart) {
    let y = 18.0;
    chart.rect((LEFT, y - 7.0), (34.0, 14.0), status(Assess::OnPace).1);
    chart.text((LEFT + 42.0, y), "已走完的路程", SMALL, SOFT, Anchor::Start);
    chart.rect((LEFT + 190.0, y - 11.0), (4.0, 22.0), ACCENT);
    chart.text((LEFT + 202.0, y), "时序要求的位置", SMALL, SOFT, Anchor::Start);
}

fn alt(year: i16, rows: &[(&Indicator, &Verdict)]) -> String {
    let items: Vec<String> = rows
        .iter()
        .map(|(indicator, verdict)| match share(verdict) {
            Some(share) => format!("{}{}（{}）", indicator.short, percent(share), verdict.status.word()),
            None => format!("{}（{}）", indicator.short, verdict.status.word()),
        })
        .collect();
    format!("条形图：{year}年各指标完成进度，由高到低为{}。", items.join("，"))
}

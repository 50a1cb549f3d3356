//! All indicators ranked by the share of the way done, each against the share its path asks for.

use std::cmp::Reverse;

use super::spec::{Anchor, Chart, fit, position};
use super::style::{ACCENT, HAIR, INK, LABEL, PAPER, RULE, SMALL, SOFT, WASH, status};
use crate::assess::{Assessment, Verdict};
use crate::model::{Decimal, Indicator, Status, round};

const ROW: f64 = 29.0;
const TOP: f64 = 70.0;
const LEFT: f64 = 400.0;
const ROOM: f64 = 400.0;
/// Share drawn at the right end of the bars.
const FULL: f64 = 1.25;

/// How far an indicator is, and what its bar measures.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Progress {
    /// Share of the way from baseline to target.
    Way(Decimal),
    /// Share of a promise without a path: yearly ones and growth.
    Promise(Decimal),
    /// Nothing to draw.
    Unknown,
}

impl Progress {
    fn of(verdict: &Verdict) -> Self {
        match (verdict.done, verdict.completion, verdict.status) {
            (Some(done), _, _) => Self::Way(done),
            (None, Some(completion), status) if status != Status::Unassessable => Self::Promise(completion),
            _ => Self::Unknown,
        }
    }

    fn share(self) -> Option<Decimal> {
        match self {
            Self::Way(share) | Self::Promise(share) => Some(share),
            Self::Unknown => None,
        }
    }

    /// Those with a path first, the farthest on top.
    fn rank(self) -> (u8, Reverse<Option<Decimal>>) {
        let group = match self {
            Self::Way(_) => 0,
            Self::Promise(_) => 1,
            Self::Unknown => 2,
        };
        (group, Reverse(self.share()))
    }
}

/// One row: an indicator, its verdict, its progress.
type Bar<'a> = (&'a Indicator, &'a Verdict, Progress);

/// The ranked chart of the report's year.
pub fn charts(assessment: &Assessment) -> Vec<Chart> {
    let plan = &assessment.ledger.content.plan;
    let verdicts = plan.indicators.iter().enumerate().filter_map(|(at, i)| Some((i, assessment.verdict(at)?)));
    let mut rows: Vec<Bar<'_>> = verdicts.map(|(i, verdict)| (i, verdict, Progress::of(verdict))).collect();
    rows.sort_by_key(|(_, _, progress)| progress.rank());
    if rows.is_empty() {
        return Vec::new();
    }
    let year = assessment.ledger.year;
    let behind = rows.iter().filter(|(_, v, _)| v.status.behind()).count();
    let caption = format!("{year}年全部{}项指标的完成进度：{behind}项落后", rows.len());
    let mut chart = Chart::new("completion", caption, TOP + ROW * count(rows.len()) + 16.0);
    for percent in [0, 25, 50, 75, 100] {
        let at = x(f64::from(percent) / 100.0);
        chart.line((at, TOP - 8.0), (at, TOP + ROW * count(rows.len())), if percent == 100 { RULE } else { HAIR }, 1);
        chart.text((at, TOP - 20.0), format!("{percent}%"), SMALL, SOFT, Anchor::Middle);
    }
    legend(&mut chart);
    for (at, row) in rows.iter().enumerate() {
        bar(&mut chart, row, TOP + ROW * (count(at) + 0.5));
    }
    chart.alt = alt(year, &rows);
    vec![chart]
}

/// Where a share is drawn; beyond [`FULL`] at the right end.
fn x(share: f64) -> f64 {
    LEFT + ROOM * (share / FULL).clamp(0.0, 1.0)
}

fn bar(chart: &mut Chart, (indicator, verdict, progress): &Bar<'_>, middle: f64) {
    let (symbol, color) = status(verdict.status);
    chart.text((LEFT - 14.0, middle), fit(&indicator.short, LABEL, LEFT - 20.0), LABEL, INK, Anchor::End);
    chart.rect((LEFT, middle - 7.0), (ROOM, 14.0), WASH);
    if let Some(share) = progress.share() {
        let fill = if matches!(progress, Progress::Way(_)) { color } else { color.pale() };
        chart.rect((LEFT, middle - 7.0), (x(position(share)) - LEFT, 14.0), fill);
        if FULL < position(share) {
            chart.rect((LEFT + ROOM - 30.0, middle - 9.0), (6.0, 18.0), PAPER);
        }
        chart.text((LEFT + ROOM + 66.0, middle), percent(share), SMALL, INK, Anchor::End);
    }
    if let Some(due) = verdict.due {
        chart.rect((x(position(due)) - 2.0, middle - 11.0), (4.0, 22.0), ACCENT);
    }
    let word = format!("{symbol}{}", verdict.status.word());
    chart.text((LEFT + ROOM + 80.0, middle), word, SMALL, color, Anchor::Start);
}

fn percent(share: Decimal) -> String {
    let rounded = round(share * Decimal::ONE_HUNDRED, 0);
    let sign = if rounded.is_sign_negative() && !rounded.is_zero() { "−" } else { "" };
    format!("{sign}{}%", rounded.abs())
}

#[expect(clippy::cast_precision_loss, reason = "a few dozen rows")]
fn count(rows: usize) -> f64 {
    rows as f64
}

fn legend(chart: &mut Chart) {
    let (y, color) = (18.0, status(Status::OnPace).1);
    chart.text((0.0, y), "颜色同评价", SMALL, SOFT, Anchor::Start);
    chart.text((0.0, y + 30.0), "断开的条超过125%", SMALL, SOFT, Anchor::Start);
    chart.rect((LEFT - 240.0, y - 7.0), (34.0, 14.0), color);
    chart.text((LEFT - 198.0, y), "已走完的路程", SMALL, SOFT, Anchor::Start);
    chart.rect((LEFT - 60.0, y - 11.0), (4.0, 22.0), ACCENT);
    chart.text((LEFT - 48.0, y), "按时序应到的位置", SMALL, SOFT, Anchor::Start);
    chart.rect((LEFT + 128.0, y - 7.0), (34.0, 14.0), color.pale());
    chart.text((LEFT + 170.0, y), "无路径的指标（逐年、增速）：本年值÷目标值", SMALL, SOFT, Anchor::Start);
}

fn alt(year: i16, rows: &[Bar<'_>]) -> String {
    let items: Vec<String> = rows
        .iter()
        .map(|(indicator, verdict, progress)| match progress.share() {
            Some(share) => format!("{}{}（{}）", indicator.short, percent(share), verdict.status.word()),
            None => format!("{}（{}）", indicator.short, verdict.status.word()),
        })
        .collect();
    format!("条形图：{year}年各指标完成进度，由高到低为{}。", items.join("，"))
}

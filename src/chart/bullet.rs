//! All indicators ranked by the share of the way done, each against the share its path asks for.

use std::cmp::Reverse;

use plotters::style::text_anchor::HPos;

use super::legend::{Key, legend};
use super::mark::{Mark, bar, beside, lettering, line, patch};
use super::record::{Area, Drawn, px};
use super::rows::{Heads, mesh};
use super::scale::Scale;
use super::shape::{count, position};
use super::spec::{Chart, enumerated};
use super::style::{
    ACCENT, BREAK, BULLET, Color, DUE, HEAD, INK, KEYS, PAPER, RULE, SMALL, SOFT, SWATCH, THIN, VERDICT, WASH, status,
};
use crate::assess::{Assessment, Verdict};
use crate::model::{Decimal, Indicator, Status, round};

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
    fn of(indicator: &Indicator, verdict: &Verdict) -> Self {
        // Inside a range the whole way is done, however far inside.
        let inside = indicator.target.upper.is_some() && verdict.completion == Some(Decimal::ONE);
        match (verdict.done, verdict.completion, verdict.status) {
            (Some(done), _, _) => Self::Way(if inside { done.min(Decimal::ONE) } else { done }),
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
    let mut rows: Vec<Bar<'_>> = verdicts.map(|(i, verdict)| (i, verdict, Progress::of(i, verdict))).collect();
    rows.sort_by_key(|(_, _, progress)| progress.rank());
    if rows.is_empty() {
        return Vec::new();
    }
    let year = assessment.ledger.year;
    let behind = rows.iter().filter(|(_, v, _)| v.status.behind()).count();
    let caption = format!("{year}年全部{}项指标的完成进度：{behind}项{}", rows.len(), assessment.behind_word());
    let mut chart = Chart::new("completion", caption, BULLET.height(rows.len()));
    chart.draw(|area| draw(area, assessment, &rows));
    chart.alt = alt(assessment, &rows);
    vec![chart]
}

/// The marks of the scale: quarters up to the whole.
fn quarters() -> impl Iterator<Item = f64> {
    (0..=4).map(|quarter| f64::from(quarter) / 4.0)
}

fn draw(area: &Area, assessment: &Assessment, rows: &[Bar<'_>]) -> Drawn {
    // The second line of the legend is that of the percentages.
    legend(&area.margin(px(BULLET.top - HEAD - 1.5 * KEYS), 0, 0, 0), keys())?;
    let across = Scale::new(0.0, FULL).labels(quarters()).lines(quarters());
    let mut plot = BULLET.plot(area, across, Scale::down(rows.len()).lines([]))?;
    let names: Vec<String> = rows.iter().map(|(indicator, ..)| BULLET.name(&indicator.short)).collect();
    let label = |share: &f64| format!("{:.0}%", share * 100.0);
    mesh(&mut plot, &names, &Heads { label: &label, size: SMALL, color: SOFT })?;
    plot.draw_series([line(vec![(1.0, 0.0), (1.0, count(rows.len()))], RULE, THIN)])?;
    plot.draw_series((0..rows.len()).map(|at| strip(at, FULL, WASH)))?;
    let shares = || rows.iter().enumerate().filter_map(|(at, row)| Some((at, row, row.2.share()?)));
    plot.draw_series(shares().map(|(at, (_, verdict, progress), share)| {
        let color = status(verdict.status).1;
        let color = if matches!(progress, Progress::Way(_)) { color } else { color.pale() };
        strip(at, position(share).clamp(0.0, FULL), color)
    }))?;
    let long = shares().filter(|(.., share)| FULL < position(*share));
    plot.draw_series(long.map(|(at, ..)| {
        let (from, to, cut) = BREAK;
        let high = BULLET.bar / 2.0 + cut;
        patch((FULL, middle(at)), (-from, -high), (-to, high), PAPER)
    }))?;
    let due = rows.iter().enumerate().filter_map(|(at, (_, verdict, _))| Some((at, verdict.due?)));
    plot.draw_series(due.map(|(at, due)| {
        let (half, high) = (DUE.0 / 2.0, DUE.1 / 2.0);
        patch((position(due).clamp(0.0, FULL), middle(at)), (-half, -high), (half, high), ACCENT)
    }))?;
    plot.draw_series(shares().map(|(at, _, share)| {
        beside((FULL, middle(at)), (VERDICT.0, 0.0), percent(share), lettering(SMALL, INK, HPos::Right))
    }))?;
    plot.draw_series(rows.iter().enumerate().map(|(at, (_, verdict, _))| {
        let (symbol, color) = status(verdict.status);
        let word = format!("{symbol}{}", assessment.ledger.content.told_by(verdict.status, verdict.method));
        beside((FULL, middle(at)), (VERDICT.1, 0.0), word, lettering(SMALL, color, HPos::Left))
    }))?;
    Ok(())
}

/// A bar from nothing to a share.
fn strip(at: usize, share: f64, color: Color) -> Mark<(f64, f64)> {
    bar([(0.0, count(at)), (share, count(at + 1))], BULLET.margin(), 0.0, color)
}

/// The middle of a row.
fn middle(at: usize) -> f64 {
    count(at) + 0.5
}

fn percent(share: Decimal) -> String {
    let rounded = round(share * Decimal::ONE_HUNDRED, 0);
    let sign = if rounded.is_sign_negative() && !rounded.is_zero() { "−" } else { "" };
    format!("{sign}{}%", rounded.abs())
}

fn keys() -> Vec<Key> {
    let color = status(Status::OnPace).1;
    vec![
        Key::words("颜色同评价", SOFT),
        Key::patch("已走完的路程", SWATCH, color),
        Key::patch("按时序应到的位置", DUE, ACCENT),
        Key::patch("无路径的指标：完成率", SWATCH, color.pale()),
        Key::words("断开的条超过125%", SOFT),
    ]
}

fn alt(assessment: &Assessment, rows: &[Bar<'_>]) -> String {
    let year = assessment.ledger.year;
    let items: Vec<String> = rows
        .iter()
        .map(|(indicator, verdict, progress)| match progress.share() {
            Some(share) => format!(
                "{}{}（{}）",
                indicator.short,
                percent(share),
                assessment.ledger.content.told_by(verdict.status, verdict.method)
            ),
            None => {
                format!("{}（{}）", indicator.short, assessment.ledger.content.told_by(verdict.status, verdict.method))
            }
        })
        .collect();
    format!("条形图：{year}年各指标完成进度，由高到低为{}。", enumerated(&items, "，"))
}

//! All indicators ranked by the share of the way done, each against the share its path asks for.

use std::cmp::Reverse;

use plotters::style::text_anchor::HPos;

use super::legend::{Key, legend};
use super::mark::{Mark, bar, beside, lettering, line, patch};
use super::record::{Area, Drawn, px};
use super::rows::{Heads, mesh};
use super::scale::Scale;
use super::shape::{count, position};
use super::spec::{Chart, FEWEST, Told, foremost, judged};
use super::style::{
    ACCENT, BREAK, BULLET, Color, DUE, HEAD, INK, KEYS, LINE, PAPER, RULE, Rows, SMALL, SOFT, SWATCH, THIN, VERDICT,
    WASH, status,
};
use crate::assess::{Assessment, Verdict};
use crate::model::{Decimal, Indicator, Status, round};

/// Share drawn at the right end of the bars.
const FULL: f64 = 1.25;

/// The least share drawn at their left end.
const LEAST: f64 = -0.5;

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

/// The ranked chart of the report's year, on as many pages as it needs; none where only a few have a share to draw.
pub fn charts(assessment: &Assessment) -> Vec<Chart> {
    let plan = &assessment.ledger.content.plan;
    let verdicts = plan.indicators.iter().enumerate().filter_map(|(at, i)| Some((i, assessment.verdict(at)?)));
    let mut rows: Vec<Bar<'_>> = verdicts.map(|(i, verdict)| (i, verdict, Progress::of(i, verdict))).collect();
    rows.sort_by_key(|(_, _, progress)| progress.rank());
    if rows.iter().filter(|(.., progress)| progress.share().is_some()).count() < FEWEST {
        return Vec::new();
    }
    let (year, word) = (assessment.ledger.year, assessment.behind_word());
    let statuses: Vec<Status> = rows.iter().map(|(_, verdict, _)| verdict.status).collect();
    let behind: Vec<&Bar<'_>> = rows.iter().filter(|(_, verdict, _)| verdict.status.behind()).collect();
    let caption = format!("{year}年指标完成进度：{}", judged(&statuses, word));
    let names: Vec<String> = behind.iter().map(|(indicator, ..)| indicator.short.clone()).collect();
    let from = below(&rows);
    let size = BULLET.holding(rows.iter().map(|(indicator, ..)| indicator.short.as_str()));
    let parts = size.pages(&rows).enumerate().map(|(at, rows)| {
        let mut chart = Chart::part("completion", &caption, at, size.height(rows.len()));
        chart.draw(|area| draw(area, &size, assessment, rows, from));
        let told = |verdict: &Verdict| assessment.ledger.content.told_by(verdict.status, verdict.method);
        let rows = foremost(rows.iter(), |(_, verdict, _)| verdict.status.behind()).into_iter();
        let figures = rows.map(|(indicator, verdict, progress)| match progress.share() {
            Some(share) => format!("{}{}（{}）", indicator.short, percent(share), told(verdict)),
            None => format!("{}（{}）", indicator.short, told(verdict)),
        });
        chart.tell(&Told {
            whom: format!("{word}的"),
            names: names.clone(),
            kind: format!("条形图：{year}年各指标完成进度"),
            figures: figures.collect(),
        });
        chart
    });
    parts.collect()
}

/// The left end of the scale: nothing, or as many quarters below it as the least share needs.
fn below(rows: &[Bar<'_>]) -> f64 {
    let shares = rows.iter().filter_map(|(.., progress)| progress.share()).map(position);
    let least = shares.fold(0.0, f64::min).max(LEAST);
    (least * 4.0).floor() / 4.0
}

/// The marks of the scale: quarters up to the whole.
fn quarters(from: f64) -> impl Iterator<Item = f64> {
    (-2..=4).map(|quarter| f64::from(quarter) / 4.0).filter(move |quarter| from <= *quarter)
}

/// Draws the rows over a scale from a share that is not above nothing.
fn draw(area: &Area, size: &Rows, assessment: &Assessment, rows: &[Bar<'_>], from: f64) -> Drawn {
    // The second line of the legend is that of the percentages.
    legend(&area.margin(px(size.top - HEAD - 1.5 * KEYS), 0, 0, 0), keys(from))?;
    let across = Scale::new(from, FULL).labels(quarters(from)).lines(quarters(from));
    let mut plot = size.plot(area, across, Scale::down(rows.len()).lines([]))?;
    let names: Vec<&str> = rows.iter().map(|(indicator, ..)| indicator.short.as_str()).collect();
    let label = |share: &f64| {
        let sign = if *share < 0.0 { "−" } else { "" };
        format!("{sign}{:.0}%", share.abs() * 100.0)
    };
    mesh(&mut plot, size, &names, &Heads { label: &label, size: SMALL, color: SOFT })?;
    let down =
        |share: f64, color: Color, width: f64| line(vec![(share, 0.0), (share, count(rows.len()))], color, width);
    plot.draw_series([down(1.0, RULE, THIN)])?;
    plot.draw_series((0..rows.len()).map(|at| strip(size, at, (from, FULL), WASH)))?;
    let shares = || rows.iter().enumerate().filter_map(|(at, row)| Some((at, row, row.2.share()?)));
    plot.draw_series(shares().map(|(at, (_, verdict, progress), share)| {
        let color = status(verdict.status).1;
        let color = if matches!(progress, Progress::Way(_)) { color } else { color.pale() };
        // What went backwards is drawn on its own side of nothing.
        let share = position(share).clamp(from, FULL);
        strip(size, at, (share.min(0.0), share.max(0.0)), color)
    }))?;
    let high = size.bar / 2.0 + BREAK.2;
    let cut = |at: usize, end: f64, (one, other): (f64, f64)| {
        patch((end, middle(at)), (one.min(other), -high), (one.max(other), high), PAPER)
    };
    let long = |own: &Decimal| FULL < position(*own);
    plot.draw_series(shares().filter(|(.., own)| long(own)).map(|(at, ..)| cut(at, FULL, (-BREAK.0, -BREAK.1))))?;
    let low = |own: &Decimal| position(*own) < from;
    plot.draw_series(shares().filter(|(.., own)| low(own)).map(|(at, ..)| cut(at, from, (BREAK.0, BREAK.1))))?;
    if from < 0.0 {
        plot.draw_series([down(0.0, INK, LINE)])?;
    }
    let due = rows.iter().enumerate().filter_map(|(at, (_, verdict, _))| Some((at, verdict.due?)));
    plot.draw_series(due.map(|(at, due)| {
        let (half, high) = (DUE.0 / 2.0, DUE.1 / 2.0);
        patch((position(due).clamp(from, FULL), middle(at)), (-half, -high), (half, high), ACCENT)
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

/// A bar from a share to another.
fn strip(size: &Rows, at: usize, (from, to): (f64, f64), color: Color) -> Mark<(f64, f64)> {
    bar([(from, count(at)), (to, count(at + 1))], size.margin(), 0.0, color)
}

/// The middle of a row.
fn middle(at: usize) -> f64 {
    count(at) + 0.5
}

/// A share in percent. What is short of the whole is never rounded to it.
fn percent(share: Decimal) -> String {
    let hundred = share * Decimal::ONE_HUNDRED;
    let rounded = match round(hundred, 0) {
        whole if share < Decimal::ONE && whole == Decimal::ONE_HUNDRED => hundred.trunc_with_scale(1),
        whole => whole,
    };
    let sign = if rounded.is_sign_negative() && !rounded.is_zero() { "−" } else { "" };
    format!("{sign}{}%", rounded.abs())
}

fn keys(from: f64) -> Vec<Key> {
    let color = status(Status::OnPace).1;
    let broken = if from <= LEAST { "断开的条超过125%或低于−50%" } else { "断开的条超过125%" };
    vec![
        Key::words("颜色同评价", SOFT),
        Key::patch("已走完的路程", SWATCH, color),
        Key::patch("按时序应到的位置", DUE, ACCENT),
        Key::patch("无路径的指标：完成率", SWATCH, color.pale()),
        Key::words(broken, SOFT),
    ]
}

//! How many indicators of each task area have each status.

use std::collections::BTreeSet;

use plotters::style::text_anchor::HPos;

use super::legend::{Key, legend};
use super::mark::{bar, beside, lettering};
use super::record::{Area, Drawn, px};
use super::rows::{Heads, mesh};
use super::scale::Scale;
use super::shape::{count, width};
use super::spec::{Chart, FEWEST, Told, percent, portion};
use super::style::{AFTER, INK, LABEL, PAPER, Rows, SEAM, SMALL, STACKED, status};
use crate::assess::Assessment;
use crate::model::{Choice, Status};

/// One row: an area and how many of its indicators have each status.
type Tally<'a> = (&'a str, Vec<(Status, usize)>);

/// The chart of the report's year; none where there is nothing to compare: a few areas, or one status alone.
pub fn charts(assessment: &Assessment) -> Vec<Chart> {
    let plan = &assessment.ledger.content.plan;
    let areas = plan.areas.iter().map(|area| {
        let own = plan.indicators.iter().enumerate().filter(|(_, i)| *i.area == *area.number);
        let statuses = own.filter_map(|(at, _)| Some(assessment.verdict(at)?.status));
        (area.short.as_str(), Assessment::tally(statuses))
    });
    let rows: Vec<Tally<'_>> = areas.filter(|(_, tally)| !tally.is_empty()).collect();
    let states: BTreeSet<&str> = rows.iter().flat_map(|(_, tally)| tally).map(|(state, _)| state.word()).collect();
    if rows.len() < FEWEST || states.len() < 2 {
        return Vec::new();
    }
    let caption = format!("各领域指标评价：{}", message(&rows, assessment.behind_word()));
    let names = rows.iter().filter(|(_, tally)| 0 < behind(tally)).map(|(name, tally)| {
        let own = portion(behind(tally), total(tally), "项");
        format!("{name}{own}")
    });
    let names: Vec<String> = names.collect();
    let most = rows.iter().map(|(_, tally)| total(tally)).max().unwrap_or_default();
    let size = STACKED.holding(rows.iter().map(|(name, _)| *name));
    let parts = size.pages(&rows).enumerate().map(|(at, rows)| {
        let mut chart = Chart::part("status-by-area", &caption, at, size.height(rows.len()));
        let legend = keys(assessment, rows);
        chart.draw(|area| draw(area, size, rows, most, legend));
        let figures = rows.iter().map(|(name, tally)| {
            let parts = tally.iter().map(|(state, n)| format!("{}{n}项", assessment.told(*state)));
            format!("{name}{}", parts.collect::<Vec<_>>().join("、"))
        });
        chart.tell(&Told {
            whom: format!("有{}指标的", assessment.behind_word()),
            names: names.clone(),
            kind: "堆叠条形图：各任务领域的指标评价".to_owned(),
            figures: figures.collect(),
        });
        chart
    });
    parts.collect()
}

/// Where the share of what is behind is highest. By shares: an area of many indicators would be called the worst for being
/// large.
fn message(rows: &[Tally<'_>], word: &str) -> String {
    let more = |(own, of): (usize, usize), (other, all): (usize, usize)| (own * all).cmp(&(other * of));
    let shares: Vec<(&str, (usize, usize))> =
        rows.iter().map(|(name, tally)| (*name, (behind(tally), total(tally)))).collect();
    let worst = shares.iter().map(|(_, share)| *share).max_by(|one, other| more(*one, *other));
    let Some(share @ (n, of)) = worst.filter(|(n, _)| 0 < *n) else { return format!("没有{word}的指标") };
    let equal: Vec<String> =
        shares.iter().filter(|(_, own)| more(*own, share).is_eq()).map(|(name, _)| format!("“{name}”")).collect();
    match equal.len() {
        1 => format!("{}{word}比例最高，{of}项中{}", equal.concat(), portion(n, of, "项")),
        all if all == shares.len() => format!("各领域{word}比例相同，都是{}", percent(n.into(), of.into())),
        2..=3 => format!("{}{word}比例最高，都是{}", equal.concat(), percent(n.into(), of.into())),
        many => format!("{many}个领域{word}比例并列最高，都是{}", percent(n.into(), of.into())),
    }
}

fn behind(tally: &[(Status, usize)]) -> usize {
    tally.iter().filter(|(s, _)| s.behind()).map(|(_, n)| n).sum()
}

fn total(tally: &[(Status, usize)]) -> usize {
    tally.iter().map(|(_, n)| n).sum()
}

/// The label inside a part so wide: symbol and number, or the symbol alone; none where not even that fits.
fn label(symbol: &str, n: usize, room: f64) -> Option<String> {
    [format!("{symbol}{n}"), symbol.to_owned()].into_iter().find(|label| width(label, LABEL) <= room)
}

/// What stands after a bar: how many there are, and those of which the bar has no room to tell.
fn after(tally: &[(Status, usize)], unit: f64) -> String {
    let untold = tally.iter().filter_map(|&(state, n)| {
        let (symbol, room) = (status(state).0, unit * count(n) - SEAM);
        let full = format!("{symbol}{n}");
        (label(symbol, n, room).as_ref() != Some(&full) && 1 < n || label(symbol, n, room).is_none()).then_some(full)
    });
    let untold: String = untold.collect();
    if untold.is_empty() { format!("共{}项", total(tally)) } else { format!("共{}项（{untold}）", total(tally)) }
}

/// The measures with room for what stands after the bars; the longest bar has so many indicators.
fn measures(size: Rows, rows: &[Tally<'_>], most: usize) -> Rows {
    // The shorter the bars, the more is told after them: until all of it fits.
    let wider = |size: Rows| {
        let unit = size.room() / count(most);
        let needs = |tally: &[(Status, usize)]| {
            let free = unit * count(most - total(tally));
            AFTER + width(&after(tally, unit), SMALL) - free
        };
        let right = rows.iter().map(|(_, tally)| needs(tally)).fold(size.right, f64::max);
        Rows { right, ..size }
    };
    (0..4).fold(size, |size, _| wider(size))
}

/// Draws the rows; the longest has so many indicators.
fn draw(area: &Area, size: Rows, rows: &[Tally<'_>], most: usize, keys: Vec<Key>) -> Drawn {
    legend(&area.margin(0, 0, px(size.left), 0), keys)?;
    let size = measures(size, rows, most);
    let mut plot = Rows { right: 0.0, ..size }.plot(area, size.beyond(count(most)), Scale::down(rows.len()))?;
    let names: Vec<&str> = rows.iter().map(|(name, _)| *name).collect();
    mesh(&mut plot, &size, &names, &Heads { label: &|_| String::new(), size: SMALL, color: INK })?;
    let unit = size.room() / count(most);
    for (at, (_, tally)) in rows.iter().enumerate() {
        let (top, middle, bottom) = (count(at), count(at) + 0.5, count(at + 1));
        let mut from = 0;
        for &(state, n) in tally {
            let (symbol, color) = status(state);
            let (left, right) = (count(from), count(from + n));
            plot.draw_series([bar([(left, top), (right, bottom)], size.margin(), SEAM, color)])?;
            let label = label(symbol, n, unit * count(n) - SEAM).unwrap_or_default();
            let ink = lettering(LABEL, PAPER, HPos::Center);
            plot.draw_series([beside((f64::midpoint(left, right), middle), (-SEAM / 2.0, 0.0), label, ink)])?;
            from += n;
        }
        let all = after(tally, unit);
        plot.draw_series([beside((count(from), middle), (AFTER, 0.0), all, lettering(SMALL, INK, HPos::Left))])?;
    }
    Ok(())
}

/// The statuses that occur, in their order.
fn keys(assessment: &Assessment, rows: &[Tally<'_>]) -> Vec<Key> {
    let used = |state: &Status| rows.iter().flat_map(|(_, tally)| tally).any(|(own, _)| own == state);
    let states = Status::WORDS.iter().map(|&(_, state)| state).filter(used);
    let keys = states.map(|state| {
        let (symbol, color) = status(state);
        Key::words(format!("{symbol}{}", assessment.told(state)), color)
    });
    keys.collect()
}

//! How many indicators of each task area have each status.

use plotters::style::text_anchor::HPos;

use super::legend::{Key, legend};
use super::mark::{bar, beside, lettering};
use super::record::{Area, Drawn, px};
use super::rows::{Heads, mesh};
use super::scale::Scale;
use super::shape::{count, width};
use super::spec::{Chart, enumerated};
use super::style::{AFTER, INK, LABEL, PAPER, Rows, SEAM, SMALL, STACKED, SYMBOL, status};
use crate::assess::Assessment;
use crate::model::{Choice, Status};

/// One row: an area and how many of its indicators have each status.
type Tally<'a> = (&'a str, Vec<(Status, usize)>);

/// The chart of the report's year.
pub fn charts(assessment: &Assessment) -> Vec<Chart> {
    let plan = &assessment.ledger.content.plan;
    let rows: Vec<Tally<'_>> = plan
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
    let most = rows.iter().map(|(_, tally)| total(tally)).max().unwrap_or_default();
    if most == 0 {
        return Vec::new();
    }
    // By their shares: an area of many indicators would be called the worst for being large.
    let more = |(own, of): (usize, usize), (other, all): (usize, usize)| (own * all).cmp(&(other * of));
    let shares: Vec<(&str, (usize, usize))> = rows
        .iter()
        .map(|(name, tally)| (*name, (behind(tally), total(tally))))
        .filter(|(_, (_, of))| 0 < *of)
        .collect();
    let worst = shares.iter().copied().max_by(|one, other| more(one.1, other.1));
    let word = assessment.behind_word();
    let caption = match worst {
        Some((_, share @ (n, of))) if 0 < n => {
            let equal: Vec<String> = shares
                .iter()
                .filter(|(_, own)| more(*own, share).is_eq())
                .map(|(name, _)| format!("“{name}”"))
                .collect();
            let count = if equal.len() == 1 { format!("，{of}项中有{n}项") } else { String::new() };
            match equal.len() {
                all if all == shares.len() && 1 < all => format!("各任务领域指标评价：各领域{word}的比例相同"),
                1..=3 => format!("各任务领域指标评价：{}{word}的比例最高{count}", equal.concat()),
                many => format!("各任务领域指标评价：{many}个领域{word}的比例并列最高"),
            }
        }
        _ => format!("各任务领域指标评价：没有{word}的指标"),
    };
    let mut chart = Chart::new("status-by-area", caption, STACKED.height(rows.len()));
    let legend = keys(assessment, &rows);
    chart.draw(|area| draw(area, &rows, most, legend));
    let items: Vec<String> = rows
        .iter()
        .map(|(name, tally)| {
            format!(
                "{name}：{}",
                tally.iter().map(|(s, n)| format!("{}{n}项", assessment.told(*s))).collect::<Vec<_>>().join("、")
            )
        })
        .collect();
    chart.alt = format!("堆叠条形图：各任务领域的指标评价。{}。", enumerated(&items, "；"));
    vec![chart]
}

fn behind(tally: &[(Status, usize)]) -> usize {
    tally.iter().filter(|(s, _)| s.behind()).map(|(_, n)| n).sum()
}

fn total(tally: &[(Status, usize)]) -> usize {
    tally.iter().map(|(_, n)| n).sum()
}

/// Draws the rows; the longest has so many indicators.
fn draw(area: &Area, rows: &[Tally<'_>], most: usize, keys: Vec<Key>) -> Drawn {
    legend(&area.margin(0, 0, px(STACKED.left), 0), keys)?;
    let mut plot = Rows { right: 0.0, ..STACKED }.plot(area, STACKED.beyond(count(most)), Scale::down(rows.len()))?;
    let names: Vec<String> = rows.iter().map(|(name, _)| STACKED.name(name)).collect();
    mesh(&mut plot, &names, &Heads { label: &|_| String::new(), size: SMALL, color: INK })?;
    let unit = STACKED.room() / count(most);
    for (at, (_, tally)) in rows.iter().enumerate() {
        let (top, middle, bottom) = (count(at), count(at) + 0.5, count(at + 1));
        let mut from = 0;
        for &(state, n) in tally {
            let (symbol, color) = status(state);
            let (left, right) = (count(from), count(from + n));
            plot.draw_series([bar([(left, top), (right, bottom)], STACKED.margin(), SEAM, color)])?;
            let room = unit * count(n) - SEAM;
            let label = if room < SYMBOL { n.to_string() } else { format!("{symbol}{n}") };
            let label = if room < width(&label, LABEL) { String::new() } else { label };
            let ink = lettering(LABEL, PAPER, HPos::Center);
            plot.draw_series([beside((f64::midpoint(left, right), middle), (-SEAM / 2.0, 0.0), label, ink)])?;
            from += n;
        }
        let all = format!("共{from}项");
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

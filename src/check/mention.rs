//! Where a text names an indicator and says a figure of it.

use std::collections::BTreeMap;
use std::ops::Range;

use regex::Regex;

use super::Scene;
use super::figure::{Figure, figures};
use super::passage::{Passage, passages};
use crate::model::{Decimal, Indicator};
use crate::source::Span;

/// A figure that a text gives for an indicator, beside the one reported.
pub struct Mention<'a> {
    /// The department whose text it is.
    pub unit: &'a str,
    /// The indicator.
    pub indicator: &'a Indicator,
    /// The value reported for the year.
    pub value: Decimal,
    /// Last year's value.
    pub last: Option<Decimal>,
    /// Where the value reported stands.
    pub entry: Span,
    /// The figure right after the name, and where it stands.
    pub said: Option<(Decimal, Span)>,
    /// What is said of the change on last year.
    pub trend: Option<Trend>,
}

/// “比上年增加2家”.
pub struct Trend {
    /// Whether it is said to have risen.
    pub rising: bool,
    /// By how much, in the indicator's unit, if that is said in it.
    pub by: Option<Decimal>,
    /// The words.
    pub words: String,
    /// Where they stand.
    pub span: Span,
}

/// What may stand between a name and its figure.
const LINK: &str = "^(?:总数|数量|规模|总量)?(?:已|共|累计|现|现有|年末|全年|总计|合计)*(?:达到|达|为|是|有|增加到|增至|提高到|上升到|下降到|降到|保持|实现)?(?:了)?\\s*([0-9][0-9,]*(?:\\.[0-9]+)?)\\s*";

/// “比上年增加” and its like, with the figure after it.
const TREND: &str = "(?:比|较)(?:上年|去年|[0-9]{4}年)(?:末|底|同期)?(?:(净增|增加|增长|提高|上升|提升|扩大)|(减少|下降|降低|回落|缩小))了?\\s*(?:约)?([0-9][0-9,]*(?:\\.[0-9]+)?)?\\s*";

/// Words before a name that say that another year or a promise is meant.
const OTHER: [&str; 14] =
    ["上年", "去年", "目标", "计划", "力争", "预计", "下年", "明年", "要求", "其中", "新增", "差", "距", "到2"];

/// Shortest name looked for, in characters: shorter ones are words of everyday language.
const SHORTEST: usize = 4;

/// Every mention of an indicator of the year in the year's texts. Plans for next year are left out, and so are events,
/// whose figures are those of their day.
pub fn mentions<'a>(scene: &Scene<'a>) -> Vec<Mention<'a>> {
    let figures: Vec<Figure<'a>> = figures(scene).collect();
    let mut names: BTreeMap<&str, usize> = BTreeMap::new();
    for (at, figure) in figures.iter().enumerate() {
        let full = figure.indicator.name.as_str();
        for name in [full, figure.indicator.short.as_str(), full.trim_end_matches('数')] {
            if SHORTEST <= name.chars().count() {
                names.entry(name).or_insert(at);
            }
        }
    }
    let mut longest: Vec<&str> = names.keys().copied().collect();
    longest.sort_by_key(|name| std::cmp::Reverse(name.len()));
    let any = longest.iter().map(|name| regex::escape(name)).collect::<Vec<_>>().join("|");
    let patterns = [any.as_str(), LINK, TREND].map(|pattern| Regex::new(pattern).ok());
    let [Some(any), Some(link), Some(trend)] = patterns else { return Vec::new() };
    let mut found = Vec::new();
    if names.is_empty() {
        return found;
    }
    for passage in passages(scene).filter(|passage| !matches!(passage.prose.field, "下年计划" | "事项")) {
        let hits: Vec<_> = any.find_iter(passage.raw).collect();
        for (n, hit) in hits.iter().enumerate() {
            let Some(figure) = names.get(hit.as_str()).and_then(|&at| figures.get(at)) else { continue };
            // What follows belongs to the name up to the end of the sentence or the next name.
            let next = hits.get(n + 1).map_or(passage.raw.len(), regex::Match::start);
            let rest = &passage.raw[hit.end()..next];
            let end = rest.find(['。', '；', ';', '\n', '|']).unwrap_or(rest.len());
            let sentence = passage.raw[..hit.start()].rfind(['。', '；', '\n', '，', '|']).map_or(0, |at| at);
            let before = &passage.raw[sentence..hit.start()];
            if OTHER.iter().any(|word| before.contains(word)) || other_year(before, scene.year) {
                continue;
            }
            let range = hit.end()..hit.end() + end;
            let mention = read(&passage, figure, range, (&link, &trend));
            found.extend(mention.filter(|mention| mention.said.is_some() || mention.trend.is_some()));
        }
    }
    found
}

/// Whether the words name a year other than the report's.
fn other_year(before: &str, year: crate::model::Year) -> bool {
    let own = year.to_string();
    before.match_indices('年').any(|(at, _)| {
        let digits: String = before[..at].chars().rev().take_while(char::is_ascii_digit).collect();
        digits.len() == 4 && digits.chars().rev().collect::<String>() != own
    })
}

fn read<'a>(
    passage: &Passage<'a>,
    figure: &Figure<'a>,
    range: Range<usize>,
    (link, trend): (&Regex, &Regex),
) -> Option<Mention<'a>> {
    let (start, rest) = (range.start, passage.raw.get(range)?);
    let unit = figure.indicator.unit.text();
    let number = |text: &str| text.replace(',', "").parse::<Decimal>().ok();
    // 人 is no unit of 5人次, and 个 none of 5个百分点.
    let ends = |rest: &str| !rest.starts_with(['次', '均', '百', '/', '～', '~', '以', '左', '多', '余']);
    let said = link.captures(rest).and_then(|hit| {
        let all = hit.get(0)?;
        let digits = hit.get(1)?;
        let after = rest[all.end()..].strip_prefix(unit).filter(|after| ends(after));
        after?;
        Some((number(digits.as_str())?, passage.place(start + digits.start()..start + digits.end() + unit.len())))
    });
    let trend = trend.captures(rest).and_then(|hit| {
        let all = hit.get(0)?;
        // The change of something else may follow in the next clause but one.
        let near = rest[..all.start()].matches('，').count() <= 1 && said.is_some();
        let own = if figure.indicator.unit.is_percent() { "个百分点" } else { unit };
        let after = rest[all.end()..].strip_prefix(own).filter(|after| own != unit || ends(after));
        let by = hit.get(3).filter(|_| after.is_some()).and_then(|by| number(by.as_str()));
        let words = hit.get(3).map_or_else(|| all.as_str().to_owned(), |_| format!("{}{own}", all.as_str().trim_end()));
        // A change in another unit is one of something else, or a rate.
        (near && (by.is_some() || hit.get(3).is_none())).then(|| Trend {
            rising: hit.get(1).is_some(),
            by,
            words,
            span: passage.place(start + all.start()..start + all.end()),
        })
    });
    let last = figure.before.and(figure.earlier.last()).map(|&(_, value)| value);
    Some(Mention {
        unit: passage.unit,
        indicator: figure.indicator,
        value: figure.value,
        last,
        entry: figure.span,
        said,
        trend,
    })
}

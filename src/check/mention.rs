//! Where a text names an indicator and says a figure of it.
//!
//! Only what can be told for certain counts: the whole name at the beginning of a sentence, at most with words such as 全市
//! and 年末 before it. After another subject the same words may speak of a firm, a district or a promise.

use std::ops::Range;

use std::collections::BTreeMap;

use regex::{Captures, Regex};

use super::Scene;
use super::figure::{ReportedFigure, figures};
use super::passage::{Passage, Pattern, passages, pattern};
use crate::model::field::submission as field;
use crate::model::{Decimal, Indicator, Kind, Quantity, Unit, Year};
use crate::source::Span;

/// The texts that speak of what is to come, or of a day.
const FORETOLD: [&str; 2] = [field::Progress::NEXT.field().key, field::Event::TEXT.field().key];

/// A figure that a text gives for an indicator, beside the one reported.
pub struct Mention<'a> {
    /// The department whose text it is.
    pub unit: &'a str,
    /// The indicator.
    pub indicator: &'a Indicator,
    /// The value reported for the year.
    pub value: Decimal,
    /// Where the value reported stands.
    pub entry: Span,
    /// The figure right after the name.
    pub said: Option<Said>,
    /// What is said of the change on an earlier year.
    pub trend: Option<Trend>,
}

/// A figure as a text gives it.
pub struct Said {
    /// The figure in the indicator's unit.
    pub value: Decimal,
    /// One in the last place it was given to: 100 for 1.96万人.
    pub step: Decimal,
    /// Where it stands.
    pub span: Span,
    /// Whether it may also be the year's own share of an indicator that adds up over the years.
    pub increment: Option<Decimal>,
}

impl Said {
    /// Whether the figure is this value, rounded as it was given.
    pub fn is(&self, value: Decimal) -> bool {
        (self.value - value).abs() * Decimal::TWO <= self.step
    }
}

/// “比上年增加2家”.
pub struct Trend {
    /// Whether it is said to have risen; `None` for “持平”.
    pub rising: Option<bool>,
    /// By how much, if that is said in the indicator's unit.
    pub by: Option<Said>,
    /// The year it is compared with, and that year's value.
    pub base: (Year, Decimal),
    /// The words.
    pub words: String,
    /// Where they stand.
    pub span: Span,
}

/// What may stand between a name and its figure; the verb is a group of its own.
static LINK: Pattern = pattern!(
    "^(?:\\*\\*)?[：（(]?(?:总数|数量|规模|总量)?(?:已|共|累计|现|现有|年末|全年|总计|合计)*(达到|达|为|是|有|保持在|实现|(?:由[0-9][^，。；]{0,12}?)?(?:增加|增长|提高|提升|上升|扩大|下降|降低|减少)[到至])?(?:了)?\\s*([0-9][0-9,]*(?:\\.[0-9]+)?)\\s*(万|亿)?"
);

/// “比上年增加” and its like, with the figure after it.
static TREND: Pattern = pattern!(
    "^[，、（(]?\\s*(?:(?:比|较|与)(?:上年|去年|([0-9]{4})年)(?:末|底|同期)?|同比)(?:有所|略有|明显|大幅|继续|又|再)?(?:(净增|增加|增长|提高|上升|提升|扩大|多)|(减少|下降|降低|回落|缩小|少)|(持平))了?\\s*([0-9][0-9,]*(?:\\.[0-9]+)?)?\\s*(万|亿)?"
);

/// Words that may stand between the beginning of a clause and a name: the figure is still the whole year's or its end's.
const BEFORE: &str =
    "^(?:\\s|[-*#>]|全市|本市|我市|截至|到|至|本年度|本年|当年|全年|YEAR年|年末|年底|末|底|累计|总计|目前|新增)*$";

/// Words in the sentence before a name that say that another time, a part or a promise is meant.
static OTHER: Pattern = pattern!(
    "上年|去年|前年|下年|明年|上半年|下半年|季度|[0-9]月|目标|计划|力争|预计|争取|确保|要求|规划|其中|“十|以来"
);

/// Shortest name looked for, in characters: shorter ones are words of everyday language.
const SHORTEST: usize = 4;

/// The patterns of one run.
struct Patterns {
    any: Regex,
    link: Regex,
    trend: Regex,
    before: Regex,
    other: Regex,
}

/// Every mention of an indicator of the year in the year's texts. Plans for next year are left out, and so are events,
/// whose figures are those of their day.
pub fn mentions<'a>(scene: &Scene<'a>) -> Vec<Mention<'a>> {
    let figures: Vec<ReportedFigure<'a>> = figures(scene).collect();
    let mut names: BTreeMap<&str, usize> = BTreeMap::new();
    for (at, figure) in figures.iter().enumerate() {
        let full = figure.indicator.name.as_str();
        for name in [full, full.trim_end_matches('数')] {
            if SHORTEST <= name.chars().count() {
                names.entry(name).or_insert(at);
            }
        }
    }
    let mut found = Vec::new();
    let Some(patterns) = patterns(&names, scene.year).filter(|_| !names.is_empty()) else { return found };
    for passage in passages(scene).filter(|passage| !FORETOLD.contains(&passage.prose.field.key)) {
        for hit in patterns.any.find_iter(passage.raw) {
            let Some(figure) = names.get(hit.as_str()).and_then(|&at| figures.get(at)) else { continue };
            let before = passage.shortly_before(hit.start());
            let before = before.rsplit(['。', '；', '\n', '|']).next().unwrap_or_default();
            let plain = patterns.before.is_match(before);
            // What was newly added is a part, unless the indicator counts just that.
            let added = figure.indicator.kind != Kind::Increment && before.contains("新增");
            if !plain || added || patterns.other.is_match(before) || other_year(before, scene.year) {
                continue;
            }
            let after = passage.shortly_after(hit.end());
            let end = after.find(['。', '；', ';', '\n', '|']).unwrap_or(after.len());
            found.extend(read(&passage, figure, hit.end()..hit.end() + end, &patterns));
        }
    }
    found
}

fn patterns(names: &BTreeMap<&str, usize>, year: Year) -> Option<Patterns> {
    let mut longest: Vec<&str> = names.keys().copied().collect();
    longest.sort_by_key(|name| std::cmp::Reverse(name.len()));
    let any = longest.iter().map(|name| regex::escape(name)).collect::<Vec<_>>().join("|");
    Some(Patterns {
        any: Regex::new(&any).ok()?,
        link: LINK.clone()?,
        trend: TREND.clone()?,
        before: Regex::new(&BEFORE.replace("YEAR", &year.to_string())).ok()?,
        other: OTHER.clone()?,
    })
}

/// Whether the words name a year other than the report's.
fn other_year(before: &str, year: Year) -> bool {
    let own = year.to_string();
    before.match_indices('年').any(|(at, _)| {
        let digits: String = before[..at].chars().rev().take_while(char::is_ascii_digit).collect();
        digits.len() == 4 && digits.chars().rev().collect::<String>() != own
    })
}

/// Reads what follows a name to the end of the sentence.
fn read<'a>(
    passage: &Passage<'a>,
    figure: &ReportedFigure<'a>,
    range: Range<usize>,
    patterns: &Patterns,
) -> Option<Mention<'a>> {
    let (start, end) = (range.start, range.end);
    let rest = passage.raw.get(range)?;
    let unit = figure.indicator.unit.text();
    let mut at = start;
    let said = patterns.link.captures(rest).and_then(|hit| {
        let (said, length) = figure_of(passage, &hit, Group { at: 2, start }, unit)?;
        let after = &rest[length..];
        // Without a verb the figure may begin something else: 机构2家获评优秀.
        let ends =
            hit.get(1).is_some() || after.is_empty() || after.starts_with(['，', '、', '）', ')', '*', '比', '较']);
        ends.then(|| {
            at = start + length;
            let adds_up = figure.indicator.kind == Kind::Increment;
            let last = figure.earlier.last().filter(|_| adds_up).map(|&(_, last)| figure.value - last);
            Said { increment: last, ..said }
        })
    });
    let trend = passage.raw.get(at..end).and_then(|rest| {
        let hit = patterns.trend.captures(rest)?;
        // Of the year's own share the change is not known.
        if said.as_ref().is_some_and(|said| said.increment.is_some_and(|own| said.is(own))) {
            return None;
        }
        let all = hit.get(0)?;
        // 少增 is no 少: the two short words need their figure.
        let word = hit.get(2).or(hit.get(3)).map_or("", |word| word.as_str());
        if matches!(word, "多" | "少") && hit.get(5).is_none() {
            return None;
        }
        let (year, last) = figure.earlier.last().copied()?;
        let base = match hit.get(1).and_then(|year| year.as_str().parse::<Year>().ok()) {
            Some(named) => figure.earlier.iter().find(|(year, _)| *year == named).copied()?,
            None if figure.before.is_some() => (year, last),
            None => return None,
        };
        let own = if figure.indicator.unit.is_percent() { "个百分点" } else { unit };
        let by = figure_of(passage, &hit, Group { at: 5, start: at }, own);
        let length = by.as_ref().map_or(all.end(), |(_, length)| *length);
        let rising = if hit.get(4).is_some() { None } else { Some(hit.get(2).is_some()) };
        Some(Trend {
            rising,
            by: by.map(|(by, _)| by),
            base,
            words: rest[..length].trim_start_matches(['，', '、', '（', '(']).trim().to_owned(),
            span: passage.place(at..at + length),
        })
    });
    (said.is_some() || trend.is_some()).then_some(Mention {
        unit: passage.unit,
        indicator: figure.indicator,
        value: figure.value,
        entry: figure.span,
        said,
        trend,
    })
}

/// A group of a pattern, and where the text that was searched starts.
#[derive(Clone, Copy)]
struct Group {
    at: usize,
    start: usize,
}

/// The figure of a group and the scale after it, if the unit follows; with where it ends, counted from the group's start.
fn figure_of(passage: &Passage<'_>, hit: &Captures<'_>, group: Group, unit: &str) -> Option<(Said, usize)> {
    let digits = hit.get(group.at)?;
    let rest = &passage.raw[group.start..];
    // 人 is no unit of 5人次, and 个 none of 5个百分点.
    let whole = |after: &str| !after.starts_with(['次', '均', '百', '/', '～', '~', '以', '左', '多', '余']);
    let ends_with = |at: usize| rest[at..].strip_prefix(unit).filter(|after| whole(after)).map(|_| at + unit.len());
    let scale = hit.get(group.at + 1);
    let plain = ends_with(digits.end() + spaces(&rest[digits.end()..])).map(|end| (Decimal::ONE, end));
    let (factor, end) = match (plain, scale) {
        (Some(plain), _) => plain,
        (None, Some(scale)) => {
            let factor = if scale.as_str() == "万" { Decimal::from(10_000) } else { Decimal::from(100_000_000) };
            (factor, ends_with(scale.end() + spaces(&rest[scale.end()..]))?)
        }
        (None, None) => return None,
    };
    // Read as a reported figure is, with its limits.
    let value = rest[digits.start()..end].parse::<Quantity>().ok()?.in_unit(&Unit::parse(unit)).ok()?;
    let places = digits.as_str().split_once('.').map_or(0, |(_, places)| places.len());
    let step = Decimal::new(1, u32::try_from(places).ok()?).checked_mul(factor)?;
    let span = passage.place(group.start + digits.start()..group.start + end);
    Some((Said { value, step, span, increment: None }, end))
}

/// How many bytes of spaces a text begins with.
fn spaces(text: &str) -> usize {
    text.len() - text.trim_start_matches(' ').len()
}

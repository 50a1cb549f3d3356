//! The indicators' figures, found again by the names that stand near them on a page.

use std::collections::BTreeMap;

use super::bare::{bare, numbers};
use super::source::Source;
use crate::desk::SECRETARIAT;
use crate::model::{Content, Year};
use crate::typeset::Word;

/// Every indicator's figures, and the names it goes by on pages.
pub struct Indicators {
    /// Names, the longest first, each with the place of its indicator in `figures`.
    names: Vec<(String, usize)>,
    figures: Vec<OwnFigures>,
}

/// One indicator's figures: the year's own first, those of other years, what the plan says.
struct OwnFigures(Vec<WrittenFigure>);

/// A figure as it is written; the plan's target and baseline are one.
struct WrittenFigure {
    numbers: Vec<String>,
    source: Source,
}

/// A name on a page.
struct Named {
    /// Place of its indicator.
    indicator: usize,
    /// First and last run of text that it stands in.
    first: usize,
    last: usize,
    top: f64,
    bottom: f64,
    left: f64,
    right: f64,
}

/// How far above or below a figure its name may stand on a card, as a share of the page.
const CARD: f64 = 0.03;

/// Runs of text that a proof may have between an indicator's name and its figures.
const FAR: usize = 80;

impl OwnFigures {
    fn new(content: &Content, year: Year, at: usize) -> Self {
        let indicator = &content.plan.indicators[at];
        let others = content.submissions.iter().map(|submission| submission.folder_year).filter(|own| *own != year);
        let mut others: Vec<Year> = others.collect();
        others.sort_unstable();
        others.dedup();
        let years = std::iter::once(year).chain(others.into_iter().rev());
        let reported = years.filter_map(|year| reported(content, year, at));
        let target = indicator.target.to_string();
        let baseline = indicator.baseline.as_ref().map(|baseline| baseline.value.value.to_string());
        let promised = WrittenFigure {
            numbers: std::iter::once(target).chain(baseline).flat_map(|text| numbers(&text)).collect(),
            source: Source {
                what: format!("方案里的指标「{}」", indicator.name.value),
                unit: SECRETARIAT.to_owned(),
                indicator: Some(at),
                span: indicator.name.span,
                lines: 1,
            },
        };
        Self(reported.chain([promised]).collect())
    }

    /// Where a figure that reads like a word is written.
    fn exactly(&self, word: &Word) -> Option<&Source> {
        let told = numbers(&word.text);
        let own = self.0.iter().find(|own| own.numbers.iter().any(|number| told.contains(number)));
        own.map(|own| &own.source)
    }

    /// The same; what was computed comes from the year's own figure.
    fn mostly(&self, word: &Word) -> Option<&Source> {
        self.exactly(word).or_else(|| self.0.first().map(|own| &own.source))
    }
}

impl Indicators {
    /// Those of the plan with what was reported for a year and for others.
    pub fn new(content: &Content, year: Year) -> Self {
        let indicators = &content.plan.indicators;
        let named = indicators.iter().enumerate();
        let named = named.flat_map(|(at, own)| [&own.name.value, &own.short].map(|name| (bare(name), at)));
        let mut names: Vec<(String, usize)> = named.filter(|(name, _)| !name.is_empty()).collect();
        names.sort_by_key(|(name, _)| std::cmp::Reverse(name.len()));
        Self { names, figures: (0..indicators.len()).map(|at| OwnFigures::new(content, year, at)).collect() }
    }

    /// The figure that a word belongs to: the indicator it names, that of its row, of its card, or the last one named.
    pub fn holding(&self, words: &[Word], at: usize) -> Vec<&Source> {
        let own = self.named(&words[at]);
        if !own.is_empty() {
            return own;
        }
        let [left, top, right, bottom] = words[at].edges;
        let mid = f64::midpoint(top, bottom);
        let names = self.names(words);
        let within = names.iter().find(|name| name.first <= at && at <= name.last);
        let row = || {
            let row = names.iter().filter(|name| name.top <= mid && mid <= name.bottom && name.left <= left);
            row.max_by(|a, b| a.left.total_cmp(&b.left))
        };
        if let Some(name) = within.or_else(row) {
            return self.figures[name.indicator].mostly(&words[at]).into_iter().collect();
        }
        let away = |name: &Named| (name.top - bottom).max(top - name.bottom);
        let card = names.iter().filter(|name| left < name.right && name.left < right && away(name) < CARD);
        let card = card.min_by(|a, b| away(a).total_cmp(&away(b)));
        let before = names.iter().filter(|name| name.last < at && at - name.last < FAR).max_by_key(|name| name.last);
        let near = card.into_iter().chain(before);
        near.filter_map(|name| self.figures[name.indicator].exactly(&words[at])).take(1).collect()
    }

    /// The figure near the beginning of a page whose indicator was named last on the page before.
    pub fn carried_over(&self, before: &[Word], words: &[Word], at: usize) -> Option<&Source> {
        let figure = words[at].text.contains(|c: char| c.is_ascii_digit());
        if !figure || FAR <= at {
            return None;
        }
        let names = self.names(before);
        let near = names.iter().filter(|name| before.len() - name.last + at < FAR).max_by_key(|name| name.last);
        near.and_then(|name| self.figures[name.indicator].exactly(&words[at]))
    }

    /// The indicators that a picture's description or a run of text names.
    pub fn named(&self, word: &Word) -> Vec<&Source> {
        let mut text = bare(&word.text);
        let mut found: BTreeMap<usize, &Source> = BTreeMap::new();
        for (name, indicator) in &self.names {
            if let Some(at) = text.find(name.as_str()) {
                if let Some(own) = self.figures[*indicator].0.first() {
                    found.entry(at).or_insert(&own.source);
                }
                // A longer name may hold a shorter one, which is then not meant.
                text.replace_range(at..at + name.len(), &"\0".repeat(name.len()));
            }
        }
        found.into_values().collect()
    }

    /// Where on the page an indicator's name stands, though it may run over several lines.
    fn names(&self, words: &[Word]) -> Vec<Named> {
        let mut text = String::new();
        let mut starts = Vec::new();
        for word in words {
            starts.push(text.len());
            if !word.picture {
                text.push_str(&bare(&word.text));
            }
        }
        let mut found = Vec::new();
        for (name, indicator) in &self.names {
            while let Some(from) = text.find(name.as_str()) {
                let to = from + name.len();
                let first = starts.partition_point(|&start| start <= from).saturating_sub(1);
                let last = starts.partition_point(|&start| start < to).saturating_sub(1).max(first);
                let boxes = words[first..=last].iter().map(|word| word.edges);
                let [left, top, right, bottom] = boxes.fold([f64::MAX, f64::MAX, f64::MIN, f64::MIN], |sum, own| {
                    [sum[0].min(own[0]), sum[1].min(own[1]), sum[2].max(own[2]), sum[3].max(own[3])]
                });
                found.push(Named { indicator: *indicator, first, last, top, bottom, left, right });
                text.replace_range(from..to, &"\0".repeat(name.len()));
            }
        }
        found
    }
}

/// What the department that counts reported of the indicator at a position of the plan for a year, as typed.
fn reported(content: &Content, year: Year, at: usize) -> Option<WrittenFigure> {
    let name = &content.plan.indicators.get(at)?.name.value;
    content.of_year(year).find_map(|(unit, submission)| {
        let (_, entry) = submission.entries.iter().find(|(own, _)| own.value == *name)?;
        let actual = entry.actual.as_ref();
        let typed = actual.map(|actual| actual.value.to_string()).unwrap_or_default();
        let span = actual.map_or(entry.span, |actual| actual.span);
        let what = format!("指标「{name}」（{year} 年）");
        let source = Source { what, unit: unit.to_owned(), indicator: Some(at), span, lines: 1 };
        Some(WrittenFigure { numbers: numbers(&typed), source })
    })
}

//! From a place on a page to the line it was written on.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::desk::{SECRETARIAT, filed_texts};
use crate::model::{Content, Year};
use crate::source::{Sources, Span};
use crate::typeset::Word;

/// Something in a file that a report prints.
#[derive(Debug, Clone)]
struct Source {
    /// What it is, for people.
    what: String,
    /// The department.
    unit: String,
    span: Span,
    /// How many lines it takes, at most.
    lines: usize,
}

/// A line that something on a page comes from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Origin {
    /// What it is: `指标「…」` or `任务 2.1.1a … · 进展`.
    pub what: String,
    /// The department.
    pub unit: String,
    /// File.
    pub path: String,
    /// Line, from 1.
    pub line: usize,
    /// The lines around it, each with its number.
    pub lines: Vec<(usize, String)>,
}

/// Every text and figure of a year's submissions, ready to be found again on pages.
pub struct Origins {
    /// Texts without what a page does not show.
    texts: Vec<(String, Source)>,
    /// The names an indicator goes by on pages, the longest first, each with its place in `figures`.
    names: Vec<(String, usize)>,
    figures: Vec<Figure>,
}

/// An indicator's figures: the year's own first, those of other years, what the plan says.
struct Figure(Vec<(Vec<String>, Source)>);

impl Figure {
    /// Where a figure that reads like a word is written.
    fn exactly(&self, word: &Word) -> Option<&Source> {
        let told = numbers(&word.text);
        let own = self.0.iter().find(|(numbers, _)| numbers.iter().any(|number| told.contains(number)));
        own.map(|(_, source)| source)
    }

    /// The same; what was computed comes from the year's own figure.
    fn mostly(&self, word: &Word) -> Option<&Source> {
        self.exactly(word).or_else(|| self.0.first().map(|(_, source)| source))
    }
}

/// Lines shown before and after the one that is meant.
const AROUND: usize = 2;

/// Characters of a run of text that no other text has by chance.
const LONG: usize = 8;

/// Characters that have to stand beside a shorter one, in the same text.
const TELLING: usize = 4;

/// How far above or below a figure its name may stand on a card, as a share of the page.
const CARD: f64 = 0.03;

/// Runs of text that a proof may have between an indicator's name and its figures.
const FAR: usize = 80;

/// Runs of text looked at on either side.
const AROUND_WORD: usize = 6;

/// How far beside a word a pointer may be, as a share of the page.
const NEAR: f64 = 0.02;

impl Origins {
    /// Those of a year.
    #[must_use]
    pub fn new(content: &Content, year: Year) -> Self {
        let texts = filed_texts(content, year).into_iter().map(|filed| {
            let source = Source {
                what: filed.section,
                unit: filed.unit,
                span: filed.span,
                lines: filed.text.lines().count() + 1,
            };
            (bare(&filed.text), source)
        });
        let mut names = Vec::new();
        let mut figures = Vec::new();
        for indicator in &content.plan.indicators {
            let years = content.submissions.iter().map(|submission| submission.folder_year).filter(|own| *own != year);
            let mut years: Vec<Year> = years.collect();
            years.sort_unstable();
            years.dedup();
            let what = |year: &Year| format!("指标「{}」（{year} 年）", indicator.name.value);
            let mut own: Vec<_> = std::iter::once(&year)
                .chain(years.iter().rev())
                .filter_map(|year| {
                    reported(content, *year, &indicator.name).map(|(unit, typed, span)| {
                        (numbers(&typed), Source { what: what(year), unit: unit.to_owned(), span, lines: 1 })
                    })
                })
                .collect();
            let promised =
                [Some(indicator.target.to_string()), indicator.baseline.as_ref().map(|b| b.value.value.to_string())];
            let promised = promised.into_iter().flatten().flat_map(|text| numbers(&text)).collect();
            let what = format!("方案里的指标「{}」", indicator.name.value);
            own.push((promised, Source { what, unit: SECRETARIAT.to_owned(), span: indicator.name.span, lines: 1 }));
            let own_names = [&indicator.name.value, &indicator.short].map(|name| (bare(name), figures.len()));
            names.extend(own_names.into_iter().filter(|(name, _)| !name.is_empty()));
            figures.push(Figure(own));
        }
        names.sort_by_key(|(name, _)| std::cmp::Reverse(name.len()));
        Self { texts: texts.filter(|(text, _)| !text.is_empty()).collect(), names, figures }
    }

    /// What stands at a place of a page, both as shares of its width and height; `before` are the words of the page
    /// before, from which a text or a proof may go on.
    #[must_use]
    pub fn at(&self, (before, words): (&[Word], &[Word]), place: (f64, f64), sources: &Sources) -> Vec<Origin> {
        let Some(at) = nearest(words, place) else { return Vec::new() };
        if let Some(source) = self.text(words, at) {
            return vec![origin(source, &bare(&words[at].text), sources)];
        }
        let mut found = self.figure(words, at);
        if found.is_empty() && figure(&words[at]) && at < FAR {
            let names = self.names(before);
            let near = names.iter().filter(|name| before.len() - name.last + at < FAR).max_by_key(|name| name.last);
            found.extend(near.and_then(|name| self.figures[name.figure].exactly(&words[at])));
        }
        found.into_iter().map(|source| origin(source, "", sources)).collect()
    }

    /// Everything of the submissions on a page, in its order, each line once.
    #[must_use]
    pub fn on(&self, words: &[Word], sources: &Sources) -> Vec<Origin> {
        let mut found: Vec<Origin> = Vec::new();
        for at in 0..words.len() {
            for source in self.text(words, at).into_iter().chain(self.named(&words[at])) {
                let origin = origin(source, "", sources);
                if !found.contains(&origin) {
                    found.push(origin);
                }
            }
        }
        found
    }

    /// The text that a word belongs to: the one that most of what stands before and after it belongs to as well.
    fn text(&self, words: &[Word], at: usize) -> Option<&Source> {
        let word = bare(&words[at].text);
        if words[at].picture || word.is_empty() {
            return None;
        }
        let holding = self.texts.iter().filter(|(text, _)| text.contains(&word));
        let reach = |text: &str| {
            let mut run = word.clone();
            let mut near = |word: &Word, before: bool| {
                let own = bare(&word.text);
                let longer = if before { own + &run } else { format!("{run}{own}") };
                let goes_on = !word.picture && text.contains(&longer);
                if goes_on {
                    run = longer;
                }
                goes_on
            };
            words[at + 1..].iter().take(AROUND_WORD).take_while(|word| near(word, false)).count();
            words[..at].iter().rev().take(AROUND_WORD).take_while(|word| near(word, true)).count();
            run.chars().count()
        };
        let (reach, text, source) = holding
            .map(|(text, source)| (reach(text), text, source))
            .max_by_key(|(reach, text, _)| (*reach, std::cmp::Reverse(text.len())))?;
        let own = word.chars().count();
        (LONG <= own || own + TELLING <= reach || *text == word).then_some(source)
    }

    /// The figure that a word belongs to: the indicator it names, that of its row, of its card, or the last one named.
    fn figure(&self, words: &[Word], at: usize) -> Vec<&Source> {
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
            return self.figures[name.figure].mostly(&words[at]).into_iter().collect();
        }
        let away = |name: &Named| (name.top - bottom).max(top - name.bottom);
        let card = names.iter().filter(|name| left < name.right && name.left < right && away(name) < CARD);
        let card = card.min_by(|a, b| away(a).total_cmp(&away(b)));
        let before = names.iter().filter(|name| name.last < at && at - name.last < FAR).max_by_key(|name| name.last);
        let near = card.into_iter().chain(before);
        near.filter_map(|name| self.figures[name.figure].exactly(&words[at])).take(1).collect()
    }

    /// The indicators that a picture's description or a run of text names.
    fn named(&self, word: &Word) -> Vec<&Source> {
        let mut text = bare(&word.text);
        let mut found: BTreeMap<usize, &Source> = BTreeMap::new();
        for (name, figure) in &self.names {
            if let Some(at) = text.find(name.as_str()) {
                if let Some((_, source)) = self.figures[*figure].0.first() {
                    found.entry(at).or_insert(source);
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
        for (name, figure) in &self.names {
            while let Some(from) = text.find(name.as_str()) {
                let to = from + name.len();
                let first = starts.partition_point(|&start| start <= from).saturating_sub(1);
                let last = starts.partition_point(|&start| start < to).saturating_sub(1).max(first);
                let boxes = words[first..=last].iter().map(|word| word.edges);
                let [left, top, right, bottom] = boxes.fold([f64::MAX, f64::MAX, f64::MIN, f64::MIN], |sum, own| {
                    [sum[0].min(own[0]), sum[1].min(own[1]), sum[2].max(own[2]), sum[3].max(own[3])]
                });
                found.push(Named { figure: *figure, first, last, top, bottom, left, right });
                text.replace_range(from..to, &"\0".repeat(name.len()));
            }
        }
        found
    }
}

/// What the department that counts reported for a year: who, the figure as typed, where.
fn reported<'a>(content: &'a Content, year: Year, name: &str) -> Option<(&'a str, String, Span)> {
    content.of_year(year).find_map(|(unit, submission)| {
        let (_, entry) = submission.entries.iter().find(|(own, _)| **own == name)?;
        let actual = entry.actual.as_ref();
        let typed = actual.map(|actual| actual.value.to_string()).unwrap_or_default();
        Some((unit, typed, actual.map_or(entry.span, |actual| actual.span)))
    })
}

/// The numbers in a text, without the commas between thousands.
fn numbers(text: &str) -> Vec<String> {
    let text = text.replace(',', "");
    let runs = text.split(|c: char| !c.is_ascii_digit() && c != '.');
    runs.map(|run| run.trim_matches('.').to_owned()).filter(|run| !run.is_empty()).collect()
}

/// Whether a run of text holds a figure.
fn figure(word: &Word) -> bool {
    word.text.contains(|c: char| c.is_ascii_digit())
}

/// A name on a page.
struct Named {
    figure: usize,
    first: usize,
    last: usize,
    top: f64,
    bottom: f64,
    left: f64,
    right: f64,
}

/// The word at a place, or the nearest one beside it.
fn nearest(words: &[Word], (x, y): (f64, f64)) -> Option<usize> {
    let away = |word: &Word| {
        let [left, top, right, bottom] = word.edges;
        (left - x).max(x - right).max(0.0) + (top - y).max(y - bottom).max(0.0)
    };
    let area = |word: &Word| (word.edges[2] - word.edges[0]) * (word.edges[3] - word.edges[1]);
    let near =
        words.iter().enumerate().map(|(at, word)| (at, away(word), area(word))).filter(|(_, away, _)| *away <= NEAR);
    // What is small stands on what is large, such as a picture, or the word across every page of a draft.
    near.min_by(|(_, a, small), (_, b, large)| a.total_cmp(b).then(small.total_cmp(large))).map(|(at, _, _)| at)
}

/// The text without spaces and the marks that a page sets otherwise.
fn bare(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric() || matches!(c, '.' | '%' | '，' | '。' | '；')).collect()
}

/// The place of a source; of several lines, the one that holds the word, or at least where it begins.
fn origin(source: &Source, word: &str, sources: &Sources) -> Origin {
    let file = sources.file(source.span.file);
    let from = file.place(source.span.start).line;
    let own: Vec<String> = file.text.lines().skip(from - 1).take(source.lines).map(bare).collect();
    let beginnings = [usize::MAX, LONG, TELLING].map(|count| word.chars().take(count).collect::<String>());
    let holding = |part: &String| own.iter().position(|line| !part.is_empty() && line.contains(part.as_str()));
    let line = from + beginnings.iter().find_map(holding).unwrap_or_default();
    let first = line.saturating_sub(AROUND).max(1);
    let lines = file.text.lines().enumerate().skip(first - 1).take(line + AROUND + 1 - first);
    Origin {
        what: source.what.clone(),
        unit: source.unit.clone(),
        path: file.path.clone(),
        line,
        lines: lines.map(|(at, text)| (at + 1, text.to_owned())).collect(),
    }
}

//! From a place on a page to the line it was written on.

mod bare;
mod figure;
mod source;
mod text;

use self::bare::bare;
use self::figure::Indicators;
pub use self::source::{Origin, around};
use self::text::Texts;
use crate::model::{Content, Year};
use crate::source::Sources;
use crate::typeset::Word;

/// Every text and figure of a year's submissions, ready to be found again on pages.
pub struct Origins {
    texts: Texts,
    indicators: Indicators,
}

/// A place on a page that somebody points at.
#[derive(Debug, Clone, Copy)]
pub struct Pointed<'a> {
    /// The words of the page.
    pub words: &'a [Word],
    /// Those of the page before, from which a text or a proof may go on.
    pub before: &'a [Word],
    /// From the left, as a share of the width.
    pub x: f64,
    /// From the top, as a share of the height.
    pub y: f64,
}

/// How far beside a word a pointer may be, as a share of the page.
const NEAR: f64 = 0.02;

impl Origins {
    /// Those of a year.
    #[must_use]
    pub fn new(content: &Content, year: Year) -> Self {
        Self { texts: Texts::new(content, year), indicators: Indicators::new(content, year) }
    }

    /// What stands at a place of a page.
    #[must_use]
    pub fn at(&self, pointed: Pointed<'_>, sources: &Sources) -> Vec<Origin> {
        let Some(at) = pointed.word() else { return Vec::new() };
        let Pointed { words, before, .. } = pointed;
        if let Some(source) = self.texts.holding(words, at) {
            return vec![source.origin(&bare(&words[at].text), sources)];
        }
        let mut found = self.indicators.holding(words, at);
        if found.is_empty() {
            found.extend(self.indicators.carried_over(before, words, at));
        }
        if found.is_empty() {
            found.extend(self.texts.piece(&words[at]));
        }
        found.into_iter().map(|source| source.origin("", sources)).collect()
    }

    /// Everything of the submissions on a page, in its order, each line once.
    #[must_use]
    pub fn on(&self, words: &[Word], sources: &Sources) -> Vec<Origin> {
        let mut found: Vec<Origin> = Vec::new();
        for (at, word) in words.iter().enumerate() {
            for source in self.texts.holding(words, at).into_iter().chain(self.indicators.named(word)) {
                let origin = source.origin("", sources);
                if !found.contains(&origin) {
                    found.push(origin);
                }
            }
        }
        found
    }
}

impl Pointed<'_> {
    /// The word at the place, or the nearest one beside it.
    fn word(&self) -> Option<usize> {
        let away = |word: &Word| {
            let [left, top, right, bottom] = word.edges;
            (left - self.x).max(self.x - right).max(0.0) + (top - self.y).max(self.y - bottom).max(0.0)
        };
        let area = |word: &Word| (word.edges[2] - word.edges[0]) * (word.edges[3] - word.edges[1]);
        let words = self.words.iter().enumerate();
        let near = words.map(|(at, word)| (at, away(word), area(word))).filter(|(_, away, _)| *away <= NEAR);
        // What is small stands on what is large, such as a picture, or the word across every page of a draft.
        near.min_by(|(_, a, small), (_, b, large)| a.total_cmp(b).then(small.total_cmp(large))).map(|(at, _, _)| at)
    }
}

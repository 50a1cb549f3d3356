//! Regular expressions that are compiled when they are first used.

use std::ops::Range;
use std::sync::LazyLock;

use regex::{Captures, Match, Regex};

/// An expression. One that does not compile finds nothing; the tests of its module would fail.
pub struct Pattern(LazyLock<Option<Regex>>);

impl Pattern {
    /// An expression that is compiled later.
    pub const fn new(compile: fn() -> Option<Regex>) -> Self {
        Self(LazyLock::new(compile))
    }

    /// Whether it is found anywhere in a text.
    pub fn is_in(&self, text: &str) -> bool {
        self.0.as_ref().is_some_and(|regex| regex.is_match(text))
    }

    /// Its first match.
    pub fn find<'t>(&self, text: &'t str) -> Option<Match<'t>> {
        self.0.as_ref()?.find(text)
    }

    /// Its first match with the groups.
    pub fn groups<'t>(&self, text: &'t str) -> Option<Captures<'t>> {
        self.0.as_ref()?.captures(text)
    }

    /// Every match, in order.
    pub fn each<'t>(&'static self, text: &'t str) -> impl Iterator<Item = Match<'t>> {
        self.0.as_ref().into_iter().flat_map(move |regex| regex.find_iter(text))
    }

    /// Every match with the groups, in order.
    pub fn each_groups<'t>(&'static self, text: &'t str) -> impl Iterator<Item = Captures<'t>> {
        self.0.as_ref().into_iter().flat_map(move |regex| regex.captures_iter(text))
    }

    /// The text of a group of its first match.
    pub fn group<'t>(&self, text: &'t str, name: &str) -> Option<&'t str> {
        self.groups(text)?.name(name).map(|group| group.as_str())
    }
}

/// Declares a [`Pattern`] from literals that are put one behind the other.
macro_rules! pattern {
    ($($text:expr),+ $(,)?) => {
        $crate::drafting::pattern::Pattern::new(|| regex::Regex::new(concat!($($text),+)).ok())
    };
}
pub(crate) use pattern;

/// A range of a text; nothing where the range is none of it.
pub fn part(text: &str, range: Range<usize>) -> &str {
    text.get(range).unwrap_or_default()
}

/// The first characters of a text, at most `most`.
pub fn beginning(text: &str, most: usize) -> &str {
    text.char_indices().nth(most).map_or(text, |(end, _)| part(text, 0..end))
}

/// Marks that end a clause, full-width or as web pages have them.
const CLAUSE_ENDS: [char; 8] = ['，', ',', '。', '；', ';', '：', ':', '\n'];

/// The first clause of a text; the text where there is none.
pub fn first_clause(text: &str) -> &str {
    text.split(CLAUSE_ENDS).find(|clause| !clause.is_empty()).unwrap_or(text)
}

/// The text before a place, at most so many bytes of it.
pub fn before(text: &str, at: usize, most: usize) -> &str {
    let mut from = at.saturating_sub(most);
    while from < at && !text.is_char_boundary(from) {
        from += 1;
    }
    part(text, from..at)
}

/// The text from a place on, at most so many bytes of it.
pub fn after(text: &str, at: usize, most: usize) -> &str {
    let mut to = at.saturating_add(most).min(text.len());
    while at < to && !text.is_char_boundary(to) {
        to -= 1;
    }
    part(text, at..to)
}

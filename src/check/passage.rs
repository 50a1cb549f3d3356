//! The texts of the report's year as they were typed, and searching them with a pattern.

use std::ops::Range;
use std::sync::LazyLock;

use regex::{Captures, Regex};

use super::Scene;
use crate::model::Prose;
use crate::source::{MISSING, Span, clean};

/// A pattern compiled when it is first used. `None` never happens: every rule's example would fail.
pub type Pattern = LazyLock<Option<Regex>>;

/// Declares a [`Pattern`].
macro_rules! pattern {
    ($text:expr) => {
        std::sync::LazyLock::new(|| regex::Regex::new($text).ok())
    };
}
pub(crate) use pattern;

/// How far from a place its surroundings are looked at, in bytes: sentences, titles and addresses are shorter.
const NEAR: usize = 600;

/// One text of one department.
#[derive(Clone, Copy)]
pub struct Passage<'a> {
    /// The department.
    pub unit: &'a str,
    /// The text and the field it stands in.
    pub prose: Prose<'a>,
    /// The text as typed, with its indentation.
    pub raw: &'a str,
}

impl Passage<'_> {
    /// The place of a byte range of `raw`.
    pub fn place(&self, range: Range<usize>) -> Span {
        let at = self.prose.text.span;
        Span::new(at.file, at.start + range.start, at.start + range.end)
    }

    /// The place of a byte range of the text as it was read: its lines without their indentation, its quotes resolved. Where the
    /// two cannot be laid side by side, the first line.
    pub fn read_at(&self, range: &Range<usize>) -> Span {
        let text = &self.prose.text.value;
        let mut raw = self.raw.char_indices().filter(|(_, c)| !c.is_whitespace()).peekable();
        // A text in quotes begins behind the first one.
        if raw.peek().is_some_and(|(_, c)| matches!(c, '"' | '\'')) && !text.starts_with(['"', '\'']) {
            raw.next();
        }
        let (mut start, mut end) = (None, 0);
        for (at, c) in text.char_indices().filter(|(_, c)| !c.is_whitespace()) {
            if range.end <= at {
                break;
            }
            // What nobody sees is in the file and not in the text.
            let Some((place, written)) = raw.find(|(_, written)| same(*written, c)) else { break };
            if range.start <= at {
                start.get_or_insert(place);
                end = place + written.len_utf8();
            }
        }
        let line = self.raw.lines().next().map_or(0, str::len);
        self.place(start.map_or(0..line, |start| start..end))
    }

    /// The place of a group of a hit; of one that took no part, the start of the text.
    pub fn span(&self, hit: &Captures<'_>, group: usize) -> Span {
        self.place(hit.get(group).map_or(0..0, |part| part.range()))
    }

    /// Whether the hit is the tail or the head of a longer word, such as a telephone number or a model's name.
    pub fn word_goes_on(&self, hit: &Captures<'_>) -> bool {
        let Some(all) = hit.get(0) else { return false };
        let joins = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '.' | '/' | '~');
        self.raw[..all.start()].chars().next_back().is_some_and(joins)
    }

    /// Whether a place is inside “…”: somebody's own words.
    pub fn spoken(&self, hit: &Captures<'_>) -> bool {
        hit.get(0).is_some_and(|all| self.open_before(all.start(), '“', '”'))
    }

    /// Whether a code, such as a standard's, stands right before the hit: GB/T 19001-2016, IATF 16949-2016.
    pub fn coded(&self, hit: &Captures<'_>) -> bool {
        let before = hit.get(0).map_or("", |all| &self.raw[..all.start()]);
        // The dash of a list item has a space after it.
        before.ends_with('-') || before.trim_end_matches(' ').ends_with(|c: char| c.is_ascii_alphanumeric() || c == '/')
    }

    /// The text a little way back from a place: looking further at every hit would take quadratic time.
    pub fn shortly_before(&self, at: usize) -> &str {
        let mut from = at.saturating_sub(NEAR);
        while !self.raw.is_char_boundary(from) {
            from += 1;
        }
        &self.raw[from..at]
    }

    /// The text a little way on from a place.
    pub fn shortly_after(&self, at: usize) -> &str {
        let mut to = (at + NEAR).min(self.raw.len());
        while !self.raw.is_char_boundary(to) {
            to -= 1;
        }
        &self.raw[at..to]
    }

    /// Whether a mark before a place is open there.
    pub fn open_before(&self, at: usize, open: char, close: char) -> bool {
        let before = self.shortly_before(at);
        before.rfind(open).is_some_and(|start| before[start..].find(close).is_none())
    }

    /// Whether a place is quoted, 《…》, or part of an address or a picture's path: what stands there is not ours to mend.
    pub fn quoted(&self, at: usize) -> bool {
        let before = self.shortly_before(at);
        let word = before.rsplit(|c: char| c.is_whitespace() || c == '，' || c == '；').next().unwrap_or_default();
        let line = before.rsplit('\n').next().unwrap_or_default();
        let link = line.rfind("](").is_some_and(|open| !line[open..].contains(')'));
        let code = line.matches('`').count() % 2 == 1;
        self.open_before(at, '《', '》') || word.contains("://") || link || code
    }
}

/// Whether a character of a file is read as this one.
fn same(written: char, read: char) -> bool {
    written == read || !written.is_ascii() && (read == MISSING || clean(&written.to_string()) == read.to_string())
}

/// Every text of the report's year.
pub fn passages<'a>(scene: &Scene<'a>) -> impl Iterator<Item = Passage<'a>> {
    let Scene { content, sources, year, .. } = *scene;
    content.of_year(year).flat_map(move |(unit, submission)| {
        submission.prose().map(move |prose| Passage { unit, prose, raw: sources.text(prose.text.span) })
    })
}

/// Every place of those texts that a pattern fits, quotations left out.
pub fn search<'a>(scene: &Scene<'a>, pattern: &'static Pattern) -> impl Iterator<Item = (Passage<'a>, Captures<'a>)> {
    let pattern = pattern.as_ref();
    passages(scene).flat_map(move |passage| {
        let hits = pattern.into_iter().flat_map(move |pattern| pattern.captures_iter(passage.raw));
        hits.filter(move |hit| hit.get(0).is_some_and(|all| !passage.quoted(all.start())))
            .map(move |hit| (passage, hit))
    })
}

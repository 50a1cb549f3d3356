//! Sentences and clauses: what stands between marks that are not inside quotes or brackets.

use std::ops::Range;

use crate::drafting::pattern::{after, before, part};

/// A clause of a paragraph.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Clause<'a> {
    /// First byte.
    pub start: usize,
    /// Byte behind its last one, without its mark.
    pub end: usize,
    /// Its text.
    pub text: &'a str,
    /// Whether it begins a sentence.
    pub first: bool,
}

/// Quotes and brackets are no deeper than this; what is was never closed.
const DEEPEST: usize = 4;

/// The clauses of a part of a paragraph; its numbers are each in exactly one.
pub fn read(text: &str, of: Range<usize>) -> Vec<Clause<'_>> {
    let mut clauses = Vec::new();
    let (mut start, mut depth, mut first) = (of.start, 0_usize, true);
    for (at, c) in part(text, of.clone()).char_indices().map(|(at, c)| (of.start + at, c)) {
        match c {
            '（' | '(' | '“' | '《' | '〔' | '【' if depth < DEEPEST => depth += 1,
            '）' | ')' | '”' | '》' | '〕' | '】' => depth = depth.saturating_sub(1),
            '。' | '！' | '？' => depth = 0,
            _ => {}
        }
        let stop = matches!(c, '。' | '！' | '？' | '；');
        let pause = matches!(c, '，' | '：') || matches!(c, ',' | ';' | ':') && !is_inside_number(text, at);
        if stop || depth == 0 && pause {
            clauses.push(Clause { start, end: at, text: part(text, start..at), first });
            (start, first) = (at + c.len_utf8(), stop);
        }
    }
    if start < of.end {
        clauses.push(Clause { start, end: of.end, text: part(text, start..of.end), first });
    }
    clauses
}

/// Whether a half-width mark stands between digits: 1,234.
fn is_inside_number(text: &str, at: usize) -> bool {
    let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    digit(before(text, at, 1).chars().next()) && digit(after(text, at + 1, 1).chars().next())
}

/// Where the items of a list in a clause are apart: the bytes of each 、 outside quotes and brackets.
pub fn commas(text: &str) -> Vec<usize> {
    let mut depth = 0_usize;
    let mut commas = Vec::new();
    for (at, c) in text.char_indices() {
        match c {
            '（' | '(' | '“' | '《' | '〔' => depth += 1,
            '）' | ')' | '”' | '》' | '〕' => depth = depth.saturating_sub(1),
            '、' if depth == 0 => commas.push(at),
            _ => {}
        }
    }
    commas
}

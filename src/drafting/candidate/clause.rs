//! Sentences and clauses: what stands between marks that are not inside quotes or brackets.

use std::ops::Range;

use crate::drafting::due::Due;
use crate::drafting::pattern::{Pattern, after, before, part, pattern};

/// A clause of a paragraph.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Clause<'a> {
    /// First byte.
    pub start: usize,
    /// Byte behind its last one, without its mark.
    pub end: usize,
    /// Its text.
    pub text: &'a str,
    /// Whether it begins a sentence, or what stands behind a semicolon.
    pub first: bool,
    /// Whether a full stop, a bracket of responsibility or nothing stands before it.
    pub fresh: bool,
}

/// Quotes and brackets are no deeper than this; what is was never closed.
const DEEPEST: usize = 4;

static DEADLINE: Pattern = pattern!(
    r"^(?:并?(?:确保|力争|争取)?(?:在|于|到)?)20[0-9]{2}年(?:[0-9]{1,2}月)?(?:年?[底末])?(?:之?前$|(?:之?前)?(?:全部|全面|基本)?",
    r"(?:完成|实现|建成|到位|达标|落实|投用|达到|见效|竣工|投入使用|建成投用|完成任务|完成建设)$)"
);
static DATED: Pattern = pattern!(r"20[0-9]{2}年");

/// Whether a clause is nothing but a deadline: 2029年底前完成.
#[must_use]
pub fn is_deadline(clause: &str) -> bool {
    clause.len() < 90 && DEADLINE.is_in(clause)
}

/// The deadline that the rest of a sentence ends with, if no other year stands before it.
#[must_use]
pub fn deadline(rest: &[Clause<'_>]) -> Option<Due> {
    let mut own = rest.iter().take_while(|clause| !clause.first);
    let dated = own.find(|clause| DATED.is_in(clause.text))?;
    Due::last_in(dated.text).filter(|_| is_deadline(dated.text) && own.next().is_none())
}

/// The clauses of a part of a paragraph; its numbers are each in exactly one. Brackets of responsibility, in the order of the
/// text, are clauses of their own: what stands behind one has nothing to do with what stands before it.
pub fn read<'a>(text: &'a str, of: Range<usize>, brackets: &[(usize, usize)]) -> Vec<Clause<'a>> {
    let mut clauses = Vec::new();
    let mut from = of.start;
    for &(start, end) in brackets.iter().filter(|(start, end)| of.start <= *start && *end <= of.end) {
        between(text, from..start, &mut clauses);
        clauses.push(Clause { start, end, text: part(text, start..end), first: true, fresh: true });
        from = end;
    }
    between(text, from..of.end, &mut clauses);
    clauses
}

/// The clauses of a text without brackets of responsibility.
fn between<'a>(text: &'a str, of: Range<usize>, clauses: &mut Vec<Clause<'a>>) {
    let (mut start, mut depth, mut first, mut fresh) = (of.start, 0_usize, true, true);
    for (at, c) in part(text, of.clone()).char_indices().map(|(at, c)| (of.start + at, c)) {
        match c {
            '（' | '(' | '“' | '《' | '〔' | '【' if depth < DEEPEST => depth += 1,
            '）' | ')' | '”' | '》' | '〕' | '】' => depth = depth.saturating_sub(1),
            '。' | '！' | '？' => depth = 0,
            _ => {}
        }
        let stop = matches!(c, '。' | '！' | '？' | '；');
        let pause = c == '，' || matches!(c, ',' | ';' | ':' | '：') && !is_inside_number(text, at);
        if stop || depth == 0 && pause {
            clauses.push(Clause { start, end: at, text: part(text, start..at), first, fresh });
            (start, first, fresh) = (at + c.len_utf8(), stop, stop && c != '；');
        }
    }
    if start < of.end {
        clauses.push(Clause { start, end: of.end, text: part(text, start..of.end), first, fresh });
    }
}

/// Whether a mark stands between digits: 1,234, 1：18.
fn is_inside_number(text: &str, at: usize) -> bool {
    let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    digit(before(text, at, 1).chars().next()) && digit(after(text, at, 4).chars().nth(1))
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

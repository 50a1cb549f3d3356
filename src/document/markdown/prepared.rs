//! A text made ready for a Markdown parser that knows more marks than ours: what is not ours is put out of its sight.

use std::borrow::Cow;
use std::ops::Range;

/// Stands at the inner side of every `**`, so that `**做法。**某` is bold although `CommonMark` wants a space there, and where
/// a number is no item's. No text holds it: it is no character (Unicode calls it a noncharacter).
pub const JOINT: char = '\u{fdd0}';

/// Stands for a `\`, which is no escape with us: paths and formulas hold it.
const BACKSLASH: char = '\u{fdd1}';

/// Stands for an `&`, which begins no entity with us.
const AMPERSAND: char = '\u{fdd2}';

/// Most digits of the number of an item: what has more is a year or an amount.
const ITEM_DIGITS: usize = 3;

/// The text as the parser sees it.
pub struct Prepared {
    /// The text.
    pub text: String,
    /// Where bytes were put in that the text as typed does not have, and how many up to there.
    added: Vec<(usize, usize)>,
}

impl Prepared {
    /// Makes a text ready.
    pub fn new(typed: &str) -> Self {
        let mut ready = Self { text: String::with_capacity(typed.len() + 64), added: Vec::new() };
        for line in typed.split_inclusive('\n') {
            ready.line(line);
        }
        ready
    }

    fn line(&mut self, line: &str) {
        let mut rest = line;
        let item = line.trim_start_matches(' ');
        let digits = item.len() - item.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        if ITEM_DIGITS < digits && item[digits..].starts_with(['.', ')']) {
            let at = line.len() - item.len() + digits;
            self.text.push_str(&line[..at]);
            self.joint();
            rest = &line[at..];
        }
        while let Some(at) = rest.find(['*', '\\', '&', ']', JOINT, BACKSLASH, AMPERSAND]) {
            self.text.push_str(&rest[..at]);
            rest = &rest[at..];
            let c = rest.chars().next().unwrap_or_default();
            rest = &rest[c.len_utf8()..];
            match c {
                '*' if rest.starts_with('*') => {
                    rest = &rest[1..];
                    self.joint();
                    self.text.push_str("**");
                    self.joint();
                }
                '*' => self.text.push('*'),
                // The one escape there is: a bar inside a cell.
                '\\' if rest.starts_with('|') => {
                    rest = &rest[1..];
                    self.text.push_str("\\|");
                }
                '\\' => self.instead(BACKSLASH, c),
                '&' => self.instead(AMPERSAND, c),
                // `[1]: …` would be the target of references and printed nowhere.
                ']' => {
                    self.text.push(']');
                    if rest.starts_with(':') {
                        self.joint();
                    }
                }
                c => self.instead('\u{fffd}', c),
            }
        }
        self.text.push_str(rest);
    }

    fn joint(&mut self) {
        self.text.push(JOINT);
        self.add(JOINT.len_utf8());
    }

    fn instead(&mut self, sign: char, of: char) {
        self.text.push(sign);
        let more = sign.len_utf8() - of.len_utf8();
        if 0 < more {
            self.add(more);
        }
    }

    fn add(&mut self, bytes: usize) {
        let so_far = self.added.last().map_or(0, |(_, sum)| *sum);
        self.added.push((self.text.len(), so_far + bytes));
    }

    /// The bytes of the text as typed.
    pub fn typed(&self, range: &Range<usize>) -> Range<usize> {
        let place = |at: usize| {
            let before = self.added.partition_point(|(end, _)| *end <= at);
            at - before.checked_sub(1).map_or(0, |last| self.added[last].1)
        };
        place(range.start)..place(range.end).max(place(range.start))
    }
}

/// A piece of the text as it was typed.
pub fn plain(piece: &str) -> Cow<'_, str> {
    if !piece.contains([JOINT, BACKSLASH, AMPERSAND]) {
        return Cow::Borrowed(piece);
    }
    Cow::Owned(piece.replace(JOINT, "").replace(BACKSLASH, "\\").replace(AMPERSAND, "&"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_made_ready_is_as_typed_again_at_its_place() {
        for typed in ["**甲**\\&nbsp;乙", "2024. 年\n1. 项", "[1]: x \\| **", "\u{fdd0}\\\u{fdd1}", "a\\b&c]:d**"] {
            let ready = Prepared::new(typed);
            let expected = typed.replace([JOINT, BACKSLASH, AMPERSAND], "\u{fffd}");
            assert_eq!(plain(&ready.text), expected);
            for (at, c) in ready.text.char_indices().filter(|(_, c)| c.is_alphanumeric()) {
                assert_eq!(&typed[ready.typed(&(at..at + c.len_utf8()))], c.to_string(), "{typed}");
            }
        }
    }
}

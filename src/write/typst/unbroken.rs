//! Running text cut where a line must not break although two characters would allow it.

use unicode_normalization::char::is_combining_mark;

/// A piece of running text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece<'a> {
    /// Letters as they are.
    Text(&'a str),
    /// The line does not break here.
    Joint,
    /// The line may break here, inside of what would run off the page.
    Seam,
    /// An address, which leads where it says.
    Address(&'a str),
}

/// What a large number is counted in.
const LARGE: [char; 5] = ['十', '百', '千', '万', '亿'];

/// Units of several letters; a unit of one letter is any.
const UNITS: [&str; 4] = ["个百分点", "人次", "家次", "人年"];

/// What begins an address.
const SCHEMES: [&str; 2] = ["https://", "http://"];

/// Marks that end a sentence rather than an address.
const CLOSING: &[char] = &['.', ',', ';', ':', '!', '?', ')', ']', '}', '\'', '"', '>'];

/// Letters in a row without a place to break at that fit any line.
const RUN: usize = 24;

/// How many letters apart the places are where a longer row may break.
const STEP: usize = 8;

/// Cuts a text where a line may break inside a row of letters that might be wider than the line.
#[must_use]
pub fn seams(text: &str) -> Vec<&str> {
    if text.len() <= RUN {
        return vec![text];
    }
    let mut cuts = Vec::new();
    // Where letters of the row begin, marks with their letter.
    let mut row: Vec<usize> = Vec::new();
    let mut end = |row: &mut Vec<usize>| {
        if RUN < row.len() {
            cuts.extend(row.iter().skip(STEP).step_by(STEP).copied());
        }
        row.clear();
    };
    for (at, c) in text.char_indices() {
        if c.is_whitespace() || is_han(c) || matches!(c, '\u{3041}'..='\u{30ff}' | '\u{ac00}'..='\u{d7a3}') {
            end(&mut row);
        } else if !is_combining_mark(c) {
            row.push(at);
        }
    }
    end(&mut row);
    let mut from = 0;
    let mut parts: Vec<&str> = Vec::with_capacity(cuts.len() + 1);
    for cut in cuts {
        parts.push(&text[from..cut]);
        from = cut;
    }
    parts.push(&text[from..]);
    parts
}

/// Cuts a text: a figure stays with its unit and behind 第, a range with both its ends, and nothing else is held.
#[must_use]
pub fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut pieces = Cut { text, from: 0, pieces: Vec::new() };
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        let rest = &text[at..];
        if SCHEMES.iter().any(|scheme| rest.starts_with(scheme)) {
            let end = rest.find(|c: char| !c.is_ascii_graphic()).unwrap_or(rest.len());
            let address = rest[..end].trim_end_matches(CLOSING);
            pieces.address(at, at + address.len());
            at += address.len();
        } else if c.is_ascii_digit() {
            if 0 < at && text[..at].ends_with('第') {
                pieces.joint(at);
            }
            at = figure(&mut pieces, at);
        } else {
            at += c.len_utf8();
        }
    }
    pieces.finish()
}

/// Joins a figure that begins at `start` to what belongs to it; gives back where it ends.
fn figure(pieces: &mut Cut<'_>, start: usize) -> usize {
    let text = pieces.text;
    let mut at = number(text, start);
    while let Some(rest) = text[at..].strip_prefix('～')
        && rest.starts_with(|c: char| c.is_ascii_digit())
    {
        pieces.joint(at);
        at += '～'.len_utf8();
        pieces.joint(at);
        at = number(text, at);
    }
    let unit: usize = unit(&text[at..]).chars().map(char::len_utf8).sum();
    for (offset, _) in text[at..at + unit].char_indices() {
        pieces.joint(at + offset);
    }
    at + unit
}

/// Where the number that begins at `start` ends, its sign of per cent or per mille among it.
fn number(text: &str, start: usize) -> usize {
    let mut end = start;
    let mut letters = text[start..].chars().peekable();
    while let Some(c) = letters.next() {
        let inside = matches!(c, '.' | ',') && letters.peek().is_some_and(char::is_ascii_digit);
        if !c.is_ascii_digit() && !inside {
            end += if matches!(c, '%' | '‰') { c.len_utf8() } else { 0 };
            break;
        }
        end += 1;
    }
    end
}

/// The unit a text begins with: what large numbers are counted in, and a unit of one letter or a known one.
fn unit(text: &str) -> &str {
    let rest = text.trim_start_matches(LARGE);
    let known = UNITS.iter().find(|unit| rest.starts_with(**unit)).map(|unit| unit.len());
    let one = rest.chars().next().filter(|c| is_han(*c)).map(char::len_utf8);
    &text[..text.len() - rest.len() + known.or(one).unwrap_or_default()]
}

fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9fff}' | '\u{20000}'..='\u{3ffff}')
}

/// A text being cut from its beginning to its end.
struct Cut<'a> {
    text: &'a str,
    from: usize,
    pieces: Vec<Piece<'a>>,
}

impl<'a> Cut<'a> {
    fn until(&mut self, at: usize) {
        if self.from < at {
            for (number, part) in seams(&self.text[self.from..at]).into_iter().enumerate() {
                if 0 < number {
                    self.pieces.push(Piece::Seam);
                }
                self.pieces.push(Piece::Text(part));
            }
        }
        self.from = at;
    }

    fn joint(&mut self, at: usize) {
        self.until(at);
        self.pieces.push(Piece::Joint);
    }

    fn address(&mut self, at: usize, end: usize) {
        self.until(at);
        self.pieces.push(Piece::Address(&self.text[at..end]));
        self.from = end;
    }

    fn finish(mut self) -> Vec<Piece<'a>> {
        self.until(self.text.len());
        self.pieces
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The pieces with a bar for every joint and brackets around addresses.
    fn shown(text: &str) -> String {
        let shown = |piece: Piece<'_>| match piece {
            Piece::Text(text) => text.to_owned(),
            Piece::Joint => "|".to_owned(),
            Piece::Seam => "/".to_owned(),
            Piece::Address(address) => format!("[{address}]"),
        };
        pieces(text).into_iter().map(shown).collect()
    }

    #[test]
    fn a_figure_stays_with_its_unit() {
        assert_eq!(shown("累计1890项，增长12.5%，"), "累计1890|项，增长12.5%，");
        assert_eq!(shown("投入1,234.5亿元。"), "投入1,234.5|亿|元。");
        assert_eq!(shown("提高0.2个百分点"), "提高0.2|个|百|分|点");
        assert_eq!(shown("3万人次、7‰"), "3|万|人|次、7‰");
        assert_eq!(shown("2024年1月1日"), "2024|年1|月1|日");
        assert_eq!(shown("第10章，3.5, 4"), "第|10|章，3.5, 4");
    }

    #[test]
    fn a_range_stays_with_its_ends() {
        assert_eq!(shown("目标3～5个"), "目标3|～|5|个");
        assert_eq!(shown("2021～2025年"), "2021|～|2025|年");
    }

    #[test]
    fn an_address_leads_where_it_says() {
        assert_eq!(shown("见https://example.org/a?b=1。"), "见[https://example.org/a?b=1]。");
        assert_eq!(shown("(http://example.org/3), 5G"), "([http://example.org/3]), 5G");
    }

    #[test]
    fn a_long_row_of_letters_may_break() {
        assert_eq!(shown(&"a".repeat(24)), "a".repeat(24));
        assert_eq!(shown(&format!("甲{}乙", "a".repeat(25))), "甲aaaaaaaa/aaaaaaaa/aaaaaaaa/a乙");
        assert_eq!(shown(&"—".repeat(26)).matches('/').count(), 3);
        assert_eq!(shown(&"x\u{304}".repeat(30)).matches("/x").count(), 3);
        assert_eq!(shown(&"甲，乙、".repeat(30)).matches('/').count(), 0);
        assert_eq!(seams(&"12.5%".repeat(10)).concat(), "12.5%".repeat(10));
    }

    #[test]
    fn nothing_is_lost() {
        for text in ["", "9", "第", "～5", "5～", "12.", "https://", "3万", "十3百亿x"] {
            let all: String = pieces(text)
                .into_iter()
                .filter_map(|piece| match piece {
                    Piece::Text(text) | Piece::Address(text) => Some(text),
                    Piece::Joint | Piece::Seam => None,
                })
                .collect();
            assert_eq!(all, text);
        }
    }
}

//! How much one text may hold, so that no department stops or floods the report.

use crate::diag::{Diagnostic, Diagnostics, rules};
use crate::model::field::{Field, Shape};
use crate::source::{Span, Spanned};

/// Most characters of a text of paragraphs: some twelve pages.
const PARAGRAPHS: usize = 10_000;

/// Most characters of any other text.
const LINE: usize = 2_000;

/// Most letters in a row in a text on one line, where nothing breaks a heading or a name.
const WORD: usize = 64;

/// Most letters in a row in a text of paragraphs, and of an address.
const ROW: usize = 500;

/// Most rows of a text's tables, and most columns.
const ROWS: (usize, usize) = (200, 12);

/// Most items of a text's lists.
const ITEMS: usize = 300;

/// Most links, pictures and pairs of stars of a text.
const MARKS: [(&str, usize, &str); 4] =
    [("](", 200, "链接、图片"), ("![", 20, "图片"), ("**", 600, "加粗记号"), ("://", 200, "网址")];

/// What is printed where a text was cut.
const CUT: &str = "……（超过上限，以下没有读取）";

/// The text, or as much of it as a report takes; what is left out is a finding.
pub fn limited(text: Spanned<String>, field: &Field, diags: &mut Diagnostics) -> Spanned<String> {
    let paragraphs = matches!(field.shape, Shape::Paragraphs);
    // An address belongs to where a figure comes from, and not to a name or a heading.
    let addresses = ["来源", "口径", "说明", "理由", "原文", "说法"].iter().any(|word| field.key.contains(word));
    let Some((at, what, help)) = excess(&text.value, paragraphs, addresses) else { return text };
    // The line it is on, where the text stands in the file as it was read.
    let lines = text.value[..at].matches('\n').count();
    diags.push(
        Diagnostic::error(rules::TEXT_TOO_LONG, format!("「{}」{what}，其后没有读取。", field.key))
            .at(place(&text, lines))
            .help(help),
    );
    Spanned::new(format!("{}{CUT}", text.value[..at].trim_end()), text.span)
}

/// Where to point: the whole text, or its beginning if it goes over several lines.
fn place(text: &Spanned<String>, lines: usize) -> Span {
    let span = text.span;
    if lines == 0 { span } else { Span::new(span.file, span.start, span.start) }
}

/// Where a text holds too much, of what, and what to do.
fn excess(text: &str, paragraphs: bool, addresses: bool) -> Option<(usize, String, &'static str)> {
    let most = if paragraphs { PARAGRAPHS } else { LINE };
    let mut found: Option<(usize, String, &'static str)> = None;
    let mut first = |at: usize, what: String, help: &'static str| {
        if found.as_ref().is_none_or(|(own, ..)| at < *own) {
            found = Some((at, what, help));
        }
    };
    if most < text.len()
        && let Some((at, _)) = text.char_indices().nth(most)
    {
        first(at, format!("超过了 {most} 字"), "压缩到上限以内；详细材料不放进报告。");
    }
    if let Some((at, most)) = row(text, paragraphs, addresses) {
        first(
            at,
            format!("有一串连续的字母、数字或符号超过了 {most} 个"),
            "多半是误粘的内容：删去，或者用空格、标点分开。",
        );
    }
    if paragraphs {
        if let Some((at, what)) = table(text) {
            first(at, what, "拆成几个小表，或者只留合计，明细不放进报告。");
        }
        for (mark, most, what) in MARKS {
            if let Some((at, _)) = text.match_indices(mark).nth(most) {
                first(at, format!("的{what}超过了 {most} 个"), "减少到上限以内。");
            }
        }
    }
    found
}

/// Where a row of letters without a place to break at becomes too long, and how long it may be.
fn row(text: &str, paragraphs: bool, addresses: bool) -> Option<(usize, usize)> {
    let breaks = |c: char| {
        c.is_whitespace()
            || matches!(c, '\u{3041}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}' | '\u{20000}'..='\u{3ffff}')
    };
    let mut start = 0;
    for part in text.split_inclusive(breaks) {
        let long = paragraphs || addresses && part.contains("://");
        let most = if long { ROW } else { WORD };
        // In a heading a wide sign takes the room of two.
        let width = |c: char| if long || c.is_ascii() { 1 } else { 2 };
        let mut taken = 0;
        for (at, c) in part.char_indices().filter(|(_, c)| !breaks(*c)) {
            taken += width(c);
            if most < taken {
                return Some((start + at, most));
            }
        }
        start += part.len();
    }
    None
}

/// Where tables or lists become too large, and what of them.
fn table(text: &str) -> Option<(usize, String)> {
    let (mut rows, mut items, mut start) = (0, 0, 0);
    for line in text.split_inclusive('\n') {
        let own = line.trim();
        let digits = own.trim_start_matches(|c: char| c.is_ascii_digit());
        if own.starts_with('|') {
            rows += 1;
            let columns = own.replace("\\|", "").trim_matches('|').split('|').count();
            if ROWS.1 < columns {
                return Some((start, format!("的表格有 {columns} 列，印不下，至多 {} 列", ROWS.1)));
            }
        } else if own.starts_with(['-', '*', '+']) || digits.len() < own.len() && digits.starts_with(['.', ')']) {
            items += 1;
        }
        if ROWS.0 < rows {
            return Some((start, format!("的表格超过了 {} 行", ROWS.0)));
        }
        if ITEMS < items {
            return Some((start, format!("的列项超过了 {ITEMS} 项")));
        }
        start += line.len();
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_too_much_is_cut_where_it_becomes_so() {
        let at = |text: &str, paragraphs: bool| excess(text, paragraphs, true).map(|(at, ..)| at);
        assert_eq!(at(&"甲".repeat(10_000), true), None);
        assert_eq!(at(&"甲".repeat(10_001), true), Some(30_000));
        assert_eq!(at(&"甲".repeat(2_001), false), Some(6_000));
        assert_eq!(at(&format!("甲{}", "a".repeat(65)), false), Some(3 + 64));
        assert_eq!(at(&format!("https://a.b/{}", "a".repeat(100)), false), None);
        assert_eq!(at(&"a".repeat(501), true), Some(500));
        assert_eq!(at(&"| a |\n".repeat(201), true), Some(1_200));
        assert_eq!(at(&"|a".repeat(13), true), Some(0));
        assert_eq!(at(&"- 甲\n".repeat(301), true), Some(300 * 6));
        assert_eq!(at(&"![a](b) ".repeat(21), true), Some(160));
        assert_eq!(at(&"**a** ".repeat(301), true), Some(1_800));
    }
}

//! What a line, a row or an address is, told by its marks.

use crate::document::block::{Inline, Table};
use crate::document::vocabulary::Role;

/// A table inside prose: no caption; the first row is its head. Rows are as long as the head.
pub fn table(columns: Vec<Role>, mut rows: Vec<Vec<Vec<Inline>>>) -> Table {
    let head = if rows.is_empty() { Vec::new() } else { rows.remove(0) };
    let mut table = Table {
        label: None,
        class: None,
        number: None,
        caption: None,
        columns,
        unit: None,
        head,
        rows,
        note: Vec::new(),
    };
    table.fill();
    table
}

/// How many cells a row has.
pub fn cells(row: &str) -> usize {
    let row = row.replace("\\|", "");
    let row = row.strip_prefix('|').unwrap_or(&row);
    row.strip_suffix('|').unwrap_or(row).split('|').count()
}

/// What numbers in Chinese are written with.
const NUMERALS: &str = "一二三四五六七八九十";

/// Signs that begin an item and nothing else.
const SIGNS: [char; 12] = ['①', '②', '③', '④', '⑤', '⑥', '⑦', '⑧', '⑨', '⑩', '•', '●'];

/// Whether a line begins as an item of a list would: `2.`, `3、`, `（一）`, `二、`, `②`.
pub fn begins_item(line: &str) -> bool {
    let line = line.trim_start();
    let numeral = |c: char| NUMERALS.contains(c) || c.is_ascii_digit();
    let number = line.trim_start_matches(numeral);
    let written = line.chars().take_while(|c| numeral(*c)).count();
    let point = number.strip_prefix('.').is_some_and(|rest| !rest.starts_with(|c: char| c.is_ascii_digit()));
    let counted = (1..=2).contains(&written) && (number.starts_with('、') || point);
    let bracketed = line.strip_prefix('（').is_some_and(|rest| {
        let inner = rest.trim_start_matches(numeral);
        inner.len() < rest.len() && inner.starts_with('）')
    });
    counted || bracketed || line.starts_with(SIGNS)
}

/// How many figures a text holds.
pub fn figures(text: &str) -> usize {
    text.split(|c: char| !c.is_ascii_digit()).filter(|run| !run.is_empty()).count()
}

/// Addresses that a reader may follow; anything else stays text.
pub fn web(url: &str) -> bool {
    ["https://", "http://", "mailto:"].iter().any(|scheme| url.starts_with(scheme))
}

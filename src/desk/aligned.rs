//! Rows of text as a table for the terminal, aligned by what characters take up.

use unicode_width::UnicodeWidthStr;

/// The lines of the rows, columns two spaces apart, and how wide the table is. Columns that `right` names have their text at
/// the right, as figures have.
#[must_use]
pub fn aligned<R: AsRef<[String]>>(rows: &[R], right: impl Fn(usize) -> bool) -> (Vec<String>, usize) {
    let columns = rows.iter().map(|row| row.as_ref().len()).max().unwrap_or_default();
    let width = |n: usize| rows.iter().filter_map(|row| row.as_ref().get(n)).map(|cell| cell.width()).max();
    let widths: Vec<usize> = (0..columns).map(|n| width(n).unwrap_or_default()).collect();
    let line = |row: &R| {
        let cells = row.as_ref().iter().zip(&widths).enumerate().map(|(n, (cell, width))| {
            let gap = " ".repeat(width - cell.width());
            if right(n) { format!("{gap}{cell}") } else { format!("{cell}{gap}") }
        });
        cells.collect::<Vec<_>>().join("  ").trim_end().to_owned()
    };
    (rows.iter().map(line).collect(), widths.iter().sum::<usize>() + 2 * columns.saturating_sub(1))
}

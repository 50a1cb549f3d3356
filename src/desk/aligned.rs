//! Rows of text as a table for the terminal, aligned by what characters take up.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// Narrowest that a column is made, in half-width columns.
const LEAST: usize = 8;

/// The lines of the rows, columns two spaces apart, and how wide the table is. Columns that `right` names have their text at
/// the right, as figures have. In a room that is narrower the widest columns are cut, with “…”.
#[must_use]
pub fn aligned<R: AsRef<[String]>>(
    rows: &[R],
    right: impl Fn(usize) -> bool,
    room: Option<usize>,
) -> (Vec<String>, usize) {
    let columns = rows.iter().map(|row| row.as_ref().len()).max().unwrap_or_default();
    let width = |n: usize| rows.iter().filter_map(|row| row.as_ref().get(n)).map(|cell| cell.width()).max();
    let mut widths: Vec<usize> = (0..columns).map(|n| width(n).unwrap_or_default()).collect();
    let gaps = 2 * columns.saturating_sub(1);
    while let Some(room) = room
        && room < widths.iter().sum::<usize>() + gaps
        && let Some(widest) = widths.iter_mut().max()
        && LEAST < *widest
    {
        *widest -= 1;
    }
    let line = |row: &R| {
        let cells = row.as_ref().iter().zip(&widths).enumerate().map(|(n, (cell, &width))| {
            let cell = cut(cell, width);
            let gap = " ".repeat(width - cell.width());
            if right(n) { format!("{gap}{cell}") } else { format!("{cell}{gap}") }
        });
        cells.collect::<Vec<_>>().join("  ").trim_end().to_owned()
    };
    (rows.iter().map(line).collect(), widths.iter().sum::<usize>() + gaps)
}

/// The cell, or its beginning and “…” where it is wider.
fn cut(cell: &str, width: usize) -> String {
    if cell.width() <= width {
        return cell.to_owned();
    }
    let mut kept = String::new();
    for c in cell.chars() {
        if width < kept.width() + c.width().unwrap_or_default() + 1 {
            break;
        }
        kept.push(c);
    }
    kept + "…"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_fits_its_room() {
        let rows = [["指标名称很长很长很长很长".to_owned(), "12".to_owned()], ["短".to_owned(), "3".to_owned()]];
        assert_eq!(aligned(&rows, |n| n == 1, None).1, 24 + 2 + 2);
        let (lines, width) = aligned(&rows, |n| n == 1, Some(20));
        assert_eq!((lines[0].as_str(), width), ("指标名称很长很…   12", 20));
        assert!(lines.iter().all(|line| line.width() <= 20), "{lines:?}");
    }
}

//! A sheet of the ledger workbook before it is written: its heads, and its rows as they are to be seen.

use unicode_width::UnicodeWidthStr;

use super::table::Cell;
use crate::model::Decimal;

/// Most lines of a row: Excel knows no row above 409 points. What takes more goes on in a row of its own.
pub const MOST_LINES: usize = 25;

/// A sheet.
#[derive(Debug)]
pub struct Sheet {
    /// Its name.
    pub name: &'static str,
    /// Its columns.
    pub heads: Vec<Head>,
    /// Its rows, each with an entry for every column.
    pub rows: Vec<Vec<Entry>>,
    /// How many columns stay in sight.
    pub still: u16,
    /// Whether it is for A3 and not for A4.
    pub wide: bool,
    /// A small chart of the figures of some columns, in every row.
    pub spark: Option<Spark>,
}

/// A column.
#[derive(Debug)]
pub struct Head {
    /// What stands over it.
    pub title: String,
    /// How wide it is, in half-width characters.
    pub width: usize,
    /// Whether it tells what a row is of: then it is said again where a row goes on.
    pub names: bool,
}

/// Where a small chart stands, and the columns of its figures.
#[derive(Debug, Clone, Copy)]
pub struct Spark {
    /// Its column.
    pub column: usize,
    /// The first column of its figures.
    pub first: usize,
    /// The last one.
    pub last: usize,
}

/// What stands in a cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Entry {
    /// Nothing.
    Empty,
    /// A text.
    Text(String),
    /// A word that has a color.
    Word(String),
    /// A figure, with the mark that is shown behind it; it stays a number.
    Figure(Decimal, &'static str),
    /// A count or a year.
    Whole(i64),
}

impl Head {
    /// A column of what rows are of.
    pub fn names(title: impl Into<String>, width: usize) -> Self {
        Self { title: title.into(), width, names: true }
    }

    /// Any other column.
    pub fn new(title: impl Into<String>, width: usize) -> Self {
        Self { title: title.into(), width, names: false }
    }
}

impl Entry {
    /// A cell of a table.
    pub fn of(cell: &Cell) -> Self {
        match cell {
            Cell::Empty => Self::Empty,
            Cell::Text(text) => Self::Text(text.clone()),
            Cell::Number(value) => Self::Figure(*value, ""),
            Cell::Whole(count) => Self::Whole(*count),
        }
    }

    /// The same with a mark behind a figure.
    pub fn marked(cell: &Cell, mark: &'static str) -> Self {
        match Self::of(cell) {
            Self::Figure(value, _) => Self::Figure(value, mark),
            other => other,
        }
    }

    /// The same as a word that has a color.
    pub fn word(cell: &Cell) -> Self {
        match Self::of(cell) {
            Self::Text(word) => Self::Word(word),
            other => other,
        }
    }

    /// A text, if there is one.
    pub fn text(text: impl Into<String>) -> Self {
        Self::of(&Cell::text(text))
    }
}

/// How many lines a text takes in a column.
pub fn lines(text: &str, width: usize) -> usize {
    text.lines().map(|line| columns(line).div_ceil(room(width)).max(1)).sum::<usize>().max(1)
}

/// How many half-width columns a text takes; what cannot be seen counts, too, since a cell has room for so many characters.
fn columns(text: &str) -> usize {
    text.width().max(text.chars().count())
}

/// What a column has room for: programs leave some at its sides, and words do not break.
fn room(width: usize) -> usize {
    (width * 7 / 8).max(4)
}

/// The rows that a row takes: what is too long for one goes on in the next, under the same names.
pub fn pieces(heads: &[Head], row: &[Entry]) -> Vec<Vec<Entry>> {
    let cut = |(head, entry): (&Head, &Entry)| match entry {
        Entry::Text(text) => split(text, head.width).into_iter().map(Entry::Text).collect(),
        other => vec![other.clone()],
    };
    let columns: Vec<Vec<Entry>> = heads.iter().zip(row).map(cut).collect();
    let count = columns.iter().map(Vec::len).max().unwrap_or(1);
    let at = |place: usize| {
        let entries = heads.iter().zip(&columns).map(move |(head, own)| match own.get(place) {
            None if head.names => own.first().cloned().unwrap_or(Entry::Empty),
            other => other.cloned().unwrap_or(Entry::Empty),
        });
        entries.collect()
    };
    (0..count).map(at).collect()
}

/// A text in pieces that a row has room for; together they are the text.
fn split(text: &str, width: usize) -> Vec<String> {
    let mut pieces = vec![String::new()];
    let mut used = 0;
    for line in text.split_inclusive('\n') {
        let mut rest = line;
        while !rest.is_empty() {
            let needed = lines(rest, width);
            if used + needed <= MOST_LINES {
                used += needed;
                pieces.last_mut().into_iter().for_each(|piece| piece.push_str(rest));
                break;
            }
            // A line that no row has room for is cut where a row is full.
            let free = if used == 0 { MOST_LINES } else { 0 };
            let (now, later) = rest.split_at(fitting(rest, free * room(width)));
            pieces.last_mut().into_iter().for_each(|piece| piece.push_str(now));
            pieces.push(String::new());
            (rest, used) = (later, 0);
        }
    }
    pieces.retain(|piece| !piece.is_empty());
    pieces
}

/// How many bytes of a text so many half-width columns have room for.
fn fitting(text: &str, most: usize) -> usize {
    let mut used = 0;
    let end = text.char_indices().find(|(_, c)| {
        used += columns(c.encode_utf8(&mut [0; 4]));
        most < used
    });
    end.map_or(text.len(), |(at, _)| at)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_that_is_too_long_for_a_row_goes_on_in_the_next_and_loses_nothing() {
        let heads = [Head::names("名称", 10), Head::new("说明", 20), Head::new("数", 8)];
        let long = format!("{}\n{}\n短", "甲".repeat(1000), "乙乙\n".repeat(40));
        let row = [Entry::text("名"), Entry::Text(long.clone()), Entry::Whole(1)];
        let rows = pieces(&heads, &row);
        let mut whole = String::new();
        for (at, row) in rows.iter().enumerate() {
            let Entry::Text(text) = &row[1] else { panic!("{row:?}") };
            assert!(lines(text, 20) <= MOST_LINES, "{at}");
            whole.push_str(text);
            assert_eq!(row[0], Entry::text("名"));
            assert_eq!(row[2] == Entry::Empty, 0 < at, "a figure stands once");
        }
        assert!(3 < rows.len());
        assert_eq!(whole, long);
        assert_eq!(pieces(&heads, &[Entry::Empty, Entry::text("短"), Entry::Empty]).len(), 1);
    }
}

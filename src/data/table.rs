//! A table of the open data: its columns, each declared once, and its rows.

use crate::model::{Content, Decimal, Year};

/// Which cell of the ledger.
#[derive(Clone, Copy)]
pub struct At {
    /// Position of the indicator or of the milestone.
    pub at: usize,
    /// Position of the year.
    pub place: usize,
    /// The year.
    pub year: Year,
}

/// A table.
#[derive(Debug)]
pub struct Table {
    /// Its name, which its files bear.
    pub key: &'static str,
    /// Its name for people.
    pub title: &'static str,
    /// What a row is.
    pub about: &'static str,
    /// Its columns.
    pub columns: &'static [Column],
    /// The columns that tell its rows apart; none where nothing does.
    pub identity: &'static [&'static str],
    /// Columns that name a row of another table.
    pub links: &'static [Link],
    /// Its rows, each with a cell for every column.
    pub rows: Vec<Vec<Cell>>,
}

/// A column that names rows of another table.
#[derive(Debug)]
pub struct Link {
    /// The column.
    pub from: &'static str,
    /// The other table.
    pub table: &'static str,
    /// The column there.
    pub to: &'static str,
}

/// A column.
#[derive(Debug)]
pub struct Column {
    /// Its head.
    pub name: &'static str,
    /// What its cells hold.
    pub holds: Holds,
    /// What it means, and its unit where it has one.
    pub about: &'static str,
    /// Whether every row has it.
    pub must: bool,
}

/// The words of a column.
pub type Words = fn(&Content) -> Vec<&'static str>;

/// What the cells of a column hold.
#[derive(Debug, Clone, Copy)]
pub enum Holds {
    /// A text of the plan or of the program, on one line as a rule.
    Text,
    /// A text of a department, in Markdown.
    Prose,
    /// A figure.
    Number,
    /// A count.
    Whole,
    /// A year.
    Year,
    /// One of the words of a vocabulary.
    Word(Words),
}

/// A cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cell {
    /// No data.
    Empty,
    /// A text, never an empty one.
    Text(String),
    /// A figure, as exact as it is printed.
    Number(Decimal),
    /// A count or a year.
    Whole(i64),
}

impl Column {
    /// A column of texts.
    pub(super) const fn text(name: &'static str, about: &'static str) -> Self {
        Self { name, holds: Holds::Text, about, must: false }
    }

    /// A column of what departments wrote.
    pub(super) const fn prose(name: &'static str, about: &'static str) -> Self {
        Self { name, holds: Holds::Prose, about, must: false }
    }

    /// A column of figures.
    pub(super) const fn number(name: &'static str, about: &'static str) -> Self {
        Self { name, holds: Holds::Number, about, must: false }
    }

    /// A column of years.
    pub(super) const fn year(name: &'static str, about: &'static str) -> Self {
        Self { name, holds: Holds::Year, about, must: false }
    }

    /// A column of words.
    pub(super) const fn word(name: &'static str, about: &'static str, words: Words) -> Self {
        Self { name, holds: Holds::Word(words), about, must: false }
    }

    /// The same with something in every row.
    pub(super) const fn must(self) -> Self {
        Self { must: true, ..self }
    }
}

impl Cell {
    /// A text; an empty one is no data.
    pub fn text(text: impl Into<String>) -> Self {
        let text = text.into();
        if text.trim().is_empty() { Self::Empty } else { Self::Text(text) }
    }

    /// A text, if there is one.
    pub fn maybe(text: Option<impl Into<String>>) -> Self {
        text.map_or(Self::Empty, Self::text)
    }

    /// A figure, if there is one.
    pub fn number(value: Option<Decimal>) -> Self {
        value.map_or(Self::Empty, Self::Number)
    }

    /// A year.
    #[must_use]
    pub fn year(year: Year) -> Self {
        Self::Whole(i64::from(year))
    }
}

impl Table {
    /// The place of a column.
    #[must_use]
    pub fn place(&self, column: &str) -> Option<usize> {
        self.columns.iter().position(|own| own.name == column)
    }

    /// A cell by its row and its column's head; no data where there is no such cell.
    #[must_use]
    pub fn cell<'a>(&self, row: &'a [Cell], column: &str) -> &'a Cell {
        self.place(column).and_then(|at| row.get(at)).unwrap_or(&Cell::Empty)
    }
}

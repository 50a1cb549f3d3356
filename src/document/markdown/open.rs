//! What is open while Markdown is read: wraps inside a line, lists, tables.

use crate::document::block::{Block, Inline};
use crate::document::vocabulary::Role;

/// What is open inside a line.
#[derive(Clone)]
pub enum Wrap {
    /// `**`.
    Strong,
    /// A link and where it leads.
    Link(String),
}

impl Wrap {
    /// The element around what it holds.
    pub fn close(self, inlines: Vec<Inline>) -> Inline {
        match self {
            Self::Strong => Inline::Strong(inlines),
            Self::Link(url) => Inline::Link { url, inlines },
        }
    }
}

/// A list that is open.
pub struct List {
    /// Number of the first item; none for dashes.
    pub start: Option<u64>,
    /// Its items so far.
    pub items: Vec<Vec<Block>>,
}

/// A table that is open, with the pictures of its cells, which stand after it.
pub struct Rows {
    /// What its columns hold.
    pub columns: Vec<Role>,
    /// The rows so far, the head first.
    pub rows: Vec<Vec<Vec<Inline>>>,
    /// Pictures of its cells.
    pub pictures: Vec<Block>,
    /// The lines under the rows that are none.
    pub after: Vec<Vec<Inline>>,
    /// What the row that is open is.
    pub row: Row,
}

/// What a line of a table is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Row {
    /// A row.
    Cells,
    /// A line without bars.
    Bare,
}

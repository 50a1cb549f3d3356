//! Marks of a text that do not what their author may expect.

use std::ops::Range;

/// A place in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// What is the matter.
    pub kind: FaultKind,
    /// Its bytes in the text as typed.
    pub range: Range<usize>,
}

/// What is the matter with a piece of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FaultKind {
    /// `## …`: no heading, printed as typed.
    Heading,
    /// `<br>` and other HTML, printed as typed.
    Html,
    /// Text in or between backticks, printed as typed.
    Code,
    /// Four blanks at the beginning of a line, which make neither an item nor a row.
    Indented,
    /// `> …`, printed as typed.
    Quote,
    /// `---` or `***` on a line of its own, printed as typed.
    Rule,
    /// `*…*` or `_…_`, printed as typed.
    Emphasis,
    /// A `**` that has no other one, printed as typed.
    Bold,
    /// A link that leads nowhere a reader could follow, or has a title that is not printed.
    Link,
    /// A list inside more lists than are nested, printed as typed.
    Deep,
    /// An item with another number than follows from the one before it.
    Numbering,
    /// A line end after which the text runs on, although it ends a sentence or the next line begins an item.
    Joined,
    /// A row with more cells than the head.
    LongRow,
    /// A row with fewer cells than the head.
    ShortRow,
    /// A line without bars under a table: a paragraph, set apart by us.
    BareRow,
    /// A row after such a line, printed as typed.
    StrayRow,
}

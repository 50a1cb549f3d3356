//! A YAML tree that keeps the place of every key and value and reads no meaning into scalars.

use super::{Span, Spanned};

/// One value of a YAML document and where it stands.
#[derive(Debug, Clone, PartialEq)]
pub struct Node {
    /// The place of the value.
    pub span: Span,
    /// What it is.
    pub value: Value,
    /// How it was written, where that says something of a text.
    pub writing: Writing,
}

/// How a scalar was written.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Writing {
    /// Whether it stands without quotes on the line of its key or below.
    pub plain: bool,
    /// The comment behind it on its last line, with its `#`.
    pub comment: Option<Spanned<String>>,
    /// What looks like a comment behind the key of a text that begins on a line below.
    pub comment_above: Option<Spanned<String>>,
    /// Whether that comment has a line of its own, where the text would go on.
    pub comment_apart: bool,
    /// Whether it goes over several lines without a `|`.
    pub lines: Lines,
    /// Whether it begins on a line of its own.
    pub own_line: bool,
    /// Where a `|` belongs if they are apart: the first line, or the `>` in its place.
    pub opening: Option<Span>,
}

/// What became of the line ends of a scalar.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Lines {
    /// There are none, or they stand under a `|`.
    #[default]
    Kept,
    /// The lines are one text; no blank was put between Chinese.
    Joined,
    /// YAML would run paragraphs, items or rows together; here they are kept apart, as under a `|`. Those after the first
    /// begin with this many blanks, if all of them do.
    Apart(Option<usize>),
}

/// The shapes a value can have. Scalars stay the text that was typed: `0555567` and `2.10` keep every digit.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// Nothing was written, or `~` or `null`.
    Null,
    /// Text, with escapes and line folding resolved.
    Scalar(String),
    /// A sequence.
    List(Vec<Node>),
    /// A mapping, in the order written, duplicates included.
    Map(Vec<Pair>),
}

/// One `key: value` of a mapping.
#[derive(Debug, Clone, PartialEq)]
pub struct Pair {
    /// The key as typed.
    pub key: Spanned<String>,
    /// Its value.
    pub value: Node,
}

impl Node {
    /// A value that is no scalar, or one of which the writing says nothing.
    #[must_use]
    pub fn new(span: Span, value: Value) -> Self {
        Self { span, value, writing: Writing::default() }
    }

    /// What the value is, in the words of the messages.
    #[must_use]
    pub fn describe(&self) -> String {
        match &self.value {
            Value::Null => "空值".to_owned(),
            Value::Scalar(text) => {
                let short: String = text.chars().take(20).collect();
                format!("文字「{}」", short.replace('\n', " "))
            }
            Value::List(items) => format!("{} 项的列表", items.len()),
            Value::Map(fields) => format!("{} 个键的对照表", fields.len()),
        }
    }
}

//! A YAML tree that keeps the place of every key and value and reads no meaning into scalars.

use super::{Span, Spanned};

/// One value of a YAML document and where it stands.
#[derive(Debug, Clone, PartialEq)]
pub struct Node {
    /// The place of the value.
    pub span: Span,
    /// What it is.
    pub value: Value,
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

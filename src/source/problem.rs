//! A mistake in the writing of a YAML file.

use super::Span;

/// A place where the text is not the YAML it should be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The place of the cause, not of the symptom, where that can be told.
    pub span: Span,
    /// What is wrong, in Chinese.
    pub message: String,
    /// How to mend it, in Chinese.
    pub help: String,
    /// Changes that mend it for certain; empty if it takes a person.
    pub fix: Vec<(Span, String)>,
}

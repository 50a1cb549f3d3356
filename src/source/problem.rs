//! A mistake in the writing of a YAML file.

use super::Span;

/// A place where the text is not the YAML it should be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// Of what kind it is.
    pub kind: ProblemKind,
    /// The place of the cause, not of the symptom, where that can be told.
    pub span: Span,
    /// What is wrong, in Chinese.
    pub message: String,
    /// How to mend it, in Chinese.
    pub help: String,
    /// Changes that mend it for certain; empty if it takes a person.
    pub fix: Vec<(Span, String)>,
}

/// Kinds of mistakes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ProblemKind {
    /// The text is not the YAML it should be.
    Syntax,
    /// A character is odd, and what is read instead is what was meant.
    Character,
    /// A character is odd, and what it stood for is lost.
    LostCharacter,
}

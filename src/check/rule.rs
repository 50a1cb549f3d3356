//! What a rule is.

use crate::diag::{Diagnostic, Level};
use crate::model::{Content, Submission, Year};

/// What a rule looks at.
#[derive(Clone, Copy)]
pub enum Scope {
    /// The plan, and the texts beside it.
    Plan(fn(&Content, &mut Vec<Diagnostic>)),
    /// One submission against the plan.
    Submission(fn(&Content, &Submission, &mut Vec<Diagnostic>)),
    /// All submissions of the report's year together.
    Year(fn(&Content, Year, &mut Vec<Diagnostic>)),
}

/// A named check.
#[derive(Clone, Copy)]
pub struct Rule {
    /// English kebab-case, naming the problem.
    pub name: &'static str,
    /// How grave its findings are.
    pub level: Level,
    /// What it finds, in one Chinese sentence.
    pub summary: &'static str,
    /// The check itself.
    pub scope: Scope,
}

/// A finding whose rule and level the driver fills in.
#[must_use]
pub fn finding(message: impl Into<String>) -> Diagnostic {
    Diagnostic::error("", message)
}

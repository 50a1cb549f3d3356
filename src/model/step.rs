//! What is promised and done within a year: dated steps, words between two reports, values of a year that is not over.

use std::sync::Arc;

use super::{Date, Period, Quantity};
use crate::source::{Span, Spanned};

/// A dated step of an assignment, as one file says it.
#[derive(Debug, Clone)]
pub struct Step {
    /// What is to be done; no two steps of an assignment are called the same.
    pub name: Spanned<String>,
    /// When it is due; none if it cannot be read.
    pub due: Option<Spanned<Period>>,
    /// When it was due first, if it was moved.
    pub first: Option<Spanned<Period>>,
    /// When it was done.
    pub done: Option<Spanned<Period>>,
    /// Who does it within the department.
    pub owner: Option<Spanned<String>>,
    /// Steps that have to be done before: `2.4.3a/用地批复`, or the name alone for one of the same assignment.
    pub after: Vec<Spanned<String>>,
    /// Why it is not done any more.
    pub dropped: Option<Spanned<String>>,
    /// Explanation.
    pub remark: Option<Spanned<String>>,
    /// Whether it is for the office alone.
    pub withheld: bool,
    /// The whole entry.
    pub span: Span,
}

/// A word on an assignment between two reports.
#[derive(Debug, Clone)]
pub struct Update {
    /// Of which day.
    pub date: Spanned<Date>,
    /// What happened, in plain text.
    pub text: Spanned<String>,
}

/// A value within the year: what is promised by the end of a quarter, and what was there.
#[derive(Debug, Clone)]
pub struct Interim {
    /// The promised value, as typed.
    pub plan: Option<Spanned<Quantity>>,
    /// The value, as typed.
    pub actual: Option<Spanned<Quantity>>,
}

/// Steps under the number of an assignment, in the order of the file.
pub type Steps = Vec<Arc<Step>>;

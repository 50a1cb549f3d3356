//! What a rule is, and the driver that runs every rule on everything it applies to.

use super::rules;
use crate::diag::{Diagnostic, Diagnostics, Level};
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

/// Runs every rule; a rule never stops another one.
pub fn check(content: &Content, year: Year, diags: &mut Diagnostics) {
    for rule in rules::ALL {
        let mut found = Vec::new();
        match rule.scope {
            Scope::Plan(run) => run(content, &mut found),
            Scope::Year(run) => run(content, year, &mut found),
            Scope::Submission(run) => {
                for submission in &content.submissions {
                    let from = found.len();
                    run(content, submission, &mut found);
                    let unit = content.author(submission).map_or(&submission.stem, |d| &d.name.value);
                    for diagnostic in &mut found[from..] {
                        diagnostic.unit.get_or_insert_with(|| unit.clone());
                    }
                }
            }
        }
        for mut diagnostic in found {
            diagnostic.rule = rule.name;
            diagnostic.level = rule.level;
            diags.push(diagnostic);
        }
    }
}

/// A finding whose rule and level the driver fills in.
#[must_use]
pub fn finding(message: impl Into<String>) -> Diagnostic {
    Diagnostic::error("", message)
}

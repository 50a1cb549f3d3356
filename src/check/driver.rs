//! Runs every rule on everything it applies to.

use super::rule::Scope;
use super::rules;
use crate::diag::Diagnostics;
use crate::model::{Content, Year};

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
                    let unit = content.plan.author(submission).map_or(&submission.stem, |d| &d.name.value);
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

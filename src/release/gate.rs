//! What stands in the way of a release, and what is let pass.

use crate::check::rules::{FIRM, gate};
use crate::compose::Exception;
use crate::diag::{Diagnostic, Diagnostics, Level, RuleName, rules};
use crate::model::EditionStage;
use crate::pipeline::Outcome;

/// Findings that may stay in a report that goes round for comments and not in one that is submitted.
const SUBMITTED: [RuleName; 4] =
    [rules::NOT_APPROVED, rules::NOT_REPORTED, rules::EMPTY_PROGRESS, rules::PLACEHOLDER_LEFT];

/// A rule whose findings are let pass.
#[derive(Debug, Clone)]
pub struct Permit {
    /// The rule.
    pub rule: RuleName,
    /// Why.
    pub reason: String,
    /// Who decided.
    pub by: String,
}

/// Everything that stands in the way of an edition of this kind, as errors.
#[must_use]
pub fn obstacles(outcome: &Outcome, stage: EditionStage) -> Diagnostics {
    let (content, year) = (&outcome.content, outcome.year);
    let mut found = Diagnostics::default();
    found.extend(outcome.diags.iter().filter(|own| own.level == Level::Error).cloned());
    found.extend(gate(&outcome.assessment));
    if stage == EditionStage::Comments {
        return found;
    }
    let open = outcome.diags.iter().filter(|own| own.level != Level::Error && SUBMITTED.contains(&own.rule));
    found.extend(open.cloned().map(|own| Diagnostic { level: Level::Error, ..own }));
    if stage == EditionStage::Submitted {
        return found;
    }
    for (name, submission) in content.answered_for(year) {
        if content.sign_off(year, name).is_none() {
            found.push(
                Diagnostic::error(rules::NOT_SIGNED, format!("「{name}」还没有签发 {year} 年的报送文件。"))
                    .at(submission.head())
                    .help(format!("审定后运行 highland sign --unit {name} --by 姓名。"))
                    .of(name),
            );
        }
    }
    found
}

/// What is left of the obstacles, and what was let pass, as it is recorded and printed. Errors are never let pass: what is wrong
/// would be printed wrong.
#[must_use]
pub fn permitted(obstacles: &Diagnostics, outcome: &Outcome, permits: &[Permit]) -> (Diagnostics, Vec<Exception>) {
    let mistake = |found: &Diagnostic| outcome.diags.iter().any(|own| own.level == Level::Error && own == found);
    let mut left = obstacles.clone();
    let mut exceptions = Vec::new();
    for permit in permits.iter().filter(|permit| !FIRM.contains(&permit.rule)) {
        let own = obstacles.iter().filter(|found| found.rule == permit.rule && !mistake(found));
        let what: Vec<String> = own.map(|found| found.message.trim_end_matches('。').to_owned()).collect();
        if what.is_empty() {
            continue;
        }
        left.keep(|found| found.rule != permit.rule || mistake(found));
        let (reason, by) = (permit.reason.clone(), permit.by.clone());
        exceptions.push(Exception { rule: permit.rule.to_string(), what, reason, by });
    }
    (left, exceptions)
}

/// Whether findings of a rule may be let pass at all, by its name: what is missing may, what is wrong may not.
#[must_use]
pub fn permissible(rule: &str) -> bool {
    SUBMITTED.iter().chain(&[rules::NOT_SIGNED]).any(|own| own.to_string() == rule)
}

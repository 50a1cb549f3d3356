//! Runs every rule on everything it applies to.

use super::rule::{Scene, Scope};
use super::rules;
use crate::assess::Assessment;
use crate::diag::{Diagnostic, Diagnostics};
use crate::model::Submission;
use crate::source::Sources;
use crate::threads::each;

/// Runs every rule on what was read and judged; a rule never stops another one.
pub fn check(assessment: &Assessment, sources: &Sources, diags: &mut Diagnostics) {
    let ledger = &assessment.ledger;
    let scene = Scene { content: &ledger.content, sources, year: ledger.year, assessment };
    let found = each(rules::ALL, |rule| {
        let mut found = Vec::new();
        match rule.scope {
            Scope::Plan(run) => run(&scene, &mut found),
            Scope::Year(run) => run(&scene, &mut found),
            Scope::Submission(run) => submissions(&scene, run, &mut found),
            Scope::Load | Scope::Build => {}
        }
        found
    });
    for (rule, found) in rules::ALL.iter().zip(found) {
        for mut diagnostic in found {
            diagnostic.rule = rule.name;
            diagnostic.level = rule.level;
            diags.push(diagnostic);
        }
    }
}

/// Runs a rule on every submission and says whose each finding is.
fn submissions(scene: &Scene<'_>, run: fn(&Scene<'_>, &Submission, &mut Vec<Diagnostic>), found: &mut Vec<Diagnostic>) {
    for submission in &scene.content.submissions {
        let from = found.len();
        run(scene, submission, found);
        let unit = scene.content.plan.author(submission).map_or(&submission.stem, |d| &d.name.value);
        for diagnostic in &mut found[from..] {
            diagnostic.unit.get_or_insert_with(|| unit.clone());
        }
    }
}

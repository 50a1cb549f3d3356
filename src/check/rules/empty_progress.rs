//! An assignment is reported without its status or without a word on what was done.

use crate::check::rule::{Rule, Scope, finding};
use crate::diag::{Diagnostic, Level};
use crate::model::{Content, Year};

/// See the module.
pub const RULE: Rule = Rule {
    name: "empty-progress",
    level: Level::Warning,
    summary: "任务只有编号，没有写状态或进展。",
    scope: Scope::Year(run),
};

fn run(content: &Content, year: Year, found: &mut Vec<Diagnostic>) {
    for (name, submission) in content.of_year(year) {
        for (number, progress) in &submission.progress {
            let empty =
                |text: &Option<crate::source::Spanned<String>>| text.as_ref().is_none_or(|text| text.trim().is_empty());
            let missing = [("状态", progress.status.is_none()), ("进展", empty(&progress.done))];
            for (field, _) in missing.into_iter().filter(|(_, missing)| *missing) {
                let message = format!("任务「{}」没有写「{field}」。", number.value);
                found.push(
                    finding(message)
                        .at(number.span)
                        .help(format!("在「{}:」下面补上「{field}: …」。", number.value))
                        .of(name),
                );
            }
        }
    }
}

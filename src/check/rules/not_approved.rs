//! A submission of the report's year is not signed off yet.

use crate::check::rule::{Rule, Scope, finding};
use crate::diag::{Diagnostic, Level};
use crate::model::{Content, Workflow, Year};
use crate::source::Span;

/// See the module.
pub const RULE: Rule = Rule {
    name: "not-approved",
    level: Level::Warning,
    summary: "本年度的报送文件还没有审定。",
    scope: Scope::Year(run),
};

fn run(content: &Content, year: Year, found: &mut Vec<Diagnostic>) {
    for (name, submission) in content.of_year(year) {
        let (word, span) = match &submission.workflow {
            Some(state) if state.value == Workflow::Approved => continue,
            Some(state) => (state.value.word(), state.span),
            None => {
                ("未写状态", submission.department.as_ref().map_or(Span::new(submission.file, 0, 0), |name| name.span))
            }
        };
        found.push(
            finding(format!("报送文件的状态是「{word}」，尚未审定。"))
                .at(span)
                .help("单位负责人审定后，改成「状态: 已审定」。")
                .of(name),
        );
    }
}

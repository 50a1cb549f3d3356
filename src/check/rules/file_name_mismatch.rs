//! A submission says another department than the one its file is named after.

use crate::check::rule::{Rule, Scope, finding};
use crate::diag::{Diagnostic, Level};
use crate::model::{Content, Submission};

/// See the module.
pub const RULE: Rule = Rule {
    name: "file-name-mismatch",
    level: Level::Error,
    summary: "文件名是一个单位，里面写的却是另一个单位。",
    scope: Scope::Submission(run),
};

fn run(content: &Content, submission: &Submission, found: &mut Vec<Diagnostic>) {
    let Some(said) = &submission.department else { return };
    let (inside, outside) = (content.plan.department(said), content.plan.department(&submission.stem));
    if let (Some(inside), Some(outside)) = (inside, outside)
        && inside.name.value != outside.name.value
    {
        found.push(
            finding(format!("文件名是「{}」，里面的「单位」却写成「{}」。", submission.stem, said.value))
                .at(said.span)
                .help("改正「单位」，或把文件改成单位自己的名字。")
                .of(outside.name.value.as_str()),
        );
    }
}

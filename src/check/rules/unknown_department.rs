//! A submission is from a department the plan does not name.

use crate::check::rule::{Rule, Scope, finding};
use crate::diag::nearest;
use crate::diag::{Diagnostic, Level};
use crate::model::{Content, Submission};

/// See the module.
pub const RULE: Rule = Rule {
    name: "unknown-department",
    level: Level::Error,
    summary: "报送单位不在方案的责任单位之列。",
    scope: Scope::Submission(run),
};

fn run(content: &Content, submission: &Submission, found: &mut Vec<Diagnostic>) {
    let plan = &content.plan;
    let Some(name) = &submission.department else { return };
    if plan.department(name).is_some() {
        return;
    }
    let typed = name.trim_matches(['“', '”', '‘', '’', '《', '》']);
    let hint = nearest(typed, plan.departments.iter().map(|d| d.name.as_str()))
        .map(|near| format!("是不是「{near}」？"))
        .unwrap_or_default();
    found.push(
        finding(match content.plan.author(submission) {
            Some(author) => {
                format!("方案的责任单位里没有「{}」，暂按文件名视为「{}」。", name.value, author.name.value)
            }
            None => format!("方案的责任单位里没有「{}」，整个文件没有采用。", name.value),
        })
        .at(name.span)
        .help(format!("{hint}用方案里的单位简称；单位改名的，请秘书处在方案文件里加上别名。")),
    );
}

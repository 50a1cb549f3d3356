//! A submission names a milestone the plan does not have.

use crate::check::rule::{Rule, Scope, finding};
use crate::diag::nearest;
use crate::diag::{Diagnostic, Level};
use crate::model::{Content, Submission};

/// See the module.
pub const RULE: Rule = Rule {
    name: "unknown-milestone",
    level: Level::Error,
    summary: "方案里没有这个里程碑。",
    scope: Scope::Submission(run),
};

fn run(content: &Content, submission: &Submission, found: &mut Vec<Diagnostic>) {
    let plan = &content.plan;
    for (name, _) in submission.milestones.iter().filter(|(name, _)| plan.milestone(name).is_none()) {
        let hint = nearest(name, plan.milestones.iter().map(|m| m.name.as_str()))
            .map_or_else(|| "请与骨架里的里程碑名称逐字一致。".to_owned(), |near| format!("是不是「{near}」？"));
        found.push(finding(format!("方案里没有名为「{}」的里程碑。", name.value)).at(name.span).help(hint));
    }
}

//! A department reports an indicator, assignment or milestone that another one is responsible for.

use crate::check::rule::{Rule, Scope, finding};
use crate::diag::{Diagnostic, Level};
use crate::model::{Content, Submission};
use crate::source::Spanned;

/// See the module.
pub const RULE: Rule = Rule {
    name: "foreign-entry",
    level: Level::Error,
    summary: "报送了由其他单位负责的指标、任务或里程碑。",
    scope: Scope::Submission(run),
};

fn run(content: &Content, submission: &Submission, found: &mut Vec<Diagnostic>) {
    let plan = &content.plan;
    let Some(own) = content.plan.author(submission) else { return };
    let mut demand = |what: &str, name: &Spanned<String>, responsible: Option<&str>, instead: &str| {
        if let Some(other) = responsible.filter(|other| *other != own.name.as_str() && plan.department(other).is_some())
        {
            found.push(
                finding(format!("{what}「{}」由「{other}」负责，不由本单位报送，此处没有采用。", name.value))
                    .at(name.span)
                    .help(instead),
            );
        }
    };
    for (name, _) in &submission.entries {
        demand(
            "指标",
            name,
            plan.indicator(name).map(|i| i.department.as_str()),
            "删去这一项，把数据交给责任单位填报。",
        );
    }
    for (number, _) in &submission.progress {
        demand("任务", number, plan.assignment(number).map(|a| a.lead.as_str()), "配合单位的工作写到「配合」下面。");
    }
    for (name, _) in &submission.milestones {
        demand("里程碑", name, plan.milestone(name).map(|m| m.department.as_str()), "删去这一项，把情况告诉责任单位。");
    }
}

//! A wording said to be quoted from the plan is not in the plan's text.

use super::number_without_indicator::squeeze;
use crate::check::rule::{Rule, Scope, finding};
use crate::diag::{Diagnostic, Level};
use crate::model::Content;

/// See the module.
pub const RULE: Rule = Rule {
    name: "wording-not-in-plan",
    level: Level::Error,
    summary: "引用的「原文」在方案原文里找不到。",
    scope: Scope::Plan(run),
};

fn run(content: &Content, found: &mut Vec<Diagnostic>) {
    let Some(text) = &content.plan_text else { return };
    let text = squeeze(text);
    let plan = &content.plan;
    let passages = plan.aims.iter().chain(&plan.safeguards).map(|passage| &passage.wording);
    let wordings = passages
        .chain(plan.assignments().map(|(_, _, a)| &a.wording))
        .chain(plan.indicators.iter().map(|i| &i.wording))
        .chain(plan.milestones.iter().map(|m| &m.wording))
        .chain(plan.exempt.iter().map(|e| &e.wording));
    for wording in wordings.filter(|wording| !text.contains(&squeeze(wording))) {
        let short: String = wording.chars().take(30).collect();
        found.push(
            finding(format!("方案原文里找不到「{short}…」。"))
                .at(wording.span)
                .help("与方案原文逐字核对（空格和换行不计）。"),
        );
    }
}

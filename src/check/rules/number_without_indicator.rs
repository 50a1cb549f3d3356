//! A number in the plan's text belongs to no indicator and no milestone, and no reason is stated.

use crate::check::rule::{Rule, Scope, finding};
use crate::diag::{Diagnostic, Level};
use crate::model::Content;

/// See the module.
pub const RULE: Rule = Rule {
    name: "number-without-indicator",
    level: Level::Error,
    summary: "方案原文里有数字既不属于任何指标或里程碑，也没有写明理由。",
    scope: Scope::Plan(run),
};

/// Characters of context shown on each side of the number.
const CONTEXT: usize = 12;

fn run(content: &Content, found: &mut Vec<Diagnostic>) {
    let Some(text) = &content.plan_text else { return };
    let text = squeeze(text);
    let plan = &content.plan;
    let wordings = plan
        .indicators
        .iter()
        .map(|i| &i.wording)
        .chain(plan.milestones.iter().map(|m| &m.wording))
        .chain(plan.exempt.iter().map(|e| &e.wording));
    let mut covered = vec![false; text.len()];
    for wording in wordings {
        let wording = squeeze(wording);
        if wording.is_empty() {
            continue;
        }
        for (at, _) in text.match_indices(&wording) {
            covered[at..at + wording.len()].fill(true);
        }
    }
    let mut last = None;
    for (at, _) in text.char_indices().filter(|(_, c)| c.is_ascii_digit()) {
        let follows = last.is_some_and(|before: usize| before + 1 == at);
        last = Some(at);
        if covered[at] || follows {
            continue;
        }
        let before: Vec<char> = text[..at].chars().rev().take(CONTEXT).collect();
        let number: String = text[at..].chars().take_while(|c| c.is_ascii_digit() || *c == '.').collect();
        let around: String = before.into_iter().rev().chain(text[at..].chars().take(CONTEXT)).collect();
        found.push(
            finding(format!("方案原文「…{around}…」里的数字 {number} 没有对应的指标或理由。"))
                .in_file("content/plan.yaml")
                .help("补上对应的指标，或在「非指标数字」里写明它为什么不是指标。"),
        );
    }
}

/// The text without any white space.
pub fn squeeze(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

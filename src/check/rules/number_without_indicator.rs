//! A number in the plan's text belongs to no indicator and no milestone, and no reason is stated.

use crate::check::rule::{Scene, Scope, finding, rule};
use crate::diag::Diagnostic;

rule! {
    /// 方案原文里有数字既不属于任何指标或里程碑，也没有写明理由。
    ///
    /// 方案里的每个数字，要么是一个指标的目标，要么是年份、文号之类；后者列在「非指标数字」里并写明理由，这样不会漏掉目标。
    ///
    /// # 错误示例
    /// ```yaml plan.yaml
    /// 非指标数字:
    ///   - {原文: （2022～2024年）, 理由: 规划期}
    /// ```
    ///
    /// # 正确示例
    /// ```yaml plan.yaml
    /// 非指标数字:
    ///   - {原文: （2022～2024年）, 理由: 规划期}
    ///   - {原文: 云政发〔2022〕5号, 理由: 文号}
    ///   - {原文: 到2024年, 理由: 目标年份}
    /// ```
    NUMBER_WITHOUT_INDICATOR Error Scope::Plan(run)
}

/// Characters of context shown on each side of the number.
const CONTEXT: usize = 12;

fn run(Scene { content, .. }: &Scene<'_>, found: &mut Vec<Diagnostic>) {
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

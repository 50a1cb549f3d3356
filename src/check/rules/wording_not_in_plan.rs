//! A wording said to be quoted from the plan is not in the plan's text.

use crate::check::plan_number::squeeze;
use crate::check::rule::{Scene, Scope, finding, rule};
use crate::diag::Diagnostic;

rule! {
    /// 引用的「原文」在方案原文里找不到。
    ///
    /// 方案文件里的每段「原文」都与方案全文逐字核对（空格和换行不计），防止改写和错字。
    ///
    /// # 错误示例
    /// ```yaml plan.yaml
    /// 总体要求:
    ///   - {标题: 目标, 原文: 到2024年，建成示范工厂十二家}
    /// ```
    ///
    /// # 正确示例
    /// ```yaml plan.yaml
    /// 总体要求:
    ///   - {标题: 目标, 原文: 到2024年，建成示范工厂12家}
    /// ```
    WORDING_NOT_IN_PLAN Error Scope::Plan(run)
}

fn run(Scene { content, sources, .. }: &Scene<'_>, found: &mut Vec<Diagnostic>) {
    let Some(text) = content.plan_text else { return };
    let text = squeeze(&sources.file(text).text);
    let plan = &content.plan;
    let passages = plan.aims.iter().chain(&plan.safeguards).map(|passage| &passage.wording);
    let wordings = passages
        .chain(plan.assignments().map(|(_, _, a)| &a.wording))
        .chain(plan.indicators.iter().flat_map(|i| std::iter::once(&i.wording).chain(&i.also)))
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

//! Something of the plan is marked as not checked yet.

use crate::check::rule::{Scene, Scope, finding, rule};
use crate::diag::Diagnostic;
use crate::source::Spanned;

rule! {
    /// 方案文件里还有「待核」的项。
    ///
    /// `highland init` 从方案文本起草方案文件，拿不准的项都列在「待核」里。核对一项，改正一项，然后把这一行删去；
    /// 没有删完之前，只能生成预览稿。
    ///
    /// # 错误示例
    /// ```yaml plan.yaml
    /// 单位:
    ///   - {名称: 市工业局, 全称: 云州市工业局, 角色: 牵头, 待核: [全称]}
    ///   - {名称: 市企业服务中心, 全称: 云州市企业服务中心, 角色: 牵头}
    ///   - {名称: 市统计局, 全称: 云州市统计局, 角色: 配合}
    /// ```
    ///
    /// # 正确示例
    /// ```yaml plan.yaml
    /// 单位:
    ///   - {名称: 市工业局, 全称: 云州市工业局, 角色: 牵头}
    ///   - {名称: 市企业服务中心, 全称: 云州市企业服务中心, 角色: 牵头}
    ///   - {名称: 市统计局, 全称: 云州市统计局, 角色: 配合}
    /// ```
    UNSETTLED Error Scope::Plan(run)
}

fn run(scene: &Scene<'_>, found: &mut Vec<Diagnostic>) {
    let plan = &scene.content.plan;
    let mut tell = |what: String, open: &[Spanned<String>]| {
        let Some(first) = open.first() else { return };
        let open: Vec<String> = open.iter().map(|item| format!("「{}」", item.value)).collect();
        found.push(
            finding(format!("{what}还有待核的项：{}。", open.join("、")))
                .at(first.span)
                .help("对照方案原文核对、改正，然后删去「待核」这一行。"),
        );
    };
    tell("方案的基本情况".to_owned(), &plan.head.unsettled);
    for department in &plan.register {
        tell(format!("单位「{}」", department.name.value), &department.unsettled);
    }
    for (.., assignment) in plan.assignments() {
        tell(format!("分工「{} {}」", assignment.number.value, assignment.name), &assignment.unsettled);
    }
    for indicator in &plan.indicators {
        tell(format!("指标「{}」", indicator.name.value), &indicator.unsettled);
    }
    for milestone in &plan.milestones {
        tell(format!("里程碑「{}」", milestone.name.value), &milestone.unsettled);
    }
}

//! A step waits for one that does not exist.

use crate::check::rule::{Scene, Scope, finding, rule};
use crate::diag::{Diagnostic, nearest};

rule! {
    /// 「依赖」的节点不存在。
    ///
    /// 写成「任务编号/事项」，事项与那项任务的节点逐字一致；同一项任务的节点只写事项。
    ///
    /// # 错误示例
    /// ```yaml
    /// 任务:
    ///   2.1.1:
    ///     状态: 有风险
    ///     进展: 完成改造72家。
    ///     节点:
    ///       - {事项: 发布改造目录, 时限: 2024-06, 依赖: 2.2.1/公布入库企业}
    /// ```
    ///
    /// # 正确示例
    /// ```yaml
    /// 任务:
    ///   2.1.1:
    ///     状态: 有风险
    ///     进展: 完成改造72家。
    ///     节点:
    ///       - {事项: 发布改造目录, 时限: 2024-06, 依赖: 组织评审}
    ///       - {事项: 组织评审, 时限: 2024-05}
    /// ```
    UNKNOWN_STEP Error Scope::Year(run)
}

fn run(scene: &Scene<'_>, found: &mut Vec<Diagnostic>) {
    let (assessment, plan) = (scene.assessment, &scene.content.plan);
    let all: Vec<String> = plan
        .assignments()
        .zip(&assessment.steps)
        .flat_map(|((.., own), steps)| steps.iter().map(|c| format!("{}/{}", own.number.value, c.step.name.value)))
        .collect();
    for (at, own) in assessment.steps.iter().enumerate() {
        let own = own.iter().filter(|course| course.year == scene.year);
        for (course, after) in own.flat_map(|course| course.step.after.iter().map(move |after| (course, after))) {
            if assessment.step_named(at, after).is_some() {
                continue;
            }
            let number = plan.assignment_at(at).map(|own| own.number.value.clone()).unwrap_or_default();
            let whole = if after.contains('/') { after.value.clone() } else { format!("{number}/{}", after.value) };
            let near = nearest(&whole, all.iter().map(String::as_str));
            let near = near.map(|near| format!("是不是「{near}」？")).unwrap_or_default();
            found.push(
                finding(format!("节点「{}」要等的「{}」不存在。", course.step.name.value, after.value))
                    .at(after.span)
                    .help(format!("{near}写成「任务编号/事项」，与那个节点的名称逐字一致。"))
                    .of(&course.unit),
            );
        }
    }
}

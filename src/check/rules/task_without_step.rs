//! An assignment has no step at all.

use crate::check::rule::{Scene, Scope, finding, rule};
use crate::diag::Diagnostic;

rule! {
    /// 任务没有一个有时限的节点。
    ///
    /// 任务书、时间表、路线图由各项任务的「节点」汇成；没有节点的任务在里面是空的。各单位都还没有写节点时不提示。
    ///
    /// # 错误示例
    /// ```yaml
    /// 任务:
    ///   2.1.1:
    ///     状态: 有风险
    ///     进展: 完成改造72家。
    /// 配合:
    ///   2.2.1:
    ///     工作: 协助培育企业。
    ///     节点:
    ///       - {事项: 发布培育库, 时限: 2024-03}
    /// ```
    ///
    /// # 正确示例
    /// ```yaml
    /// 任务:
    ///   2.1.1:
    ///     状态: 有风险
    ///     进展: 完成改造72家。
    ///     节点:
    ///       - {事项: 发布改造目录, 时限: 2024-06}
    /// ```
    /// ```yaml 2023/市企业服务中心.yaml
    /// 任务:
    ///   2.2.1:
    ///     状态: 按计划推进
    ///     进展: 公布第二批名单。
    ///     节点:
    ///       - {事项: 公布第三批名单, 时限: 2024-09}
    /// ```
    TASK_WITHOUT_STEP Hint Scope::Year(run)
}

fn run(scene: &Scene<'_>, found: &mut Vec<Diagnostic>) {
    let assessment = scene.assessment;
    if !assessment.has_steps() {
        return;
    }
    for (at, (_, _, assignment)) in scene.content.plan.assignments().enumerate() {
        let own = assessment.steps.get(at).into_iter().flatten().any(|course| !course.supporting);
        let (false, Some(progress)) = (own, assessment.progress(at)) else { continue };
        let lead = scene.content.submissions_of(scene.year, &assignment.lead).find_map(|submission| {
            submission.progress.iter().find(|(number, _)| **number == *assignment.number).map(|(number, _)| number.span)
        });
        found.push(
            finding(format!("任务「{}」没有一个有时限的节点。", assignment.number.value))
                .at(lead.unwrap_or(progress.span))
                .help("在「节点:」下面列出今后一年的几件事和时限，例如「- {事项: 印发实施方案, 时限: 2025-03}」。")
                .of(assignment.lead.first()),
        );
    }
}

//! A department says its assignment is on track or done, and its steps say it is not.

use crate::check::filed_light::filed_light;
use crate::check::rule::{Scene, Scope, finding, rule};
use crate::diag::Diagnostic;
use crate::model::{Light, ProgressStatus};

rule! {
    /// 任务的状态与它的节点矛盾。
    ///
    /// 填「按计划推进」，而有节点逾期没有做到；或填「已完成」，而有节点逾期、将到期还没有做到。
    ///
    /// # 错误示例
    /// ```yaml
    /// 任务:
    ///   2.1.1:
    ///     状态: 按计划推进
    ///     进展: 完成改造72家。
    ///     节点:
    ///       - {事项: 发布改造目录, 时限: 2023-06, 说明: 目录仍在征求意见。}
    /// ```
    ///
    /// # 正确示例
    /// ```yaml
    /// 任务:
    ///   2.1.1:
    ///     状态: 有风险
    ///     进展: 完成改造72家。
    ///     节点:
    ///       - {事项: 发布改造目录, 时限: 2023-06, 说明: 目录仍在征求意见。}
    /// ```
    STATUS_AGAINST_STEPS Warning Scope::Year(run)
}

fn run(scene: &Scene<'_>, found: &mut Vec<Diagnostic>) {
    let assessment = scene.assessment;
    for (at, (_, _, assignment)) in scene.content.plan.assignments().enumerate() {
        let Some(status) = assessment.progress(at).and_then(|progress| progress.status.as_ref()) else { continue };
        let contradicts = |light: Light| match status.value {
            ProgressStatus::OnTrack => light == Light::Red,
            ProgressStatus::Done => matches!(light, Light::Red | Light::Yellow),
            _ => false,
        };
        let own = assessment.steps.get(at).into_iter().flatten().filter(|course| !course.supporting);
        let against: Vec<String> = own
            .filter_map(|course| Some((course, filed_light(scene, course)?)))
            .filter(|(_, light)| contradicts(*light))
            .map(|(course, light)| format!("「{}」{}", course.step.name.value, light.word()))
            .collect();
        if against.is_empty() {
            continue;
        }
        found.push(
            finding(format!(
                "任务「{}」填的是「{}」，节点却是：{}。",
                assignment.number.value,
                status.value.word(),
                against.join("、")
            ))
            .at(status.span)
            .help("核对后改正状态；节点已经做到的，补写「完成」；时限已经改的，写新的「时限」和「原时限」。")
            .of(assignment.lead.first()),
        );
    }
}

//! A step is overdue and nobody says why.

use crate::check::filed_light::filed_light;
use crate::check::rule::{Scene, Scope, finding, rule};
use crate::diag::Diagnostic;
use crate::model::Light;

rule! {
    /// 节点逾期没有做到，也没有说明原因。
    ///
    /// 按填报日期和报告截止日中较早的一天算；还是草稿、没有写填报日期的不查。
    ///
    /// # 错误示例
    /// ```yaml
    /// 任务:
    ///   2.1.1:
    ///     状态: 有风险
    ///     进展: 完成改造72家。
    ///     节点:
    ///       - {事项: 发布改造目录, 时限: 2023-06}
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
    STEP_OVERDUE Warning Scope::Year(run)
}

fn run(scene: &Scene<'_>, found: &mut Vec<Diagnostic>) {
    for course in scene.assessment.steps.iter().flatten().filter(|course| course.year == scene.year) {
        let red = filed_light(scene, course) == Some(Light::Red);
        let (step, Some(due)) = (&course.step, course.due()) else { continue };
        if red && step.remark.is_none() {
            found.push(
                finding(format!("节点「{}」的时限（{due}）已经过了，没有做到，也没有说明原因。", step.name.value))
                    .at(step.name.span)
                    .help("做到了的补写「完成: 时间」；没有做到的写「说明: 原因」；改时限的，写新的「时限」，原来的写到「原时限」。")
                    .of(&course.unit),
            );
        }
    }
}

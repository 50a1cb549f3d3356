//! A step is overdue and nobody says why.

use crate::assess::Course;
use crate::check::rule::{Scene, Scope, finding, rule};
use crate::diag::Diagnostic;
use crate::model::{Date, Light, Workflow};

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

/// The day at which a step's file is judged: that of its filing or that of the report, whichever is earlier.
fn day(scene: &Scene<'_>, course: &Course) -> Option<Date> {
    let submission = scene.content.submission(course.year, &course.unit)?;
    let filed = submission.filing.as_ref().and_then(|filing| filing.date.as_ref()).map(|date| date.value);
    let draft = submission.workflow.as_ref().is_none_or(|state| state.value == Workflow::Draft);
    match filed {
        Some(filed) => Some(filed.min(scene.assessment.as_of)),
        None => (!draft).then_some(scene.assessment.as_of),
    }
}

fn run(scene: &Scene<'_>, found: &mut Vec<Diagnostic>) {
    for course in scene.assessment.steps.iter().flatten().filter(|course| course.year == scene.year) {
        let as_of = scene.assessment.as_of;
        let light = |day| if day == as_of { course.final_light(day, 0) } else { course.light(day, 0) };
        let red = day(scene, course).is_some_and(|day| light(day) == Light::Red);
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

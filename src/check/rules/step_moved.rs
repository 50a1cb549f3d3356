//! A step is due at another time than before, and nothing says so.

use crate::check::rule::{Scene, Scope, finding, rule};
use crate::diag::Diagnostic;

rule! {
    /// 节点改了时限，没有写原时限或没有说明原因。
    ///
    /// 改时限的，「原时限」写最早定的时间，「说明」写原因；报告印出改过的时限和原因。
    ///
    /// # 错误示例
    /// ```yaml 2022/市工业局.yaml
    /// 任务:
    ///   2.1.1:
    ///     状态: 按计划推进
    ///     进展: 完成改造30家。
    ///     节点:
    ///       - {事项: 发布改造目录, 时限: 2023-06}
    /// ```
    /// ```yaml
    /// 任务:
    ///   2.1.1:
    ///     状态: 有风险
    ///     进展: 完成改造72家。
    ///     节点:
    ///       - {事项: 发布改造目录, 时限: 2024-06}
    /// ```
    ///
    /// # 正确示例
    /// ```yaml 2022/市工业局.yaml
    /// 任务:
    ///   2.1.1:
    ///     状态: 按计划推进
    ///     进展: 完成改造30家。
    ///     节点:
    ///       - {事项: 发布改造目录, 时限: 2023-06}
    /// ```
    /// ```yaml
    /// 任务:
    ///   2.1.1:
    ///     状态: 有风险
    ///     进展: 完成改造72家。
    ///     节点:
    ///       - {事项: 发布改造目录, 时限: 2024-06, 原时限: 2023-06, 说明: 目录按新标准重编。}
    /// ```
    STEP_MOVED Warning Scope::Year(run)
}

fn run(scene: &Scene<'_>, found: &mut Vec<Diagnostic>) {
    for course in scene.assessment.steps.iter().flatten().filter(|course| course.year == scene.year) {
        let (step, Some(due), Some(promised)) = (&course.step, course.due(), course.promised) else { continue };
        let (name, span) = (&step.name.value, step.due.as_ref().map_or(step.span, |due| due.span));
        let typed = promised.typed();
        if step.first.is_none() && course.moved() {
            let before = course.before.unwrap_or(promised);
            found.push(
                finding(format!("节点「{name}」的时限由{before}改成了{due}，没有写「原时限」。"))
                    .at(span)
                    .help(format!("加上「原时限: {typed}」，并在「说明」里写原因；没有改时限的，改回{before}。"))
                    .of(&course.unit),
            );
        } else if let Some(first) = step.first.as_ref().filter(|first| first.value.last() != promised.last()) {
            found.push(
                finding(format!("节点「{name}」最早定的时限是{promised}，「原时限」写成了{}。", first.value))
                    .at(first.span)
                    .help(format!("改成「原时限: {typed}」。"))
                    .fix(first.span, typed)
                    .of(&course.unit),
            );
        } else if course.moved() && step.remark.is_none() && step.dropped.is_none() {
            found.push(
                finding(format!("节点「{name}」的时限由{promised}改成了{due}，没有说明原因。"))
                    .at(span)
                    .help("加上「说明: 原因」，一句话，会印在报告里。")
                    .of(&course.unit),
            );
        }
    }
}

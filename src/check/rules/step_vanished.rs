//! A step of last year's file that was not done is not in this year's.

use crate::check::rule::{Scene, Scope, finding, rule};
use crate::diag::{Diagnostic, nearest};

rule! {
    /// 上一份文件里没有做到的节点，这一份里没有了。
    ///
    /// 没有做到的节点要跟到做到或取消为止；用 highland new 生成的骨架会把它们带过来。
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
    ///       - {事项: 发布改造目录, 时限: 2023-06, 取消: 改用省级目录。}
    /// ```
    STEP_VANISHED Warning Scope::Year(run)
}

fn run(scene: &Scene<'_>, found: &mut Vec<Diagnostic>) {
    let plan = &scene.content.plan;
    for (at, course) in scene.assessment.steps.iter().enumerate().flat_map(|(at, own)| own.iter().map(move |c| (at, c)))
    {
        let (true, Some(assignment)) = (course.vanished, plan.assignment_at(at)) else { continue };
        // Where nothing is said of the assignment, that is what is missing.
        if !course.supporting && scene.assessment.progress(at).is_none() {
            continue;
        }
        let Some(file) = scene.content.submission(scene.year, &course.unit) else { continue };
        let lead = file.progress.iter().map(|(number, _)| number);
        let mut numbers = lead.chain(file.support_steps.iter().map(|(number, _)| number));
        let span = numbers.find(|number| ***number == *assignment.number).map_or(file.head(), |number| number.span);
        let name = &course.step.name.value;
        let fields = [
            Some(format!("事项: {name}")),
            course.due().map(|due| format!("时限: {}", due.typed())),
            course.step.first.as_ref().map(|first| format!("原时限: {}", first.value.typed())),
            course.step.remark.as_ref().map(|remark| format!("说明: {}", remark.value)),
        ];
        let line = fields.into_iter().flatten().collect::<Vec<_>>().join(", ");
        let fresh = scene.assessment.steps.get(at).into_iter().flatten();
        let fresh = fresh.filter(|own| own.since == scene.year && own.unit == course.unit);
        let fresh = nearest(name, fresh.map(|own| own.step.name.as_str()));
        let renamed = fresh.map(|own| format!("是不是改名为「{own}」了？改回原名。")).unwrap_or_default();
        found.push(
            finding(format!(
                "任务「{}」{}年没有做到的节点「{name}」，这里没有了。",
                assignment.number.value, course.year
            ))
            .at(span)
            .help(format!(
                "{renamed}在「节点」下面写回「- {{{line}}}」；做到了的加「完成: 时间」，不再做的加「取消: 原因」。"
            ))
            .of(&course.unit),
        );
    }
}

//! A step is due after the plan's end.

use crate::check::rule::{Scene, Scope, finding, rule};
use crate::diag::Diagnostic;
use crate::model::{Submission, year_end};

rule! {
    /// 节点的时限在规划期结束以后。
    ///
    /// 规划期末要达到的目标，等不到这个节点；多半是年份写错了。
    ///
    /// # 错误示例
    /// ```yaml
    /// 任务:
    ///   2.1.1:
    ///     状态: 有风险
    ///     进展: 完成改造72家。
    ///     节点:
    ///       - {事项: 发布改造目录, 时限: 2034-06}
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
    STEP_AFTER_TARGET Warning Scope::Submission(run)
}

fn run(Scene { content, year, .. }: &Scene<'_>, submission: &Submission, found: &mut Vec<Diagnostic>) {
    // Another year's report says it of its own files.
    if submission.folder_year != *year {
        return;
    }
    let end = content.plan.head.end;
    for (_, step) in submission.steps() {
        let Some(due) = step.due.as_ref().filter(|due| year_end(end) < due.value.last()) else { continue };
        let message = format!("节点「{}」的时限（{}）在规划期结束（{end}年）以后。", step.name.value, due.value);
        found.push(
            finding(message).at(due.span).help("核对年份；确实要到规划期后才能做到的，在「说明」里写明对目标的影响。"),
        );
    }
}

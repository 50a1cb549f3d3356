//! A submission names a milestone the plan does not have.

use crate::check::rule::{Scene, Scope, finding, rule};
use crate::diag::Diagnostic;
use crate::diag::nearest;
use crate::model::Submission;

rule! {
    /// 方案里没有这个里程碑。
    ///
    /// 里程碑名称要与骨架里的逐字一致。
    ///
    /// # 错误示例
    /// ```yaml
    /// 里程碑:
    ///   智能装备品牌: {判断: 有把握, 理由: 示例}
    /// ```
    ///
    /// # 正确示例
    /// ```yaml
    /// 任务:
    ///   2.1.1:
    ///     状态: 有风险
    ///     进展: 完成改造72家。
    /// ```
    UNKNOWN_MILESTONE Error Scope::Submission(run)
}

fn run(Scene { content, .. }: &Scene<'_>, submission: &Submission, found: &mut Vec<Diagnostic>) {
    let plan = &content.plan;
    for (name, _) in submission.milestones.iter().filter(|(name, _)| plan.milestone(name).is_none()) {
        let hint = nearest(name, plan.milestones.iter().map(|m| m.name.as_str()))
            .map_or_else(|| "请与骨架里的里程碑名称逐字一致。".to_owned(), |near| format!("是不是「{near}」？"));
        found.push(finding(format!("方案里没有名为「{}」的里程碑。", name.value)).at(name.span).help(hint));
    }
}

//! A submission names an indicator the plan does not have.

use crate::check::rule::{Scene, Scope, finding, rule};
use crate::diag::Diagnostic;
use crate::diag::nearest;
use crate::model::Submission;

rule! {
    /// 方案里没有这个指标。
    ///
    /// 指标名称要与骨架里的逐字一致；方案以外的数据写到任务的「进展」里。
    ///
    /// # 错误示例
    /// ```yaml
    /// 指标:
    ///   现场会次数: 3
    /// ```
    ///
    /// # 正确示例
    /// ```yaml
    /// 指标:
    ///   现场会场次: 3
    /// ```
    UNKNOWN_INDICATOR Error Scope::Submission(run)
}

fn run(Scene { content, .. }: &Scene<'_>, submission: &Submission, found: &mut Vec<Diagnostic>) {
    let plan = &content.plan;
    for (name, _) in submission.entries.iter().filter(|(name, _)| plan.indicator(name).is_none()) {
        let help = match nearest(name, plan.indicators.iter().map(|i| i.name.as_str())) {
            Some(near) => format!("是不是「{near}」？请与骨架里的名称逐字一致。"),
            None if plan.milestone(name).is_some() => "这是里程碑，写到「里程碑:」下面。".to_owned(),
            None => "请与骨架里的指标名称逐字一致；方案以外的数据写到任务的「进展」里。".to_owned(),
        };
        found.push(
            finding(format!("方案里没有名为「{}」的指标，这个数没有采用。", name.value)).at(name.span).help(help),
        );
    }
}

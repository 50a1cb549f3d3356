//! A department reports an indicator, assignment or milestone that another one is responsible for.

use crate::check::rule::{Scene, Scope, finding, rule};
use crate::diag::Diagnostic;
use crate::model::{Responsible, Submission};
use crate::source::Spanned;

rule! {
    /// 报送了由其他单位负责的指标、任务或里程碑。
    ///
    /// 每项指标、任务只由一个责任单位报送，别的单位填的不采用。配合做了工作的，写到「配合」下面。
    ///
    /// # 错误示例
    /// ```yaml
    /// 任务:
    ///   2.2.1:
    ///     状态: 已完成
    ///     进展: 协助培育企业。
    /// ```
    ///
    /// # 正确示例
    /// ```yaml
    /// 任务:
    ///   2.1.1:
    ///     状态: 有风险
    ///     进展: 完成改造72家。
    /// 配合:
    ///   2.2.1: 协助培育企业。
    /// ```
    FOREIGN_ENTRY Error Scope::Submission(run)
}

fn run(scene: &Scene<'_>, submission: &Submission, found: &mut Vec<Diagnostic>) {
    // Who was responsible in the year that it reports on.
    let plan = scene.assessment.ledger.plan(submission.folder_year);
    let Some(own) = plan.author(submission) else { return };
    for (number, _) in &submission.support_steps {
        if plan.assignment(number).is_some_and(|assignment| assignment.lead.includes(&own.name)) {
            let message = format!("任务「{}」由本单位牵头，节点写在了「配合」里。", number.value);
            found.push(finding(message).at(number.span).help("移到「任务」下面这一项的「节点」里。"));
        }
    }
    let mut demand = |what: &str, name: &Spanned<String>, responsible: Option<&Responsible>, instead: &str| {
        let known = |who: &&Responsible| who.iter().any(|name| plan.department(name).is_some());
        if let Some(others) = responsible.filter(known).filter(|others| !others.includes(&own.name)) {
            let others = others.listed();
            found.push(
                finding(format!("{what}「{}」由「{others}」负责，不由本单位报送，此处没有采用。", name.value))
                    .at(name.span)
                    .help(instead),
            );
        }
    };
    for (name, _) in &submission.entries {
        demand("指标", name, plan.indicator(name).map(|i| &i.department), "删去这一项，把数据交给责任单位填报。");
    }
    for (number, _) in &submission.progress {
        demand("任务", number, plan.assignment(number).map(|a| &a.lead), "配合单位的工作写到「配合」下面。");
    }
    for (name, _) in &submission.milestones {
        demand("里程碑", name, plan.milestone(name).map(|m| &m.department), "删去这一项，把情况告诉责任单位。");
    }
}

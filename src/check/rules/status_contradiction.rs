//! A department says its assignment is on track, and every figure says it is not.

use crate::check::rule::{Scene, Scope, finding, rule};
use crate::diag::Diagnostic;
use crate::model::{ProgressStatus, Status};

rule! {
    /// 任务的状态与它的指标评价矛盾。
    ///
    /// 填「按计划推进」，而衡量这项任务的指标和里程碑全部滞后或倒退；或填「已完成」，而有指标或里程碑落后，或有每年都要做到的还没有到期。报告第十章会并列两者，提请核实。
    ///
    /// # 错误示例
    /// ```yaml plan.yaml
    /// 指标:
    ///   - 编号: factories
    ///     名称: 示范工厂数
    ///     类型: 累计存量
    ///     目标值: 12
    ///     目标年: 2024
    ///     基期: {年: 2021, 值: 3}
    ///     单位: 家
    ///     章节: "1"
    ///     归入: "2.1"
    ///     关联分工: 2.1.1
    ///     责任单位: 市工业局
    ///     原文: 建成示范工厂12家
    /// ```
    /// ```yaml
    /// 指标:
    ///   示范工厂数: {实际值: 3, 说明: 验收推迟。}
    /// 任务:
    ///   2.1.1:
    ///     状态: 按计划推进
    ///     进展: 完成改造72家。
    /// ```
    ///
    /// # 正确示例
    /// ```yaml plan.yaml
    /// 指标:
    ///   - 编号: factories
    ///     名称: 示范工厂数
    ///     类型: 累计存量
    ///     目标值: 12
    ///     目标年: 2024
    ///     基期: {年: 2021, 值: 3}
    ///     单位: 家
    ///     章节: "1"
    ///     归入: "2.1"
    ///     关联分工: 2.1.1
    ///     责任单位: 市工业局
    ///     原文: 建成示范工厂12家
    /// ```
    /// ```yaml
    /// 指标:
    ///   示范工厂数: {实际值: 3, 说明: 验收推迟。}
    /// 任务:
    ///   2.1.1:
    ///     状态: 有风险
    ///     进展: 完成改造72家。
    /// ```
    STATUS_CONTRADICTION Warning Scope::Year(run)
}

fn run(scene: &Scene<'_>, found: &mut Vec<Diagnostic>) {
    let plan = &scene.content.plan;
    for (at, (_, _, assignment)) in plan.assignments().enumerate() {
        let Some(status) = scene.assessment.progress(at).and_then(|progress| progress.status.as_ref()) else {
            continue;
        };
        let measured = scene.assessment.measured(assignment);
        let yearly: Vec<&str> =
            measured.iter().filter(|(_, status)| *status == Status::Kept).map(|(name, _)| *name).collect();
        if status.value == ProgressStatus::Done && !yearly.is_empty() {
            found.push(
                finding(format!(
                    "任务「{}」填的是「{}」，而「{}」每年都要做到，还没有到期。",
                    assignment.number.value,
                    status.value.word(),
                    yearly.join("」「")
                ))
                .at(status.span)
                .help(format!("还要继续做的写「{}」，已经实现的写在「进展」里。", ProgressStatus::OnTrack.word()))
                .of(assignment.lead.first()),
            );
        }
        let behind = scene.assessment.against_the_word(at, assignment);
        // A little behind is what “on track” may still mean; of what is done nothing may be missing.
        let all = behind.len() == measured.len() && behind.iter().all(|(_, status)| status.grave());
        if behind.is_empty() || !(all || status.value == ProgressStatus::Done) {
            continue;
        }
        let names: Vec<String> = behind.iter().map(|(name, verdict)| format!("「{name}」{}", verdict.word())).collect();
        found.push(
            finding(format!(
                "任务「{}」填的是「{}」，指标和里程碑的评价却是：{}。",
                assignment.number.value,
                status.value.word(),
                names.join("、")
            ))
            .at(status.span)
            .help("核对后改正状态；确实不矛盾的，在「进展」或「问题」里说明原因。")
            .of(assignment.lead.first()),
        );
    }
}

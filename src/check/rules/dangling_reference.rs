//! The plan file refers to a department, area, task or leader that it does not define.

use crate::check::rule::{Scene, Scope, finding, rule};
use crate::diag::Diagnostic;
use crate::diag::did_you_mean;
use crate::source::Spanned;

rule! {
    /// 方案文件里引用的单位、任务领域或分工没有定义。
    ///
    /// 牵头单位、配合单位、责任单位、归入、关联分工都要写成方案文件里定义过的名称或编号，否则报告里这一项没有归属。
    ///
    /// # 错误示例
    /// ```yaml plan.yaml
    /// 任务领域:
    ///   - 编号: "2.1"
    ///     名称: 改造提升
    ///     任务:
    ///       - 编号: 2.1.1
    ///         名称: 推进数字化改造
    ///         分工:
    ///           - {编号: 2.1.1, 名称: 推进数字化改造, 牵头单位: 市工业厅, 原文: 推进数字化改造}
    /// ```
    ///
    /// # 正确示例
    /// ```yaml plan.yaml
    /// 任务领域:
    ///   - 编号: "2.1"
    ///     名称: 改造提升
    ///     任务:
    ///       - 编号: 2.1.1
    ///         名称: 推进数字化改造
    ///         分工:
    ///           - {编号: 2.1.1, 名称: 推进数字化改造, 牵头单位: 市工业局, 原文: 推进数字化改造}
    ///   - 编号: "2.2"
    ///     名称: 培育主体
    /// ```
    ///
    /// # 怎么改
    /// 核对名称；确有这个单位或领域的，先在方案文件里补上定义。
    DANGLING_REFERENCE Error Scope::Plan(run)
}

fn run(Scene { content, .. }: &Scene<'_>, found: &mut Vec<Diagnostic>) {
    let plan = &content.plan;
    let departments: Vec<&str> = plan.departments.iter().map(|d| d.name.as_str()).collect();
    let bodies: Vec<&str> = plan.bodies.iter().map(|b| b.name.as_str()).collect();
    let areas: Vec<&str> = plan.areas.iter().map(|a| a.number.as_str()).collect();
    let numbers: Vec<&str> = plan.assignments().map(|(_, _, a)| a.number.as_str()).collect();
    let everyone: Vec<&str> = departments.iter().chain(&bodies).copied().collect();
    let mut demand = |what: &str, name: &Spanned<String>, known: &[&str]| {
        if !name.is_empty() && !known.contains(&name.as_str()) {
            let hint = did_you_mean(name, known.iter().copied());
            found.push(
                finding(format!("{what}「{}」没有在方案文件里定义。", name.value))
                    .at(name.span)
                    .help(format!("{hint}核对名称，或先在方案文件里补上它的定义。")),
            );
        }
    };
    for (_, _, assignment) in plan.assignments() {
        demand("牵头单位", &assignment.lead, &departments);
        for name in &assignment.support {
            demand("配合单位", name, &everyone);
        }
    }
    for indicator in &plan.indicators {
        demand("责任单位", &indicator.department, &departments);
        demand("任务领域", &indicator.area, &areas);
        if let Some(number) = &indicator.assignment {
            demand("分工", number, &numbers);
        }
    }
    let indicators: Vec<&str> = plan.indicators.iter().map(|i| i.name.as_str()).collect();
    for name in &content.settings.highlights {
        demand("要览指标", name, &indicators);
    }
    for set in &content.settings.overrides {
        demand("评价调整的指标", &set.indicator, &indicators);
    }
    for milestone in &plan.milestones {
        demand("责任单位", &milestone.department, &departments);
        if let Some(area) = &milestone.area {
            demand("任务领域", area, &areas);
        }
    }
}

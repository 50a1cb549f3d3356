//! The plan file refers to a department, area, task or leader that it does not define.

use super::unsettled::OPEN as UNSETTLED;
use crate::check::rule::{Scene, Scope, finding, rule};
use crate::diag::Diagnostic;
use crate::diag::did_you_mean;
use crate::model::{Department, Reform, Responsible};
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
    let departments: Vec<&str> = plan.register.iter().flat_map(Department::names).collect();
    let bodies: Vec<&str> = plan.bodies.iter().map(|b| b.name.as_str()).collect();
    let areas: Vec<&str> = plan.areas.iter().map(|a| a.number.as_str()).collect();
    let numbers: Vec<&str> = plan.assignments().map(|(_, _, a)| a.number.as_str()).collect();
    let everyone: Vec<&str> = departments.iter().chain(&bodies).copied().collect();
    let mut demand = |what: &str, name: &Spanned<String>, known: &[&str]| {
        // What nobody has settled yet has a finding of its own.
        if !name.is_empty() && **name != *UNSETTLED && !known.contains(&name.as_str()) {
            let hint = did_you_mean(name, known.iter().copied());
            found.push(
                finding(format!("{what}「{}」没有在方案文件里定义。", name.value))
                    .at(name.span)
                    .help(format!("{hint}核对名称，或先在方案文件里补上它的定义。")),
            );
        }
    };
    // Those of every term.
    let mut each = |what: &str, who: &Responsible, known: &[&str]| {
        for name in who.terms().iter().flatten() {
            demand(what, name, known);
        }
    };
    for (_, _, assignment) in plan.assignments() {
        each("牵头单位", &assignment.lead, &departments);
        each("配合单位", &assignment.support, &everyone);
    }
    for indicator in &plan.indicators {
        each("责任单位", &indicator.department, &departments);
    }
    for milestone in &plan.milestones {
        each("责任单位", &milestone.department, &departments);
    }
    for change in plan.register.iter().flat_map(|department| &department.changes) {
        if let Reform::Merged(into) = &change.what {
            demand("并入的单位", into, &departments);
        }
    }
    for indicator in &plan.indicators {
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
        if let Some(area) = &milestone.area {
            demand("任务领域", area, &areas);
        }
    }
}

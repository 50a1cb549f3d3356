//! In some year something is owed by a department that there is not in that year.

use std::collections::BTreeSet;

use crate::check::rule::{Scene, Scope, finding, rule};
use crate::diag::Diagnostic;
use crate::model::{Plan, Responsible};
use crate::source::{Span, Spanned};

rule! {
    /// 某一年负责的单位，那一年还没有设立，或已经并入别的单位而没有接手的单位。
    ///
    /// 那一年的数和进展就没有单位报送，报告里也找不到责任单位。
    ///
    /// # 错误示例
    /// ```yaml plan.yaml
    /// 单位:
    ///   - {名称: 市工业局, 全称: 云州市工业局, 角色: 牵头}
    ///   - {名称: 市企业服务中心, 全称: 云州市企业服务中心, 角色: 牵头, 自: 2024}
    ///   - {名称: 市统计局, 全称: 云州市统计局, 角色: 配合}
    /// ```
    ///
    /// # 正确示例
    /// ```yaml plan.yaml
    /// 单位:
    ///   - {名称: 市工业局, 全称: 云州市工业局, 角色: 牵头}
    ///   - 名称: 市企业服务中心
    ///     全称: 云州市企业服务中心
    ///     角色: 牵头
    ///     变更: [{自: 2024, 名称: 市中小企业局, 全称: 云州市中小企业局}]
    ///   - {名称: 市统计局, 全称: 云州市统计局, 角色: 配合}
    /// ```
    ABSENT_DEPARTMENT Error Scope::Plan(run)
}

fn run(scene: &Scene<'_>, found: &mut Vec<Diagnostic>) {
    let ledger = &scene.assessment.ledger;
    let mut told: BTreeSet<(Span, String)> = BTreeSet::new();
    for year in scene.content.plan.years() {
        let plan = ledger.plan(year);
        let mut demand = |what: &str, who: &Responsible| {
            for name in who.iter().filter(|name| absent(plan, name)) {
                // Once for all the years in which it is so.
                if told.insert((name.span, name.value.clone())) {
                    found.push(
                        finding(format!("{what}「{}」{year} 年没有这个单位：{}。", name.value, why(plan, name)))
                            .at(name.span)
                            .help("在这一项的「分工调整」「责任调整」里写明哪一年由谁负责；单位改名的，在「单位」里写「变更」，不要另立一条。"),
                    );
                }
            }
        };
        for (.., assignment) in plan.assignments() {
            demand("牵头单位", &assignment.lead);
            demand("配合单位", &assignment.support);
        }
        for indicator in &plan.indicators {
            demand("责任单位", &indicator.department);
        }
        for milestone in &plan.milestones {
            demand("责任单位", &milestone.department);
        }
    }
}

/// Whether the plan knows the department and has none of that name in its year.
fn absent(plan: &Plan, name: &Spanned<String>) -> bool {
    plan.position(name).is_some() && plan.department(name).is_none()
}

fn why(plan: &Plan, name: &str) -> String {
    let own = plan.position(name).and_then(|at| plan.register.get(at));
    match own.and_then(|own| own.since).filter(|since| plan.year < *since) {
        Some(since) => format!("它自 {since} 年设立"),
        None => "它已经并入别的单位，接手的单位也不在".to_owned(),
    }
}

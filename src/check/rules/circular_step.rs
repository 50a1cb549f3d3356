//! Steps that wait for each other.

use std::collections::BTreeSet;

use crate::assess::{Assessment, StepPlace};
use crate::check::rule::{Scene, Scope, finding, rule};
use crate::diag::Diagnostic;

rule! {
    /// 节点互相等待，谁也开始不了。
    ///
    /// 「依赖」写的是先要做到的节点；一个等一个，最后又等回自己的，要改一处。
    ///
    /// # 错误示例
    /// ```yaml
    /// 任务:
    ///   2.1.1:
    ///     状态: 有风险
    ///     进展: 完成改造72家。
    ///     节点:
    ///       - {事项: 发布目录, 时限: 2024-05, 依赖: 组织评审}
    ///       - {事项: 组织评审, 时限: 2024-06, 依赖: 发布目录}
    /// ```
    ///
    /// # 正确示例
    /// ```yaml
    /// 任务:
    ///   2.1.1:
    ///     状态: 有风险
    ///     进展: 完成改造72家。
    ///     节点:
    ///       - {事项: 发布目录, 时限: 2024-05}
    ///       - {事项: 组织评审, 时限: 2024-06, 依赖: 发布目录}
    /// ```
    CIRCULAR_STEP Error Scope::Year(run)
}

fn run(scene: &Scene<'_>, found: &mut Vec<Diagnostic>) {
    let assessment = scene.assessment;
    let mut told: BTreeSet<StepPlace> = BTreeSet::new();
    for (at, own) in assessment.steps.iter().enumerate() {
        for n in 0..own.len() {
            let Some(way) = circle(assessment, (at, n)).filter(|way| way.iter().all(|place| !told.contains(place)))
            else {
                continue;
            };
            told.extend(&way);
            let names: Vec<String> = way.iter().chain(way.first()).map(|place| named(assessment, *place)).collect();
            // Each of those who wait is told, at a step of its own.
            let mut units: BTreeSet<&str> = BTreeSet::new();
            for course in way.iter().filter_map(|place| assessment.step_at(*place)) {
                if !units.insert(&course.unit) {
                    continue;
                }
                let span = course.step.after.first().map_or(course.step.span, |after| after.span);
                found.push(
                    finding(format!("节点互相等待：{}。", names.join(" → ")))
                        .at(span)
                        .help("其中一个的「依赖」写反了或者多余：改掉或删去。")
                        .of(&course.unit),
                );
            }
        }
    }
}

/// The way from a step through what it waits for back to itself.
fn circle(assessment: &Assessment, start: StepPlace) -> Option<Vec<StepPlace>> {
    let mut seen = BTreeSet::new();
    let mut ways = vec![vec![start]];
    while let Some(way) = ways.pop() {
        let last = *way.last()?;
        let Some(course) = assessment.step_at(last) else { continue };
        for next in course.step.after.iter().filter_map(|text| assessment.step_named(last.0, text)) {
            if next == start {
                return Some(way);
            }
            if seen.insert(next) {
                ways.push(way.iter().copied().chain([next]).collect());
            }
        }
    }
    None
}

fn named(assessment: &Assessment, place: StepPlace) -> String {
    let plan = &assessment.ledger.content.plan;
    let number = plan.assignment_at(place.0).map(|own| own.number.value.clone()).unwrap_or_default();
    let name = assessment.step_at(place).map(|own| own.step.name.value.clone()).unwrap_or_default();
    format!("{number}/{name}")
}

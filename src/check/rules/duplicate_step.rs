//! Two steps of one assignment are called the same.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::check::rule::{Scene, Scope, finding, rule};
use crate::diag::Diagnostic;
use crate::model::Step;
use crate::source::looks;

rule! {
    /// 同一项任务里有两个节点叫同一个名字。
    ///
    /// 节点靠名称认：上年没有做到的，今年照原名写；别的单位等它，也照这个名称写。配合单位自己的节点也不能与牵头单位的重名。
    /// 重名的只有第一个算数。
    ///
    /// # 错误示例
    /// ```yaml
    /// 任务:
    ///   2.1.1:
    ///     状态: 有风险
    ///     进展: 完成改造72家。
    ///     节点:
    ///       - {事项: 召开现场会, 时限: 2023-06, 完成: 2023-06-20}
    ///       - {事项: 召开现场会, 时限: 2023-11, 完成: 2023-11-20}
    /// ```
    ///
    /// # 正确示例
    /// ```yaml
    /// 任务:
    ///   2.1.1:
    ///     状态: 有风险
    ///     进展: 完成改造72家。
    ///     节点:
    ///       - {事项: 召开第一次现场会, 时限: 2023-06, 完成: 2023-06-20}
    ///       - {事项: 召开第二次现场会, 时限: 2023-11, 完成: 2023-11-20}
    /// ```
    DUPLICATE_STEP Error Scope::Year(run)
}

/// Steps, each with the department that states it.
type Stated<'a> = Vec<(&'a str, &'a Arc<Step>)>;

fn run(scene: &Scene<'_>, found: &mut Vec<Diagnostic>) {
    let mut names: BTreeMap<(String, String), Stated<'_>> = BTreeMap::new();
    for (unit, submission) in scene.content.of_year(scene.year) {
        for (number, step) in submission.steps().filter(|(_, step)| !step.name.trim().is_empty()) {
            names.entry((number.value.clone(), looks(&step.name))).or_default().push((unit, step));
        }
    }
    let counts =
        |step: &Arc<Step>| scene.assessment.steps.iter().flatten().any(|course| Arc::ptr_eq(&course.step, step));
    for ((number, _), same) in names.into_iter().filter(|(_, same)| 1 < same.len()) {
        let Some((whose, first)) = same.iter().find(|(_, step)| counts(step)).or(same.first()) else { continue };
        for (unit, step) in same.iter().filter(|(_, step)| !Arc::ptr_eq(step, first)) {
            let other = if unit == whose { String::new() } else { format!("（另一个是「{whose}」的）") };
            found.push(
                finding(format!("任务「{number}」有两个节点叫「{}」{other}，这一个没有采用。", step.name.value))
                    .at(step.name.span)
                    .label(first.name.span, "采用的在这里")
                    .help("改一个能区分的名称，例如写明第几次、哪一期；确是重复的，删去一个。")
                    .of(*unit),
            );
        }
    }
}

//! What is said of a step does not go together.

use crate::assess::Course;
use crate::check::rule::{Scene, Scope, finding, rule};
use crate::diag::Diagnostic;
use crate::model::{Period, days_between};
use crate::source::Span;

rule! {
    /// 节点的几项写法互相矛盾。
    ///
    /// 又写完成又写取消；取消没有写原因；原时限与时限相同或更晚；完成没有写到日或月；时限早于它要等的节点；要等的节点已经取消，
    /// 或者还没有做到，自己却完成了。
    ///
    /// # 错误示例
    /// ```yaml
    /// 任务:
    ///   2.1.1:
    ///     状态: 有风险
    ///     进展: 完成改造72家。
    ///     节点:
    ///       - {事项: 发布改造目录, 时限: 2024-06, 依赖: 组织评审}
    ///       - {事项: 组织评审, 时限: 2024-09}
    /// ```
    ///
    /// # 正确示例
    /// ```yaml
    /// 任务:
    ///   2.1.1:
    ///     状态: 有风险
    ///     进展: 完成改造72家。
    ///     节点:
    ///       - {事项: 发布改造目录, 时限: 2024-09, 依赖: 组织评审}
    ///       - {事项: 组织评审, 时限: 2024-06}
    /// ```
    STEP_CONTRADICTION Warning Scope::Year(run)
}

/// Longest that something takes to be done, in days, as it is written: a month.
const MONTH: i32 = 31;

/// Words that are no reason.
const NO_REASON: [&str; 8] = ["是", "否", "true", "false", "yes", "no", "√", "x"];

fn run(scene: &Scene<'_>, found: &mut Vec<Diagnostic>) {
    for (at, own) in scene.assessment.steps.iter().enumerate() {
        for course in own.iter().filter(|course| course.year == scene.year) {
            for (span, what, help) in alone(course).into_iter().chain(with_others(scene, at, course)) {
                let message = format!("节点「{}」{what}。", course.step.name.value);
                found.push(finding(message).at(span).help(help).of(&course.unit));
            }
        }
    }
}

/// What contradicts itself, where, and how to mend it.
type Contradiction = (Span, String, &'static str);

/// What contradicts itself within a step.
fn alone(course: &Course) -> Vec<Contradiction> {
    let step = &course.step;
    let mut told: Vec<Contradiction> = Vec::new();
    if let Some((done, _)) = step.done.as_ref().zip(step.dropped.as_ref()) {
        told.push((done.span, "又写了「完成」又写了「取消」".to_owned(), "做到了的删去「取消」，不做的删去「完成」。"));
    }
    if let Some(dropped) = step.dropped.as_ref().filter(|own| NO_REASON.contains(&own.trim().to_lowercase().as_str())) {
        told.push((dropped.span, "的「取消」没有写原因".to_owned(), "写一句为什么不做了，会印在报告里。"));
    }
    let whole = |period: Period| days_between(period.first(), period.last());
    if let Some(done) = step.done.as_ref().filter(|done| MONTH <= whole(done.value)) {
        let what = format!("的「完成」写成了{}，没有写到日或月", done.value);
        told.push((done.span, what, "写实际做到的时间，如 2025-06-20、2025-06。"));
    }
    if let Some((first, due)) = step.first.as_ref().zip(step.due.as_ref())
        && due.value.last() <= first.value.last()
    {
        let what = format!("的「原时限」（{}）不早于「时限」（{}）", first.value, due.value);
        told.push((first.span, what, "「原时限」写最早定的时间，「时限」写现在定的；没有改过的，删去「原时限」。"));
    }
    told
}

/// What contradicts the steps it waits for.
fn with_others(scene: &Scene<'_>, at: usize, course: &Course) -> Vec<Contradiction> {
    let assessment = scene.assessment;
    let each = course.step.after.iter().filter_map(|text| {
        let other = assessment.step_at(assessment.step_named(at, text)?)?;
        let name = &other.step.name.value;
        let done = course.done(assessment.as_of).is_some();
        let open = other.done(assessment.as_of).is_none();
        let early = course.due().zip(other.due()).is_some_and(|(own, due)| own.last() < due.first());
        let (what, help) = if other.step.dropped.is_some() && !done {
            (format!("要等的「{name}」已经取消"), "不用再等的删去「依赖」；受影响的改「时限」或取消。")
        } else if done && open && other.step.dropped.is_none() {
            (format!("已经完成，它要等的「{name}」却还没有"), "核对哪一个写错了；不用等的删去「依赖」。")
        } else if early && open && !done {
            (format!("的时限早于它要等的「{name}」"), "两个单位商定后改时限；不用等的删去「依赖」。")
        } else {
            return None;
        };
        Some((text.span, what, help))
    });
    each.collect()
}

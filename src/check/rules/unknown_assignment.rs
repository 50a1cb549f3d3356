//! A submission names a task number the plan does not have.

use crate::check::rule::{Scene, Scope, finding, rule};
use crate::diag::Diagnostic;
use crate::diag::nearest;
use crate::model::Submission;
use crate::source::looks;

rule! {
    /// 方案里没有这个任务编号。
    ///
    /// 任务编号照骨架里的写，如 2.1.1；一项任务分给几个单位的，编号带字母，如 2.1.1a。
    ///
    /// # 错误示例
    /// ```yaml
    /// 任务:
    ///   2.1.9:
    ///     状态: 有风险
    ///     进展: 完成改造72家。
    /// ```
    ///
    /// # 正确示例
    /// ```yaml
    /// 任务:
    ///   2.1.1:
    ///     状态: 有风险
    ///     进展: 完成改造72家。
    /// ```
    UNKNOWN_ASSIGNMENT Error Scope::Submission(run)
}

fn run(Scene { content, .. }: &Scene<'_>, submission: &Submission, found: &mut Vec<Diagnostic>) {
    let plan = &content.plan;
    let progress = submission.progress.iter().map(|(number, _)| number);
    let support = submission.support.iter().map(|(number, _)| number);
    let projects = submission.projects.iter().filter_map(|project| project.assignment.as_ref());
    let cases = submission.cases.iter().filter_map(|case| case.assignment.as_ref());
    let funds = submission.funds.iter().filter_map(|fund| fund.assignment.as_ref());
    let requests = submission.requests.iter().filter_map(|request| request.assignment.as_ref());
    for number in progress.chain(support).chain(projects).chain(cases).chain(funds).chain(requests) {
        if plan.assignment(number).is_some() {
            continue;
        }
        let parts: Vec<_> =
            plan.assignments().map(|(_, _, a)| a).filter(|a| a.number.starts_with(number.as_str())).collect();
        let hint = if parts.len() > 1 && !number.is_empty() {
            let parts: Vec<_> = parts.iter().map(|a| format!("{}（{}）", a.number.value, a.lead.listed())).collect();
            format!("这项任务分成几份，请写明是哪一份：{}。", parts.join("、"))
        } else {
            nearest(number, plan.assignments().map(|(_, _, a)| a.number.as_str()))
                .map(|near| format!("是不是「{near}」？"))
                .or_else(|| {
                    // With its name, or the name alone.
                    let named = |own: &crate::model::Assignment| {
                        number.split_whitespace().next() == Some(own.number.as_str()) || own.name == number.value
                    };
                    let own = plan.assignments().map(|(_, _, a)| a).find(|own| named(own))?;
                    Some(format!("只写编号：改成「{}」。", own.number.value))
                })
                .or_else(|| {
                    let (.., first) = plan.assignments().next()?;
                    Some(format!("任务编号见方案，例如 {}。", first.number.value))
                })
                .unwrap_or_default()
        };
        let wide = looks(number);
        let narrow = plan.assignment(&wide).filter(|_| wide != number.value);
        let hint = if narrow.is_some() { format!("编号用半角，改成「{wide}」。") } else { hint };
        let one = finding(format!("方案里没有编号为「{}」的任务分工。", number.value)).at(number.span).help(hint);
        let exact = number.span.end - number.span.start == number.value.len();
        found.push(if narrow.is_some() && exact { one.fix(number.span, wide) } else { one });
    }
}

//! A step is said to be done on a day that had not come.

use crate::check::rule::{Scene, Scope, finding, rule};
use crate::diag::Diagnostic;
use crate::model::{Submission, year_end};

rule! {
    /// 节点的完成时间还没有到。
    ///
    /// 「完成」写实际做到的时间，不能晚于填报日期，也不能在报送年度以后；还没有做到的不写「完成」。
    ///
    /// # 错误示例
    /// ```yaml
    /// 任务:
    ///   2.1.1:
    ///     状态: 有风险
    ///     进展: 完成改造72家。
    ///     节点:
    ///       - {事项: 发布改造目录, 时限: 2024-06, 完成: 2024-05-20}
    /// ```
    ///
    /// # 正确示例
    /// ```yaml
    /// 任务:
    ///   2.1.1:
    ///     状态: 有风险
    ///     进展: 完成改造72家。
    ///     节点:
    ///       - {事项: 发布改造目录, 时限: 2024-06}
    /// ```
    STEP_DONE_IN_FUTURE Error Scope::Submission(run)
}

fn run(scene: &Scene<'_>, submission: &Submission, found: &mut Vec<Diagnostic>) {
    let end = year_end(submission.folder_year);
    let end = if submission.folder_year == scene.year { end.min(scene.assessment.as_of) } else { end };
    let filed = submission.filing.as_ref().and_then(|filing| filing.date.as_ref()).map(|date| date.value);
    for (_, step) in submission.steps() {
        let Some(done) = &step.done else { continue };
        let (day, what) = match filed.filter(|filed| *filed < end) {
            Some(filed) => (filed, "填报日期"),
            None => (end, "报告的截止日"),
        };
        if day < done.value.first() {
            found.push(
                finding(format!("节点「{}」的完成时间（{}）在{what}（{day}）以后。", step.name.value, done.value))
                    .at(done.span)
                    .help("核对时间；还没有做到的，删去「完成」；下一年做到的，写到下一年的文件里。"),
            );
        }
    }
}

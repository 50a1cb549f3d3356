//! An assignment is reported without its status or without a word on what was done.

use crate::check::rule::{Scene, Scope, finding, rule};
use crate::diag::Diagnostic;
use crate::model::field::submission::Progress;

rule! {
    /// 任务只写了一半：没有写状态，或没有写进展。
    ///
    /// 每项牵头任务都要写「状态」和「进展」；缺了哪一项，报告里就空着哪一项。
    ///
    /// # 错误示例
    /// ```yaml
    /// 任务:
    ///   2.1.1:
    ///     状态: 按计划推进
    /// ```
    ///
    /// # 正确示例
    /// ```yaml
    /// 任务:
    ///   2.1.1:
    ///     状态: 按计划推进
    ///     进展: 完成改造72家。
    /// ```
    EMPTY_PROGRESS Warning Scope::Year(run)
}

fn run(&Scene { content, year, .. }: &Scene<'_>, found: &mut Vec<Diagnostic>) {
    for (name, submission) in content.of_year(year) {
        for (number, progress) in submission.progress.iter().filter(|(_, progress)| !progress.is_empty()) {
            let empty =
                |text: &Option<crate::source::Spanned<String>>| text.as_ref().is_none_or(|text| text.trim().is_empty());
            let missing =
                [(Progress::STATUS.key, !progress.status_written), (Progress::DONE.key, empty(&progress.done))];
            for (field, _) in missing.into_iter().filter(|(_, missing)| *missing) {
                let message = format!("任务「{}」没有写「{field}」。", number.value);
                found.push(
                    finding(message)
                        .at(number.span)
                        .help(format!("在「{}:」下面补上「{field}: …」。", number.value))
                        .of(name),
                );
            }
        }
    }
}

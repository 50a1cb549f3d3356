//! An event of another year.

use crate::check::rule::{Scene, Scope, finding, rule};
use crate::diag::Diagnostic;

rule! {
    /// 大事记、年中更新的日期不在报告年度。
    ///
    /// 大事记和「更新」只列本年度的事；多半是年份写错了，或照抄了上年的文件。
    ///
    /// # 错误示例
    /// ```yaml
    /// 大事记:
    ///   - {日期: 2022-06-30, 事项: 现场会召开}
    /// ```
    ///
    /// # 正确示例
    /// ```yaml
    /// 大事记:
    ///   - {日期: 2023-06-30, 事项: 现场会召开}
    /// ```
    EVENT_OUTSIDE_YEAR Warning Scope::Year(run)
}

fn run(scene: &Scene<'_>, found: &mut Vec<Diagnostic>) {
    for (unit, submission) in scene.content.of_year(scene.year) {
        for event in submission.events.iter().filter(|event| event.date.value.year() != scene.year) {
            found.push(
                finding(format!("大事记的日期 {} 不在 {} 年。", event.date.value, scene.year))
                    .at(event.date.span)
                    .help("核对年份；不是本年度的，移到该年度的文件里。")
                    .of(unit),
            );
        }
        let updates =
            submission.progress.iter().flat_map(|(number, own)| own.updates.iter().map(move |one| (number, one)));
        for (number, update) in updates.filter(|(_, update)| update.date.value.year() != scene.year) {
            let message = format!("任务「{}」的更新日期 {} 不在 {} 年。", number.value, update.date.value, scene.year);
            let help = "核对年份；不是本年度的，移到该年度的文件里。";
            found.push(finding(message).at(update.date.span).help(help).of(unit));
        }
    }
}

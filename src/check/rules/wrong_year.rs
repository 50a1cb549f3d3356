//! A submission says another year than the folder it lies in, or none.

use crate::check::rule::{Scene, Scope, finding, rule};
use crate::diag::Diagnostic;
use crate::model::Submission;

rule! {
    /// 文件里的年度与所在文件夹的年度不同，或没有写年度；或数据年度晚于报送年度。
    ///
    /// 文件夹的年度说了算；多半是复制了上年的文件，忘了改「年度」。
    ///
    /// # 错误示例
    /// ```yaml
    /// 年度: 2022
    /// ```
    ///
    /// # 正确示例
    /// ```yaml
    /// 年度: 2023
    /// ```
    ///
    /// # 怎么改
    /// 改正「年度」，或把文件移到正确的年度文件夹。
    WRONG_YEAR Error Scope::Submission(run)
}

fn run(_: &Scene<'_>, submission: &Submission, found: &mut Vec<Diagnostic>) {
    let folder = submission.folder_year;
    for (name, entry) in &submission.entries {
        let Some(own) = entry.data_year.as_ref().filter(|own| folder < own.value) else { continue };
        found.push(
            finding(format!("「{}」的数据年度是 {}，晚于报送年度 {folder}。", name.value, own.value))
                .at(own.span)
                .help("写数据实际所属的年份；就是本年度的，删去「数据年度」。"),
        );
    }
    // That none is written is a missing field.
    let Some(year) = submission.year.as_ref().filter(|year| year.value != folder) else { return };
    found.push(
        finding(format!("文件里写的年度是 {}，却放在 {folder} 年的文件夹里。", year.value))
            .at(year.span)
            .help(format!("改成「年度: {folder}」，或把文件移到正确的年度文件夹。")),
    );
}

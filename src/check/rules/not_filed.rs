//! Nothing was filled in for the year, so that there can be no formal report.

use crate::assess::Assessment;
use crate::check::rule::{Scope, rule};
use crate::diag::{Diagnostic, rules};

rule! {
    /// 这一年的报送文件都还是空白的骨架，不能生成正式报告。
    ///
    /// 只有骨架、什么都没有填的，不算报送；一个单位都没有报送的年度，没有正式报告。只在生成正式报告时查，预览稿不受影响。
    NOT_FILED Error Scope::Build
}

/// What stands in the way of a formal report.
#[must_use]
pub fn gate(assessment: &Assessment) -> Option<Diagnostic> {
    let (content, year) = (&assessment.ledger.content, assessment.ledger.year);
    let filed: Vec<_> = content.of_year(year).map(|(_, submission)| submission).collect();
    // That there are no files at all is a finding of its own.
    if filed.is_empty() || filed.iter().any(|submission| !submission.is_blank()) {
        return None;
    }
    let before = content.submissions.iter().filter(|own| own.folder_year < year && !own.is_blank());
    let before = before.map(|own| own.folder_year).max();
    let other = before.map(|year| format!("；要 {year} 年的报告，加 --year {year}")).unwrap_or_default();
    let message = format!("{year} 年度的 {} 个报送文件都是空白的骨架，不能生成正式报告。", filed.len());
    Some(
        Diagnostic::error(rules::NOT_FILED, message)
            .in_file(format!("content/submissions/{year}"))
            .help(format!("等各单位填报后再生成；先看样子用 highland build --draft{other}。")),
    )
}

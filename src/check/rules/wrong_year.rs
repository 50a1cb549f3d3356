//! A submission says another year than the folder it lies in, or none.

use crate::check::rule::{Rule, Scope, finding};
use crate::diag::{Diagnostic, Level};
use crate::model::{Content, Submission};
use crate::source::Span;

/// See the module.
pub const RULE: Rule = Rule {
    name: "wrong-year",
    level: Level::Error,
    summary: "文件里的年度与所在文件夹的年度不同。",
    scope: Scope::Submission(run),
};

fn run(_: &Content, submission: &Submission, found: &mut Vec<Diagnostic>) {
    let folder = submission.folder_year;
    let (message, span) = match &submission.year {
        Some(year) if year.value == folder => return,
        Some(year) => (format!("文件里写的年度是 {}，却放在 {folder} 年的文件夹里。", year.value), year.span),
        None => (
            format!("文件里没有写明年度，按所在文件夹视为 {folder} 年。"),
            submission.department.as_ref().map_or(Span::new(submission.file, 0, 0), |name| name.span),
        ),
    };
    found.push(finding(message).at(span).help(format!("改成「年度: {folder}」，或把文件移到正确的年度文件夹。")));
}

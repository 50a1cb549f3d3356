//! A text of several lines is not written under a bar.

use crate::check::rule::{Scene, Scope, finding, rule};
use crate::diag::Diagnostic;
use crate::model::Submission;
use crate::source::Span;

rule! {
    /// 多行的正文没有写在「|」下面。
    ///
    /// 「进展: |」的竖线要用半角；没有竖线的，几段、几项会并成一段。
    ///
    /// # 错误示例
    /// ```yaml
    /// 任务:
    ///   2.1.1:
    ///     状态: 有风险
    ///     进展: 第一段。
    ///
    ///       - 离散制造60家；
    ///       - 流程制造12家。
    /// ```
    ///
    /// # 正确示例
    /// ```yaml
    /// 任务:
    ///   2.1.1:
    ///     状态: 有风险
    ///     进展: |
    ///       第一段。
    ///
    ///       - 离散制造60家；
    ///       - 流程制造12家。
    /// ```
    BLOCK_MARK Error Scope::Submission(run)
}

fn run(scene: &Scene<'_>, submission: &Submission, found: &mut Vec<Diagnostic>) {
    let file = scene.sources.file(submission.file);
    for prose in submission.prose() {
        let at = prose.text.span;
        let raw = scene.sources.text(at);
        // Under a bar and in quotes the text begins elsewhere; a folded block runs lines together like none at all.
        let before = file.text[..at.start].trim_end();
        let folded = raw.starts_with('>') || before.ends_with(": >");
        if !(before.ends_with(':') || folded) || raw.starts_with(['|', '"', '\'']) {
            continue;
        }
        let first = raw.lines().next().unwrap_or_default().trim();
        let several = raw.trim_end().contains('\n');
        if first.starts_with(['｜', '丨']) || several && matches!(first, "l" | "I" | "1") {
            let length = first.chars().next().map_or(0, char::len_utf8);
            let mark = Span::new(at.file, at.start, at.start + length);
            let message =
                format!("「{}:」后面的「{}」不是半角竖线「|」，印成了正文。", prose.field.key, &first[..length]);
            let found_here = finding(message).at(mark).help("切换到英文输入法，改成「|」，正文另起一行。");
            found.push(if first.len() == length { found_here.fix(mark, "|") } else { found_here });
        } else if several && raw.lines().skip(1).any(|line| line.trim().is_empty() || line.trim().starts_with("- ")) {
            found.push(
                finding(format!("「{}:」后面没有「|」，下面的几段、几项会并成一段。", prose.field.key))
                    // The place of the colon or the `>`, where the bar belongs.
                    .at(Span::new(at.file, before.len() - 1, before.len()))
                    .help(format!(
                        "写成「{}: |」，正文另起一行，每一行比「{}」多缩进两个空格。",
                        prose.field.key, prose.field.key
                    )),
            );
        }
    }
}

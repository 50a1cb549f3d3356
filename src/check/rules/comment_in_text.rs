//! A text is cut off by a `#` that was meant as a number sign.

use crate::check::rule::{Scene, Scope, finding, rule};
use crate::diag::Diagnostic;
use crate::model::Submission;

rule! {
    /// 文字里有「 #」，后面的内容被当作注释，没有读取。
    ///
    /// 在 YAML 里，空格加「#」之后是注释。文字里要用「#」的，前面不空格，或者写在「|」下面。
    ///
    /// # 错误示例
    /// ```yaml
    /// 任务:
    ///   2.1.1:
    ///     状态: 有风险
    ///     进展: 建成1 #厂房，完成2 #产线。
    /// ```
    ///
    /// # 正确示例
    /// ```yaml
    /// 任务:
    ///   2.1.1:
    ///     状态: 有风险
    ///     进展: 建成1#厂房，完成2#产线。
    /// ```
    "comment-in-text" Warning Scope::Submission(run)
}

fn run(scene: &Scene<'_>, submission: &Submission, found: &mut Vec<Diagnostic>) {
    let file = scene.sources.file(submission.file);
    for prose in submission.prose() {
        let rest = file.text[prose.text.span.end..].lines().next().unwrap_or_default();
        let marked = rest.trim_start().starts_with('#') && rest.starts_with([' ', '\t']);
        // A whole sentence may well have a remark behind it.
        let whole = prose.text.trim_end().ends_with(['。', '；', '！', '？', '”', '）']);
        if !marked || whole || scene.sources.text(prose.text.span).ends_with('\n') {
            continue;
        }
        let cut: String = rest.trim().chars().take(12).collect();
        found.push(
            finding(format!("「{}」只读到“{cut}…”之前：空格加「#」之后是注释，不是正文。", prose.field))
                .at(prose.text.span)
                .help("去掉「#」前面的空格；或者写成「|」，正文另起一行。"),
        );
    }
}

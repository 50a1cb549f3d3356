//! A text is cut off by a `#` that was meant as a number sign.

use crate::check::passage::{Pattern, pattern};
use crate::check::rule::{Scene, Scope, finding, rule};
use crate::diag::Diagnostic;
use crate::model::Submission;
use crate::source::Span;

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
    COMMENT_IN_TEXT Warning Scope::Submission(run)
}

/// A field of text whose words begin with the sign and are nothing but a comment.
static EMPTY: Pattern = pattern!(
    "(?m)^[ \\t]*(进展|问题|下年计划|说明|理由|正文|事项|标题|图注|口径|数据来源|联系人):[ \\t]+(#[^ #\\t\\r\\n][^\\r\\n]*)"
);

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
            finding(format!("「{}」只读到“{cut}…”之前：空格加「#」之后是注释，不是正文。", prose.field.key))
                .at(prose.text.span)
                .help("去掉「#」前面的空格；或者写成「|」，正文另起一行。"),
        );
    }
    let Some(pattern) = EMPTY.as_ref() else { return };
    for hit in pattern.captures_iter(&file.text) {
        let (Some(key), Some(rest)) = (hit.get(1), hit.get(2)) else { continue };
        found.push(
            finding(format!("「{}」后面以「#」开头的文字是注释，没有读取。", key.as_str()))
                .at(Span::new(submission.file, rest.start(), rest.end()))
                .help("写成「|」，正文另起一行；或者用引号把文字括起来。"),
        );
    }
}

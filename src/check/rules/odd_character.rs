//! A text has characters that nobody sees or no typeface of the report can set.

use crate::check::passage::{Pattern, pattern};
use crate::check::rule::{Scene, Scope, finding, rule};
use crate::diag::Diagnostic;
use crate::model::Submission;
use crate::source::Span;

rule! {
    /// 文字里有看不见的字符、表情符号或 Word 的专用符号。
    ///
    /// 多半是从网页、微信或 Word 粘贴来的；报告的字体里没有，印不出来。
    ///
    /// # 错误示例
    /// ```yaml
    /// 任务:
    ///   2.1.1:
    ///     状态: 有风险
    ///     进展: 完成改造72家👍。
    /// ```
    ///
    /// # 正确示例
    /// ```yaml
    /// 任务:
    ///   2.1.1:
    ///     状态: 有风险
    ///     进展: 完成改造72家。
    /// ```
    ODD_CHARACTER Warning Scope::Submission(run)
}

static ODD: Pattern = pattern!(
    "[\u{200b}-\u{200f}\u{2028}-\u{202e}\u{2060}\u{feff}\u{ad}\u{e000}-\u{f8ff}\u{fe0f}\u{fffc}\u{fffd}\u{1f000}-\u{1faff}\u{2705}\u{2753}\u{2757}\u{274c}]"
);

fn run(scene: &Scene<'_>, submission: &Submission, found: &mut Vec<Diagnostic>) {
    let Some(pattern) = ODD.as_ref() else { return };
    for prose in submission.prose() {
        for hit in pattern.find_iter(scene.sources.text(prose.text.span)) {
            let c = hit.as_str().chars().next().unwrap_or_default();
            let what = match c {
                '\u{1f000}'.. | '\u{2705}' | '\u{2753}' | '\u{2757}' | '\u{274c}' => "表情符号",
                '\u{e000}'..='\u{f8ff}' => "Word 的专用符号",
                '\u{fffc}' | '\u{fffd}' => "读坏了的字",
                _ => "看不见的字符",
            };
            let at = prose.text.span;
            let place = Span::new(at.file, at.start + hit.start(), at.start + hit.end());
            let told = finding(format!("「{}」里有{what}（U+{:04X}），印不出来。", prose.field.key, u32::from(c)));
            let told = told.at(place).help("删去，或换成文字、常用标点。");
            // What nobody sees nobody misses.
            found.push(if what == "看不见的字符" { told.fix(place, "") } else { told });
        }
    }
}

//! What is said of an assignment is last year's text to the letter.

use crate::check::rule::{Scene, Scope, finding, rule};
use crate::diag::Diagnostic;
use crate::model::field::Shape;

rule! {
    /// 任务的文字与上年一字不差。
    ///
    /// 进展、问题、下年计划与上年完全相同，多半是复制了上年的文件忘了改。
    ///
    /// # 错误示例
    /// ```yaml 2022/市工业局.yaml
    /// 任务:
    ///   2.1.1:
    ///     状态: 按计划推进
    ///     进展: 完成首批改造，覆盖重点企业。
    /// ```
    /// ```yaml
    /// 任务:
    ///   2.1.1:
    ///     状态: 按计划推进
    ///     进展: 完成首批改造，覆盖重点企业。
    /// ```
    ///
    /// # 正确示例
    /// ```yaml 2022/市工业局.yaml
    /// 任务:
    ///   2.1.1:
    ///     状态: 按计划推进
    ///     进展: 完成首批改造，覆盖重点企业。
    /// ```
    /// ```yaml
    /// 任务:
    ///   2.1.1:
    ///     状态: 按计划推进
    ///     进展: 完成第二批改造72家。
    /// ```
    UNCHANGED_TEXT Warning Scope::Year(run)
}

/// Texts shorter than this, in characters, may well be the same two years running.
const SHORT: usize = 8;

fn run(scene: &Scene<'_>, found: &mut Vec<Diagnostic>) {
    for (name, submission) in scene.content.of_year(scene.year) {
        let Some(before) = scene.content.submission(scene.year - 1, name) else { continue };
        for prose in submission.prose().filter(|prose| matches!(prose.field.shape, Shape::Paragraphs)) {
            let text = prose.text.trim();
            let same = before.prose().find(|other| {
                (other.field.key, other.owner) == (prose.field.key, prose.owner) && other.text.trim() == text
            });
            let Some(same) = same.filter(|_| SHORT < text.chars().count()) else { continue };
            found.push(
                finding(format!("「{}」的「{}」与上年一字不差。", prose.owner, prose.field.key))
                    .at(prose.text.span)
                    .label(same.text.span, "上年的文字")
                    .help("改写成本年度的情况。")
                    .of(name),
            );
        }
    }
}

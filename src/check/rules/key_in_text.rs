//! A line of a text is an entry that was indented too far.

use crate::check::passage::{Pattern, pattern};
use crate::check::rule::{Scene, Scope, finding, rule};
use crate::diag::Diagnostic;
use crate::model::Submission;
use crate::source::Span;

rule! {
    /// 正文里有一行是「键:」的样子，多半是缩进多了，成了上一项的正文。
    ///
    /// 例如「问题: |」比「进展」多缩进了，就会并进「进展」的正文，「问题」反而没有报。确是正文的，冒号改成全角。
    ///
    /// # 错误示例
    /// ```yaml
    /// 任务:
    ///   2.1.1:
    ///     状态: 有风险
    ///     进展: |
    ///       完成改造72家。
    ///       问题: 现场会少开1场。
    /// ```
    ///
    /// # 正确示例
    /// ```yaml
    /// 任务:
    ///   2.1.1:
    ///     状态: 有风险
    ///     进展: |
    ///       完成改造72家。
    ///     问题: 现场会少开1场。
    /// ```
    "key-in-text" Error Scope::Submission(run)
}

/// The keys of a submission, and assignment numbers, at the beginning of a line.
static KEY: Pattern = pattern!(
    "(?m)^[ \\t]*((?:- )?(?:状态|进展|问题|下年计划|实际值|数据来源|数据性质|口径|说明|判断|理由|指标|任务|里程碑|配合|项目|案例|大事记)|[0-9]+(?:\\.[0-9]+)+[a-z]?):(?:[ \\t|]|\\r?$)"
);

fn run(scene: &Scene<'_>, submission: &Submission, found: &mut Vec<Diagnostic>) {
    let Some(pattern) = KEY.as_ref() else { return };
    for prose in submission.prose() {
        let raw = scene.sources.text(prose.text.span);
        // The line of the key itself is not part of the text; a text on it is not a line of its own.
        for hit in pattern.captures_iter(raw).filter(|hit| hit.get(0).is_some_and(|all| all.start() != 0)) {
            let Some(key) = hit.get(1) else { continue };
            // A line that could not be read lies inside the text and is not of it.
            if !prose.text.contains(&format!("{}:", key.as_str())) {
                continue;
            }
            let at = prose.text.span;
            found.push(
                finding(format!("「{}:」缩进多了，成了「{}」的正文。", key.as_str(), prose.field))
                    .at(Span::new(at.file, at.start + key.start(), at.start + key.end() + 1))
                    .help(format!(
                        "减少行首的空格，与「{}」左对齐（编号与其他编号左对齐）；确是正文的，冒号改成全角「：」。",
                        prose.field
                    )),
            );
        }
    }
}

//! A list item begins with a mark that makes no list.

use crate::check::passage::{Pattern, pattern, search};
use crate::check::rule::{Scene, Scope, finding, rule};
use crate::diag::Diagnostic;

rule! {
    /// 列项没有用「- 」开头，印不成列表。
    ///
    /// 列项写成半角短横加空格「- 」，每项一行；从 Word 粘贴来的“•”“－”等要改掉。
    ///
    /// # 错误示例
    /// ```yaml
    /// 任务:
    ///   2.1.1:
    ///     状态: 有风险
    ///     进展: |
    ///       完成改造：
    ///
    ///       • 离散制造60家；
    ///       • 流程制造12家。
    /// ```
    ///
    /// # 正确示例
    /// ```yaml
    /// 任务:
    ///   2.1.1:
    ///     状态: 有风险
    ///     进展: |
    ///       完成改造：
    ///
    ///       - 离散制造60家；
    ///       - 流程制造12家。
    /// ```
    LIST_MARK Warning Scope::Year(run)
}

static MARK: Pattern = pattern!("(?m)^[ \\t]*([•·●▪◆■○－–—\u{f06c}\u{f0b7}]+[ \\t]*|-)(\\p{Han})");

static NUMBERED: Pattern = pattern!("(?m)^[ \\t]*([0-9]{1,2}、|（[0-9一二三四五六七八九十]{1,2}）|[①-⑳])");

fn run(scene: &Scene<'_>, found: &mut Vec<Diagnostic>) {
    for (passage, hit) in search(scene, &MARK) {
        // —— opens a subtitle or an aside.
        if hit[1].starts_with("——") {
            continue;
        }
        let mark = hit[1].trim();
        found.push(
            finding(format!("列项以「{mark}」开头，印不成列表。"))
                .at(passage.span(&hit, 1))
                .help("改成半角短横加空格「- 」；第一项前面空一行。")
                .of(passage.unit),
        );
    }
    for (passage, hit) in search(scene, &NUMBERED) {
        // The first item, or one after a blank line, stands for itself.
        let start = hit.get(1).map_or(0, |mark| mark.start());
        let before = passage.raw[..start].trim_end_matches([' ', '\t']);
        let above = before.strip_suffix('\n').map(|before| before.rsplit('\n').next().unwrap_or_default());
        if above.is_none_or(|line| {
            line.trim().is_empty() || !line.trim_start().starts_with(['①', '（', '1', '2', '3', '②', '③'])
        }) {
            continue;
        }
        found.push(
            finding(format!("“{}”这一项会与上一行并成一段。", &hit[1]))
                .at(passage.span(&hit, 1))
                .help("各项之间空一行；或者写成「1. 」「- 」开头的列表。")
                .of(passage.unit),
        );
    }
}

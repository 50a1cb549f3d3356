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
}

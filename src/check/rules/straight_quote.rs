//! A Chinese text has straight quotation marks.

use crate::check::passage::{Pattern, pattern, search};
use crate::check::rule::{Scene, Scope, finding, rule};
use crate::diag::Diagnostic;

rule! {
    /// 中文里用了直引号。
    ///
    /// 中文引号用“ ”。（整段文字外面的引号是 YAML 的，不算。）
    ///
    /// # 错误示例
    /// ```yaml
    /// 任务:
    ///   2.1.1:
    ///     状态: 有风险
    ///     进展: |
    ///       开展"千企"改造。
    /// ```
    ///
    /// # 正确示例
    /// ```yaml
    /// 任务:
    ///   2.1.1:
    ///     状态: 有风险
    ///     进展: |
    ///       开展“千企”改造。
    /// ```
    "straight-quote" Hint Scope::Year(run)
}

static QUOTED: Pattern = pattern!("\"([^\"\n]{1,40})\"");

fn run(scene: &Scene<'_>, found: &mut Vec<Diagnostic>) {
    for (passage, hit) in search(scene, &QUOTED) {
        // Marks round a whole scalar are YAML's own.
        if passage.raw.starts_with('"') || hit[1].is_ascii() {
            continue;
        }
        found.push(
            finding(format!("“{}”用了直引号。", &hit[1]))
                .at(passage.span(&hit, 0))
                .help(format!("写成“{}”，用中文引号。", &hit[1]))
                .fix(passage.span(&hit, 0), format!("“{}”", &hit[1]))
                .of(passage.unit),
        );
    }
}

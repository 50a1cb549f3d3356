//! Lines of a text run together although a sentence ends between them or an item begins.

use crate::check::passage::passages;
use crate::check::rule::{Scene, Scope, finding, rule};
use crate::diag::Diagnostic;
use crate::document::markdown::{FaultKind, faults};
use crate::source::Span;

rule! {
    /// 两行之间没有空行，会并成一段。
    ///
    /// 「|」下面的正文，空一行才另起一段，连着的几行印成一段。上一行以“。”“；”“：”结束，或者下一行以「2.」「（二）」「②」等
    /// 开头的，多半是要分开的：中间空一行，列项写成「- 」或「1. 」。
    ///
    /// # 错误示例
    /// ```yaml
    /// 任务:
    ///   2.1.1:
    ///     状态: 有风险
    ///     进展: |
    ///       完成改造72家。
    ///       现场会少开1场。
    /// ```
    ///
    /// # 正确示例
    /// ```yaml
    /// 任务:
    ///   2.1.1:
    ///     状态: 有风险
    ///     进展: |
    ///       完成改造72家。
    ///
    ///       现场会少开1场。
    /// ```
    JOINED_LINES Warning Scope::Year(run)
}

fn run(scene: &Scene<'_>, found: &mut Vec<Diagnostic>) {
    for passage in passages(scene).filter(|passage| passage.prose.is_markdown()) {
        for fault in faults(&passage.prose.text.value) {
            if fault.kind != FaultKind::Joined {
                continue;
            }
            // The line end itself has no letter: the line before it is what stands in the file.
            let text = &passage.prose.text.value;
            let before = text[..fault.range.start].trim_end();
            let last = before.char_indices().next_back().map_or(0, |(at, _)| at);
            let line = before.rfind('\n').map_or(0, |at| at + 1);
            let place = passage.read_at(&(line..last + 1));
            let end = Span::new(place.file, place.end, place.end);
            let told = finding("这一行会与下一行并成一段。")
                .at(place)
                .help("中间空一行；列项的，每项以「- 」或「1. 」开头。")
                .of(passage.unit);
            // Under a bar only: elsewhere an empty line is nothing.
            let under_bar = passage.raw.contains('\n') && !passage.raw.starts_with(['"', '\'']);
            found.push(if under_bar { told.fix(end, "\n") } else { told });
        }
    }
}

//! A Chinese text has straight quotation marks.

use crate::check::passage::{Passage, passages};
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
    STRAIGHT_QUOTE Hint Scope::Year(run)
}

/// Longest text between two quotes, in characters: further apart they are no pair.
const LONGEST: usize = 40;

fn run(scene: &Scene<'_>, found: &mut Vec<Diagnostic>) {
    // Marks round a whole scalar are YAML's own.
    for passage in passages(scene).filter(|passage| !passage.raw.starts_with('"') && passage.raw.contains('"')) {
        let mut start = 0;
        for line in passage.raw.split_inclusive('\n') {
            let marks: Vec<usize> = line.match_indices('"').map(|(at, _)| start + at).collect();
            // 12"晶圆 is an inch; where one of the marks may be one, or is alone, nobody can tell the pairs.
            let inch = marks.iter().step_by(2).any(|&at| passage.raw[..at].ends_with(|c: char| c.is_ascii_digit()));
            if marks.len().is_multiple_of(2) && !inch {
                found.extend(marks.chunks(2).filter_map(|pair| quoted(&passage, pair[0], pair[1])));
            }
            start += line.len();
        }
    }
}

/// The finding for the text between two marks.
fn quoted(passage: &Passage<'_>, open: usize, close: usize) -> Option<Diagnostic> {
    let words = passage.raw.get(open + 1..close)?;
    let han = |c: Option<char>| c.is_some_and(|c| matches!(c, '\u{4e00}'..='\u{9fff}'));
    let around = han(passage.raw[..open].chars().next_back()) || han(passage.raw[close + 1..].chars().next());
    let chinese = !words.is_ascii() || around && !words.trim().is_empty();
    // Inside “…” they would be ‘…’, and which was meant nobody can tell.
    let nested = passage.open_before(open, '“', '”');
    let proper = chinese && !nested && words.chars().count() <= LONGEST && !passage.quoted(open);
    proper.then(|| {
        let span = passage.place(open..close + 1);
        finding(format!("“{words}”用了直引号。"))
            .at(span)
            .help(format!("写成“{words}”，用中文引号。"))
            .fix(span, format!("“{words}”"))
            .of(passage.unit)
    })
}

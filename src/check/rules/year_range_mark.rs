//! A span of years is written with another mark than —.

use crate::check::passage::{Pattern, pattern, search};
use crate::check::rule::{Scene, Scope, finding, rule};
use crate::diag::Diagnostic;

rule! {
    /// 年份、月份的起止没有用一字线“—”。
    ///
    /// 按 GB/T 15835，时间的起止用一字线：2021—2025年、1—11月。书名号里的照原文，不提示。
    ///
    /// # 错误示例
    /// ```yaml
    /// 任务:
    ///   2.1.1:
    ///     状态: 有风险
    ///     进展: 2022-2023年完成改造72家。
    /// ```
    ///
    /// # 正确示例
    /// ```yaml
    /// 任务:
    ///   2.1.1:
    ///     状态: 有风险
    ///     进展: 2022—2023年完成改造72家。
    /// ```
    YEAR_RANGE_MARK Hint Scope::Year(run)
}

static YEARS: Pattern = pattern!("((?:19|20)[0-9]{2})年? ?([-~～〜–－─]|--) ?((?:19|20)[0-9]{2})(学年|年)");
static MONTHS: Pattern = pattern!("([0-9]{1,2})月? ?([-~～〜–－─]) ?([0-9]{1,2})(月份|月)");

fn run(scene: &Scene<'_>, found: &mut Vec<Diagnostic>) {
    let years = search(scene, &YEARS);
    let months = search(scene, &MONTHS).filter(|(_, hit)| {
        let month = |text: &str| text.parse::<u8>().is_ok_and(|month| (1..=12).contains(&month));
        month(&hit[1]) && month(&hit[3])
    });
    for (passage, hit) in years.chain(months).filter(|(passage, hit)| !passage.word_goes_on(hit) && !passage.coded(hit))
    {
        if hit.get(0).is_some_and(|all| passage.raw[all.end()..].starts_with('龄')) {
            continue;
        }
        let right = format!("{}—{}{}", &hit[1], &hit[3], &hit[4]);
        found.push(
            finding(format!("起止时间“{}”应用一字线“—”。", &hit[0]))
                .at(passage.span(&hit, 0))
                .help(format!("写成“{right}”。"))
                .fix(passage.span(&hit, 0), right)
                .of(passage.unit),
        );
    }
}

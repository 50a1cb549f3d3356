//! A span of years is written with another mark than —.

use crate::check::passage::{Pattern, pattern, search};
use crate::check::rule::{Scene, Scope, finding, rule};
use crate::diag::Diagnostic;

rule! {
    /// 年份的起止没有用一字线“—”。
    ///
    /// 按 GB/T 15835，时间的起止用一字线：2021—2025年。书名号里的照原文，不提示。
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
    "year-range-mark" Hint Scope::Year(run)
}

static YEARS: Pattern = pattern!("((?:19|20)[0-9]{2})年? ?([-~～〜–]|--) ?((?:19|20)[0-9]{2})年");

fn run(scene: &Scene<'_>, found: &mut Vec<Diagnostic>) {
    for (passage, hit) in search(scene, &YEARS) {
        found.push(
            finding(format!("年份起止“{}”应用一字线“—”。", &hit[0]))
                .at(passage.span(&hit, 0))
                .help(format!("写成“{}—{}年”。", &hit[1], &hit[3]))
                .fix(passage.span(&hit, 0), format!("{}—{}年", &hit[1], &hit[3]))
                .of(passage.unit),
        );
    }
}

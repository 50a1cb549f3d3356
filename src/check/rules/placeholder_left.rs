//! A text still has a gap where something was to be filled in.

use crate::check::passage::{Pattern, pattern, search};
use crate::check::rule::{Scene, Scope, finding, rule};
use crate::diag::Diagnostic;

rule! {
    /// 文字里留着待填的空。
    ///
    /// 如“XX”“××”“待补充”“（此处填写）”，正式报告里不应出现；电子表格的出错值（`#N/A`、`#DIV/0!`）也是。
    ///
    /// # 错误示例
    /// ```yaml
    /// 任务:
    ///   2.1.1:
    ///     状态: 有风险
    ///     进展: 全年完成改造XX家。
    /// ```
    ///
    /// # 正确示例
    /// ```yaml
    /// 任务:
    ///   2.1.1:
    ///     状态: 有风险
    ///     进展: 全年完成改造72家。
    /// ```
    PLACEHOLDER_LEFT Warning Scope::Year(run)
}

static WORDS: Pattern = pattern!(
    "[XＸ×]{2,}|x{3,}|xx[家个人项年月场元]|_{3,}|〇〇|某某|（\\s*）|【\\s*】|(?:^|[，。；：（\\s])待(?:补充|补|填写|填|定稿|核实)(?:[）。，；\\s]|$)|^\\s*…+\\s*$|此处填写|TODO|#(?:N/A|DIV/0!|REF!|VALUE!|NAME\\?|NUM!|NULL!|SPILL!|CALC!)|#{5,}"
);

fn run(scene: &Scene<'_>, found: &mut Vec<Diagnostic>) {
    for (passage, hit) in search(scene, &WORDS) {
        // 7×××系 names a series of alloys.
        let end = hit.get(0).map_or(0, |all| all.end());
        if passage.raw[end..].starts_with(['系', '染', '-']) || passage.coded(&hit) {
            continue;
        }
        let (what, help) = if hit[0].starts_with('#') {
            (format!("文字里有电子表格的出错值“{}”。", &hit[0]), "核对原来的表格，写本来的内容；没有的空着。")
        } else {
            let gap = hit[0].find('待').map_or(hit[0].trim(), |at| hit[0][at..].trim());
            (format!("文字里留着待填的“{gap}”。"), "补上内容，或改写这一句。")
        };
        found.push(finding(what).at(passage.span(&hit, 0)).help(help).of(passage.unit));
    }
}

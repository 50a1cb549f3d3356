//! A range of numbers is written with another mark than ～.

use crate::check::passage::{Pattern, pattern, search};
use crate::check::rule::{Scene, Scope, finding, rule};
use crate::diag::Diagnostic;
use crate::model::Decimal;
use crate::source::Span;

rule! {
    /// 数值范围没有用浪纹线“～”。
    ///
    /// 按 GB/T 15835，数值范围用浪纹线：3～5个、63%～68%；不用半角的 ~ 或 -。书名号里的照原文，不提示。
    ///
    /// # 错误示例
    /// ```yaml
    /// 任务:
    ///   2.1.1:
    ///     状态: 有风险
    ///     进展: 再建3~5个示范车间。
    /// ```
    ///
    /// # 正确示例
    /// ```yaml
    /// 任务:
    ///   2.1.1:
    ///     状态: 有风险
    ///     进展: 再建3～5个示范车间。
    /// ```
    RANGE_MARK Hint Scope::Year(run)
}

static RANGE: Pattern = pattern!(
    "([0-9][0-9.,]*[%‰万亿]?) ?([~〜∼－-]) ?([0-9][0-9.,]*) ?([%‰℃万亿个家项人名件次场种台套倍元吨年岁天]|百分点|[μmnk]?m\\b)"
);

fn run(scene: &Scene<'_>, found: &mut Vec<Diagnostic>) {
    for (passage, hit) in search(scene, &RANGE) {
        // Years are a span of time and have a mark of their own; 2021-2 is no range.
        let year = |text: &str| text.len() == 4 && (text.starts_with("19") || text.starts_with("20"));
        // A range rises; what does not is a code, such as a standard's number and its year.
        let number = |text: &str| text.trim_end_matches(['%', '‰', '万', '亿']).replace(',', "").parse::<Decimal>();
        let rises = number(&hit[1]).is_ok_and(|from| number(&hit[3]).is_ok_and(|to| from < to));
        if year(&hit[1]) || year(&hit[3]) || !rises || passage.word_goes_on(&hit) || passage.coded(&hit) {
            continue;
        }
        // 15%～30%, not 15～30%: the scale belongs to both ends (GB/T 15835).
        let scale = Some(&hit[4]).filter(|unit| matches!(*unit, "%" | "‰" | "万" | "亿") && !hit[1].ends_with(*unit));
        let right = format!("{}{}～{}", &hit[1], scale.unwrap_or_default(), &hit[3]);
        let (from, to) = (passage.span(&hit, 1), passage.span(&hit, 3));
        let span = Span::new(from.file, from.start, to.end);
        found.push(
            finding(format!("数值范围“{}{}{}{}”应用浪纹线“～”。", &hit[1], &hit[2], &hit[3], &hit[4]))
                .at(passage.span(&hit, 0))
                .help(format!("写成“{right}{}”。", &hit[4]))
                .fix(span, right)
                .of(passage.unit),
        );
    }
}

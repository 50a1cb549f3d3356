//! A text says that an indicator rose or fell, and the figures say otherwise.

use crate::check::mention::mentions;
use crate::check::rule::{Scene, Scope, finding, rule};
use crate::diag::Diagnostic;

rule! {
    /// 文字说增长（下降），数字却相反，或增减的数对不上。
    ///
    /// “比上年增加1家”要与本年、上年填报的两个数之差一致。
    ///
    /// # 错误示例
    /// ```yaml
    /// 任务:
    ///   2.1.1:
    ///     状态: 有风险
    ///     进展: 示范工厂数达到6家，比上年减少2家。
    /// ```
    ///
    /// # 正确示例
    /// ```yaml
    /// 任务:
    ///   2.1.1:
    ///     状态: 有风险
    ///     进展: 示范工厂数达到6家，比上年增加2家。
    /// ```
    PROSE_TREND_MISMATCH Warning Scope::Year(run)
}

fn run(scene: &Scene<'_>, found: &mut Vec<Diagnostic>) {
    for mention in mentions(scene) {
        let Some(trend) = &mention.trend else { continue };
        let (year, last) = trend.base;
        let change = mention.value - last;
        let against = match trend.rising {
            None => !change.is_zero(),
            Some(rising) => change.is_zero() || rising == change.is_sign_negative(),
        };
        let off = trend.by.as_ref().is_some_and(|by| !by.is(change.abs()));
        if !against && !off {
            continue;
        }
        let unit = mention.indicator.unit.text();
        let words = match change {
            change if change.is_zero() => "没有变化".to_owned(),
            change if change.is_sign_negative() => format!("减少 {}", change.abs().normalize()),
            change => format!("增加 {}", change.normalize()),
        };
        found.push(
            finding(format!(
                "文字说「{}」{}，填报的是 {year} 年 {}{unit}、{} 年 {}{unit}（{words}）。",
                mention.indicator.name.value,
                trend.words,
                last.normalize(),
                scene.year,
                mention.value.normalize()
            ))
            .at(trend.span)
            .label(mention.entry, "本年填报的数")
            .help("核对后把文字和数字改成一致。")
            .of(mention.unit),
        );
    }
}

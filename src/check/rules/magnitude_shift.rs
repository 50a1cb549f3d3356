//! A figure is ten thousand times last year's, or a ten-thousandth of it: its unit was mistaken.

use crate::check::figure::figures;
use crate::check::rule::{Scene, Scope, finding, rule};
use crate::diag::Diagnostic;
use crate::model::{Decimal, Kind};

rule! {
    /// 数字与上年相差约一万倍（或百分数与小数混用），多半是单位弄错了。
    ///
    /// 例如指标单位是亿元，按万元填了数；或者单位是 %，把 60% 填成了 0.6。单位写在数字后面（如 12.5亿元），程序会自动换算，不会错。
    ///
    /// # 错误示例
    /// ```yaml
    /// 指标:
    ///   示范工厂数: 60000
    /// ```
    ///
    /// # 正确示例
    /// ```yaml
    /// 指标:
    ///   示范工厂数: 6
    /// ```
    MAGNITUDE_SHIFT Error Scope::Year(run)
}

fn run(scene: &Scene<'_>, found: &mut Vec<Diagnostic>) {
    for figure in figures(scene) {
        let Some(&(year, earlier)) = figure.earlier.last() else { continue };
        let Some(ratio) = figure.value.checked_div(earlier).map(|ratio| ratio.abs()) else { continue };
        let unit = figure.indicator.unit.text();
        // A rate of growth may well fall to a hundredth.
        let share = figure.indicator.unit.is_percent() && figure.indicator.kind == Kind::Ratio;
        let Some(slip) = slip(ratio, share) else { continue };
        found.push(
            finding(format!(
                "「{}」填的是 {}{unit}，{year} 年是 {}{unit}，{slip}。",
                figure.name.value,
                figure.value.normalize(),
                earlier.normalize()
            ))
            .at(figure.newer_word())
            .help(format!("核对单位：只写数字时就按「{unit}」理解；也可以把单位写在数字后面，由程序换算。"))
            .of(figure.unit),
        );
    }
}

/// What kind of slip a ratio to last year's value shows, if it shows one.
fn slip(ratio: Decimal, percent: bool) -> Option<&'static str> {
    let near = |times: i64| {
        let times = Decimal::from(times);
        times / Decimal::TWO <= ratio && ratio <= times * Decimal::TWO
            || !ratio.is_zero() && (Decimal::ONE / times / Decimal::TWO..=Decimal::TWO / times).contains(&ratio)
    };
    match percent {
        true if near(100) => Some("相差约一百倍，像是小数与百分数混用"),
        _ if near(10_000) => Some("相差约一万倍，像是万元与亿元、人与万人之类的单位弄错了"),
        _ if near(100_000_000) => Some("相差约一亿倍，像是元与亿元之类的单位弄错了"),
        _ => None,
    }
}

//! A figure is outside what its indicator can have.

use crate::check::figure::figures;
use crate::check::rule::{Scene, Scope, finding, rule};
use crate::diag::Diagnostic;
use crate::model::{Decimal, Kind};

rule! {
    /// 数字超出了可能的范围。
    ///
    /// 占比、覆盖率之类的比率（单位 %）不会超过 100%，也不会是负数；家数、人数、项数等不会是负数，也不会有小数。年均增速可以是负数。
    ///
    /// # 错误示例
    /// ```yaml
    /// 指标:
    ///   数字化改造覆盖率: 160%
    /// ```
    ///
    /// # 正确示例
    /// ```yaml
    /// 指标:
    ///   数字化改造覆盖率: 60%
    /// ```
    OUT_OF_RANGE Error Scope::Year(run)
}

/// Units of things that do not come in parts.
const COUNTED: [&str; 12] = ["家", "个", "人", "项", "件", "场", "名", "次", "种", "座", "支", "所"];

fn run(scene: &Scene<'_>, found: &mut Vec<Diagnostic>) {
    for figure in figures(scene) {
        let unit = figure.indicator.unit.text();
        let share = figure.indicator.kind == Kind::Ratio && figure.indicator.unit.is_percent();
        let growth = figure.indicator.kind == Kind::Growth
            || figure.indicator.unit.is_percent() && figure.indicator.name.contains("增速");
        // What the plan itself promises or began with is possible.
        let aim = figure.indicator.aim();
        let known = || [Some(aim.target.value), aim.target.upper, aim.start].into_iter().flatten();
        let share_of = |value: Decimal| figure.indicator.unit.percent(value).unwrap_or(value);
        let over = |value: Decimal| Decimal::ONE_HUNDRED < share_of(value);
        let below = |value: Decimal| value < Decimal::ZERO;
        let message = if share && over(figure.value) && !known().any(over) {
            format!("「{}」是比率，填的 {}{unit} 超过了 100%。", figure.name.value, figure.value.normalize())
        } else if !growth && below(figure.value) && !known().any(below) {
            format!("「{}」不会是负数，填的是 {}{unit}。", figure.name.value, figure.value.normalize())
        } else if figure.indicator.kind != Kind::Ratio && COUNTED.contains(&unit) && !figure.value.fract().is_zero() {
            format!("「{}」以「{unit}」计，应为整数，填的是 {}。", figure.name.value, figure.value.normalize())
        } else {
            continue;
        };
        found.push(
            finding(message).at(figure.span).help("核对数字和单位，看小数点、正负号有没有写错。").of(figure.unit),
        );
    }
}

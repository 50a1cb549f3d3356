//! A figure changed far more than its series ever did.

use crate::check::figure::figures;
use crate::check::rule::{Scene, Scope, finding, rule};
use crate::diag::Diagnostic;
use crate::model::Decimal;

rule! {
    /// 比上年的变化远大于这个指标以往各年的变化。
    ///
    /// 变化超过以往最大一次的五倍，而且超过上年数的一半。可能是多输、漏输了一位，也可能确有其事；后者在「说明」里写明原因，就不再提示（变为四倍以上或四分之一以下的除外）。
    ///
    /// # 错误示例
    /// ```yaml
    /// 指标:
    ///   示范工厂数: 60
    /// ```
    ///
    /// # 正确示例
    /// ```yaml
    /// 指标:
    ///   示范工厂数: 6
    /// ```
    IMPLAUSIBLE_JUMP Warning Scope::Year(run)
}

/// What is more than a strong year.
const FOUR: Decimal = Decimal::from_parts(4, 0, 0, false, 0);

/// What looks like a shifted decimal point.
const EIGHT: Decimal = Decimal::from_parts(8, 0, 0, false, 0);

/// How many times the largest earlier change is too much.
const TIMES: Decimal = Decimal::from_parts(5, 0, 0, false, 0);

fn run(scene: &Scene<'_>, found: &mut Vec<Diagnostic>) {
    for figure in figures(scene) {
        let Some(&(year, last)) = figure.earlier.last() else { continue };
        let changes = figure.earlier.windows(2).map(|pair| (pair[1].1 - pair[0].1).abs());
        let Some(usual) = changes.max().filter(|usual| !usual.is_zero()) else { continue };
        let change = figure.value - last;
        // Four times as much or as little takes more than any remark: most remarks are about something else.
        let extreme = last.abs() * FOUR < figure.value.abs() || figure.value.abs() * FOUR < last.abs();
        let times = |n: Decimal| last.abs() * n < figure.value.abs() || figure.value.abs() * n < last.abs();
        let shifted = times(EIGHT) && Decimal::TEN <= last.abs();
        let explained = figure.remark().is_some() && !extreme;
        let usual_enough = change.abs() <= usual * TIMES || change.abs() * Decimal::TWO <= last.abs() || explained;
        if usual_enough && !shifted {
            continue;
        }
        let unit = figure.indicator.unit.text();
        found.push(
            finding(format!(
                "「{}」由 {year} 年的 {}{unit} 变为 {}{unit}，变化远大于以往（以往一年最多变 {}{unit}）。",
                figure.name.value,
                last.normalize(),
                figure.value.normalize(),
                usual.normalize()
            ))
            .at(figure.newer_word())
            .help("核对有没有多输或漏输一位；确有其事的，在「说明」里写明原因。")
            .of(figure.unit),
        );
    }
}

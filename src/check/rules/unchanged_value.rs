//! A figure that misses its target is last year's to the last digit, without a word why.

use crate::check::figure::figures;
use crate::check::rule::{Scene, Scope, finding, rule};
use crate::diag::Diagnostic;

rule! {
    /// 数字与上年一字不差，又没有说明。
    ///
    /// 目标还没有达到、数字却与上年完全一样，可能是复制了上年的文件忘了改。确实没有变化的，在「说明」里写一句，就不再提示。
    ///
    /// # 错误示例
    /// ```yaml
    /// 指标:
    ///   单位产值能耗: 0.48
    /// ```
    ///
    /// # 正确示例
    /// ```yaml
    /// 指标:
    ///   单位产值能耗: 0.45
    /// ```
    UNCHANGED_VALUE Hint Scope::Year(run)
}

fn run(scene: &Scene<'_>, found: &mut Vec<Diagnostic>) {
    for figure in figures(scene) {
        let Some(&(year, last)) = figure.earlier.last() else { continue };
        let met = figure.indicator.aim().met_by(figure.value);
        if year + 1 != scene.year || last != figure.value || met || figure.remark().is_some() {
            continue;
        }
        let unit = figure.indicator.unit.text();
        found.push(
            finding(format!("「{}」与 {year} 年一样，都是 {}{unit}。", figure.name.value, last.normalize()))
                .at(figure.span)
                .help("核对是不是忘了更新；确实没有变化的，在「说明」里写一句原因。")
                .of(figure.unit),
        );
    }
}

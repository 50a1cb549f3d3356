//! A figure is outside what its indicator can have.

use crate::check::figure::{figures, impossible};
use crate::check::rule::{Scene, Scope, finding, rule};
use crate::diag::Diagnostic;

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

/// Words of a remark that say that such a value is meant.
const MEANT: [&str; 5] = ["超过100%", "超过 100%", "为负", "负数", "负值"];

fn run(scene: &Scene<'_>, found: &mut Vec<Diagnostic>) {
    let help = "核对数字和单位，看小数点、正负号有没有写错";
    for figure in figures(scene) {
        let meant = figure.remark().is_some_and(|remark| MEANT.iter().any(|word| remark.contains(word)));
        if let Some(why) = impossible(figure.indicator, figure.value).filter(|_| !meant) {
            let help = format!("{help}；确实如此的，在「说明」里写明“可以超过100%”或“为负值”。");
            let told = finding(format!("「{}」{why}。", figure.name.value)).at(figure.span);
            found.push(told.help(help).of(figure.unit));
        }
        for value in figure.entry.revisions.iter().filter_map(|revision| revision.value.as_ref()) {
            let number = value.in_unit(&figure.indicator.unit).ok();
            let why = number.and_then(|number| impossible(figure.indicator, number)).filter(|_| !meant);
            let told = why.map(|why| finding(format!("「{}」调整后的值不对：{why}。", figure.name.value)));
            found.extend(told.map(|told| told.at(value.span).help(format!("{help}。")).of(figure.unit)));
        }
    }
    for indicator in &scene.content.plan.indicators {
        let base = indicator.baseline.as_ref().map(|base| &base.value);
        let why = base.and_then(|base| Some((base.span, impossible(indicator, base.value)?)));
        let told =
            why.map(|(span, why)| finding(format!("「{}」的基期值不对：{why}。", indicator.name.value)).at(span));
        found.extend(told.map(|told| told.help(format!("{help}。"))));
    }
}

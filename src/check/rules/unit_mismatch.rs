//! A figure is written in a unit that its indicator is not measured in.

use crate::check::rule::{Scene, Scope, finding, rule};
use crate::diag::Diagnostic;
use crate::model::{QuantityError, Submission};

rule! {
    /// 数字所带的单位与指标的单位不符。
    ///
    /// 数字可以带单位，也可以不带；带了就要与指标的单位是同一种（万元与亿元、人与万人会自动换算，家与个不会）。只写「万」「亿」而指标单位自己带万、亿的，看不出指的是什么，也要写全。
    ///
    /// # 错误示例
    /// ```yaml
    /// 指标:
    ///   现场会场次: 3家
    /// ```
    ///
    /// # 正确示例
    /// ```yaml
    /// 指标:
    ///   现场会场次: 3场
    /// ```
    ///
    /// # 怎么改
    /// 换算成指标的单位后再填；只写数字时就按指标的单位理解。
    "unit-mismatch" Error Scope::Submission(run)
}

fn run(Scene { content, .. }: &Scene<'_>, submission: &Submission, found: &mut Vec<Diagnostic>) {
    for (name, entry) in &submission.entries {
        let (Some(indicator), Some(actual)) = (content.plan.indicator(name), &entry.actual) else { continue };
        let unit = indicator.unit.text();
        let message = match actual.in_unit(&indicator.unit) {
            Ok(_) => continue,
            Err(QuantityError::BareScale(own, _)) => format!(
                "「{}」写成了「{}」：指标单位是「{unit}」，看不出「{own}」指的是什么。",
                name.value, actual.value
            ),
            Err(QuantityError::OtherUnit(own, _)) => {
                format!("「{}」的单位写成了「{own}」，应为「{unit}」，这个数没有采用。", name.value)
            }
            Err(_) => format!("「{}」换算成「{unit}」后数字太大。", name.value),
        };
        found.push(
            finding(message).at(actual.span).help(format!("换算成「{unit}」后再填；只写数字时就按「{unit}」理解。")),
        );
    }
}

//! A figure is written in a unit that its indicator is not measured in.

use crate::check::rule::{Rule, Scope, finding};
use crate::diag::{Diagnostic, Level};
use crate::model::{Content, QuantityError, Submission};

/// See the module.
pub const RULE: Rule = Rule {
    name: "unit-mismatch",
    level: Level::Error,
    summary: "数字所带的单位与指标的单位不符。",
    scope: Scope::Submission(run),
};

fn run(content: &Content, submission: &Submission, found: &mut Vec<Diagnostic>) {
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

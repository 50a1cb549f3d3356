//! A figure came out of a formula and was never rounded.

use crate::check::figure::figures;
use crate::check::rule::{Scene, Scope, finding, rule};
use crate::diag::Diagnostic;
use crate::model::{Decimal, Indicator};
use crate::source::Span;

rule! {
    /// 数字的小数位太多，多半是从电子表格的公式里粘贴来的。
    ///
    /// 报告照所填的位数印出。方案的目标、基期和往年的数最多几位小数，今年的数最多再多两位；按 GB/T 8170 修约后再填。程序
    /// 不替填报人改数字。
    ///
    /// # 错误示例
    /// ```yaml
    /// 指标:
    ///   单位产值能耗: 0.456789012
    /// ```
    ///
    /// # 正确示例
    /// ```yaml
    /// 指标:
    ///   单位产值能耗: 0.46
    /// ```
    TOO_MANY_DECIMALS Warning Scope::Year(run)
}

/// How many decimals more than its plan and its past a figure may have.
const MORE: u32 = 2;

/// How many decimals an amount in 亿元 may have: those of one in 万元.
const INVESTMENT: u32 = 4;

fn run(scene: &Scene<'_>, found: &mut Vec<Diagnostic>) {
    for figure in figures(scene) {
        let past = figure.earlier.iter().map(|(_, value)| decimals(*value));
        let most = past.chain([planned(figure.indicator)]).max().unwrap_or(0) + MORE;
        let own = figure.entry.actual.as_ref().map(|actual| (actual.span, actual.number));
        let restated = figure.entry.revisions.iter().filter_map(|revision| revision.value.as_ref());
        for (span, number) in own.into_iter().chain(restated.map(|value| (value.span, value.number))) {
            found.extend(told(&figure.name.value, (span, number), most).map(|told| told.of(figure.unit)));
        }
    }
    for (unit, submission) in scene.content.of_year(scene.year) {
        let money = submission.projects.iter().filter_map(|own| Some((&own.name.value, own.investment.as_ref()?)));
        let funds = submission.funds.iter();
        let funds = funds.flat_map(|own| own.budget.iter().chain(&own.spent).map(|amount| (&own.name.value, amount)));
        for (name, amount) in money.chain(funds) {
            found.extend(told(name, (amount.span, amount.number), INVESTMENT).map(|told| told.of(unit)));
        }
    }
    for indicator in &scene.content.plan.indicators {
        let Some(base) = &indicator.baseline else { continue };
        let target = decimals(indicator.target.value);
        found.extend(told(&indicator.name.value, (base.value.span, base.value.value), target + MORE));
    }
}

fn decimals(value: Decimal) -> u32 {
    value.normalize().scale()
}

/// Most decimals of what the plan says of an indicator.
fn planned(indicator: &Indicator) -> u32 {
    let target = [Some(indicator.target.value), indicator.target.upper].into_iter().flatten();
    target.chain(indicator.baseline.as_ref().map(|base| base.value.value)).map(decimals).max().unwrap_or(0)
}

fn told(name: &str, (span, number): (Span, Decimal), most: u32) -> Option<Diagnostic> {
    let own = decimals(number);
    (most < own).then(|| {
        finding(format!("「{name}」有 {own} 位小数，比方案和往年的数多得多。"))
            .at(span)
            .help("像是从电子表格的公式里粘贴来的：修约后再填，小数位与目标一致。")
    })
}

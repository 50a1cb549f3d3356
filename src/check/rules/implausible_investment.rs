//! A project's investment is none, or was written in another unit.

use crate::assess::INVESTMENT_UNIT;
use crate::check::rule::{Scene, Scope, finding, rule};
use crate::diag::Diagnostic;
use crate::model::{Decimal, Unit};

rule! {
    /// 项目的总投资、财政投入的数小得、大得不像，多半是单位写错了。
    ///
    /// 总投资以亿元计，不写单位的按亿元理解，万元的写成「3200万元」。报告保留两位小数，不到0.1亿元的保留四位；不到50万元的，多半是漏了
    /// 「万」字；1000亿元以上的，多半是把万元当成了亿元。
    ///
    /// # 错误示例
    /// ```yaml
    /// 项目:
    ///   - {名称: 离散制造示范线, 阶段: 开工, 总投资: 3200元}
    /// ```
    ///
    /// # 正确示例
    /// ```yaml
    /// 项目:
    ///   - {名称: 离散制造示范线, 阶段: 开工, 总投资: 3200万元}
    /// ```
    IMPLAUSIBLE_INVESTMENT Error Scope::Year(run)
}

/// Above this, in 亿元, a city's project was given in another unit.
const MOST: Decimal = Decimal::ONE_THOUSAND;

/// Below this, in 亿元, it is no major project: the sign of 万 was forgotten.
const LEAST: Decimal = Decimal::from_parts(5, 0, 0, false, 3);

fn run(scene: &Scene<'_>, found: &mut Vec<Diagnostic>) {
    let unit = Unit::parse(INVESTMENT_UNIT);
    for (name, submission) in scene.content.of_year(scene.year) {
        for project in submission.projects.iter().filter(|project| !project.name.trim().is_empty()) {
            let Some(investment) = &project.investment else { continue };
            let Ok(value) = investment.in_unit(&unit) else { continue };
            let what = if value <= Decimal::ZERO {
                "应大于零"
            } else if MOST < value {
                "太大了"
            } else if value < LEAST {
                "太小了"
            } else {
                continue;
            };
            let (own, shown) = (&project.name.value, value.normalize());
            let help = "核对数字和单位，看是不是漏了「万」字；不写单位的按亿元理解，万元的写成「3200万元」。";
            found.push(
                finding(format!("项目「{own}」的总投资合 {shown}{INVESTMENT_UNIT}，{what}。"))
                    .at(investment.span)
                    .help(help)
                    .of(name),
            );
        }
        let amounts = submission.funds.iter().flat_map(|fund| {
            let own = fund.budget.iter().chain(&fund.spent);
            own.filter_map(|amount| Some((&fund.name.value, amount.span, amount.in_unit(&unit).ok()?)))
        });
        for (own, span, value) in amounts.filter(|(.., value)| *value < Decimal::ZERO || MOST < *value) {
            let what = if MOST < value { "太大了" } else { "不应小于零" };
            found.push(
                finding(format!("财政投入「{own}」有一个数合 {}{INVESTMENT_UNIT}，{what}。", value.normalize()))
                    .at(span)
                    .help("核对数字和单位；不写单位的按亿元理解，万元的写成「3200万元」。")
                    .of(name),
            );
        }
    }
}

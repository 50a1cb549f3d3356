//! A figure is written in a unit that its indicator is not measured in.

use crate::assess::INVESTMENT_UNIT;
use crate::check::rule::{Scene, Scope, finding, rule};
use crate::diag::Diagnostic;
use crate::model::{QuantityError, Submission, Unit};

rule! {
    /// 数字所带的单位与指标的单位不符；项目总投资、财政投入的单位不是金额。
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
    UNIT_MISMATCH Error Scope::Submission(run)
}

fn run(Scene { content, .. }: &Scene<'_>, submission: &Submission, found: &mut Vec<Diagnostic>) {
    let figures = submission.entries.iter().filter_map(|(name, entry)| {
        Some((name.as_str(), content.plan.indicator(name)?.unit.clone(), entry.actual.as_ref()?))
    });
    let within =
        submission.entries.iter().filter_map(|(name, entry)| Some((name, entry, content.plan.indicator(name)?)));
    let within = within.flat_map(|(name, entry, indicator)| {
        let own = entry.quarters.iter().flat_map(|(_, own)| own.plan.iter().chain(&own.actual));
        own.map(move |figure| (name.as_str(), indicator.unit.clone(), figure))
    });
    let investments = submission.projects.iter().filter_map(|project| {
        Some((project.name.as_str(), Unit::parse(INVESTMENT_UNIT), project.investment.as_ref()?))
    });
    let money = submission.funds.iter().flat_map(|fund| {
        let own = fund.budget.iter().chain(&fund.spent);
        own.map(|figure| (fund.name.as_str(), Unit::parse(INVESTMENT_UNIT), figure))
    });
    let peers = submission.entries.iter().filter_map(|(name, entry)| Some((entry, content.plan.indicator(name)?)));
    let peers = peers.flat_map(|(entry, indicator)| {
        let own = entry.peers.iter();
        own.filter_map(|peer| Some((peer.city.as_str(), indicator.unit.clone(), peer.value.as_ref()?)))
    });
    for (name, unit, figure) in figures.chain(within).chain(investments).chain(money).chain(peers) {
        let (error, unit) = match figure.in_unit(&unit) {
            Ok(_) => continue,
            Err(error) => (error, unit.text()),
        };
        let message = match error {
            QuantityError::BareScale(own, _) => {
                format!("「{name}」写成了「{}」：应以「{unit}」计，看不出「{own}」指的是什么。", figure.value)
            }
            QuantityError::OtherUnit(own, _) => {
                format!("「{name}」的单位写成了「{own}」，应为「{unit}」，这个数没有采用。")
            }
            _ => format!("「{name}」换算成「{unit}」后数字太大。"),
        };
        found.push(
            finding(message).at(figure.span).help(format!("换算成「{unit}」后再填；只写数字时就按「{unit}」理解。")),
        );
    }
}

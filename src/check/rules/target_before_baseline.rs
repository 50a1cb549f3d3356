//! A target is due no later than its baseline, or outside the plan.

use crate::check::rule::{Scene, Scope, finding, rule};
use crate::diag::Diagnostic;
use crate::model::Year;

rule! {
    /// 目标年不晚于基期年，或不在规划期内。
    ///
    /// 目标年要在规划期之内、基期年之后，否则没有时序可言。
    ///
    /// # 错误示例
    /// ```yaml plan.yaml
    /// 指标:
    ///   - 编号: factories
    ///     名称: 示范工厂数
    ///     类型: 累计存量
    ///     目标值: 12
    ///     目标年: 2021
    ///     基期: {年: 2021, 值: 3}
    ///     单位: 家
    ///     章节: "1"
    ///     归入: "2.1"
    ///     责任单位: 市工业局
    ///     原文: 建成示范工厂12家
    /// ```
    ///
    /// # 正确示例
    /// ```yaml plan.yaml
    /// 指标:
    ///   - 编号: factories
    ///     名称: 示范工厂数
    ///     类型: 累计存量
    ///     目标值: 12
    ///     目标年: 2024
    ///     基期: {年: 2021, 值: 3}
    ///     单位: 家
    ///     章节: "1"
    ///     归入: "2.1"
    ///     责任单位: 市工业局
    ///     原文: 建成示范工厂12家
    /// ```
    TARGET_BEFORE_BASELINE Error Scope::Plan(run)
}

/// Most years that a base year lies before the plan's first: a plan of ten years may look back on the ten before.
const OLDEST: Year = 10;

fn run(scene: &Scene<'_>, found: &mut Vec<Diagnostic>) {
    let head = &scene.content.plan.head;
    for indicator in &scene.content.plan.indicators {
        let (name, year) = (&indicator.name, indicator.target.due.year);
        let base = indicator.baseline.as_ref().map_or(head.base, |baseline| baseline.year);
        let oldest = head.start - OLDEST;
        let message = if base < oldest {
            format!("「{}」的基期年 {base} 比规划期首年 {} 早了 {OLDEST} 年以上。", name.value, head.start)
        } else if year <= base {
            format!("「{}」的目标年 {year} 不晚于基期年 {base}。", name.value)
        } else if year < head.start {
            format!("「{}」的目标年 {year} 在规划期 {}—{} 年之前。", name.value, head.start, head.end)
        } else {
            continue;
        };
        found.push(finding(message).at(name.span).help("核对「目标年」和「基期」的「年」。"));
    }
}

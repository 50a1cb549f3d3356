//! A comparator does not fit the kind, the target or the baseline.

use crate::check::rule::{Scene, Scope, finding, rule};
use crate::diag::Diagnostic;
use crate::model::{Comparator, Kind};

rule! {
    /// 「比较」与「类型」、目标值或基期值不相称。
    ///
    /// 区间类指标要有两个目标值，比较写「区间」；越小越好的指标，比较写「低于」或「不超过」，目标值应小于基期值；越大越好的相反。
    ///
    /// # 错误示例
    /// ```yaml plan.yaml
    /// 指标:
    ///   - 编号: factories
    ///     名称: 示范工厂数
    ///     类型: 累计存量
    ///     比较: 低于
    ///     目标值: 12
    ///     目标年: 2024
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
    ///     比较: 不少于
    ///     目标值: 12
    ///     目标年: 2024
    ///     基期: {年: 2021, 值: 3}
    ///     单位: 家
    ///     章节: "1"
    ///     归入: "2.1"
    ///     责任单位: 市工业局
    ///     原文: 建成示范工厂12家
    /// ```
    COMPARATOR_AGAINST_KIND Error Scope::Plan(run)
}

/// Words of targets that are there from the beginning.
const KEPT: [&str; 10] = ["控制", "稳定", "保持", "以内", "不超过", "不高于", "不突破", "不低于", "不少于", "年均"];

fn run(scene: &Scene<'_>, found: &mut Vec<Diagnostic>) {
    for indicator in &scene.content.plan.indicators {
        let (name, target) = (&indicator.name, &indicator.target);
        let base = indicator.baseline.as_ref().filter(|base| base.comparable).map(|base| base.value.value);
        let between = target.comparator == Comparator::Between;
        let about = target.comparator == Comparator::About;
        // Some targets are there from the beginning, and are to be kept.
        let kept = indicator.promised_every_year() || KEPT.iter().any(|word| indicator.wording.contains(word));
        let falling = matches!(target.comparator, Comparator::AtMost | Comparator::LessThan);
        let rising = matches!(target.comparator, Comparator::AtLeast | Comparator::MoreThan);
        let message = if between != (indicator.kind == Kind::Range) || (between || about) != target.upper.is_some() {
            format!("「{}」的类型、比较和目标值不相称：区间类要写「比较: 区间」和两个目标值。", name.value)
        } else if target.upper.is_some_and(|upper| upper < target.value) {
            format!("「{}」的区间上限小于下限。", name.value)
        } else if base.is_some_and(|base| falling && !kept && base < target.value) {
            format!("「{}」越小越好，目标值却大于基期值。", name.value)
        } else if base.is_some_and(|base| rising && !kept && indicator.kind != Kind::Growth && target.value < base) {
            format!("「{}」越大越好，目标值却小于基期值。", name.value)
        } else {
            continue;
        };
        let help = "核对「类型」「比较」「目标值」和「基期」；目标是守住已有水平的，「原文」里应有“控制在”“保持”“不超过”这样的字样。";
        found.push(finding(message).at(name.span).help(help));
    }
}

//! Interim promises do not lead from the baseline to the target.

use crate::check::rule::{Scene, Scope, finding, rule};
use crate::diag::Diagnostic;
use crate::model::Decimal;

rule! {
    /// 年度节点不在基期与目标之间，或前后颠倒。
    ///
    /// 年度节点应在基期年与目标年之间，数值应从基期值走向目标值，不走回头路。
    ///
    /// # 错误示例
    /// ```yaml plan.yaml
    /// 指标:
    ///   - 编号: factories
    ///     名称: 示范工厂数
    ///     类型: 累计存量
    ///     目标值: 12
    ///     目标年: 2024
    ///     基期: {年: 2021, 值: 3}
    ///     年度节点: {2022: 8, 2023: 6}
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
    ///     年度节点: {2022: 4, 2023: 6}
    ///     单位: 家
    ///     章节: "1"
    ///     归入: "2.1"
    ///     责任单位: 市工业局
    ///     原文: 建成示范工厂12家
    /// ```
    WAYPOINTS_OUT_OF_ORDER Error Scope::Plan(run)
}

fn run(scene: &Scene<'_>, found: &mut Vec<Diagnostic>) {
    for indicator in scene.content.plan.indicators.iter().filter(|indicator| !indicator.waypoints.is_empty()) {
        let base = indicator.baseline.as_ref();
        let start = base.map_or((scene.content.plan.head.base, Decimal::ZERO), |base| (base.year, base.value.value));
        let aim = indicator.aim();
        let end = (indicator.target.due.year, aim.end);
        let rising = aim.rising;
        // What is promised every year goes up or down as it likes, and a node in the target's year is the target.
        let inner = indicator.waypoints.iter().copied().filter(|node| *node != end);
        let path: Vec<_> = std::iter::once(start).chain(inner).chain([end]).collect();
        if indicator.promised_every_year() {
            continue;
        }
        for pair in path.windows(2) {
            let (before, after) = (pair[0], pair[1]);
            let back = if rising { after.1 < before.1 } else { before.1 < after.1 };
            if before.0 < after.0 && !back {
                continue;
            }
            let (unit, name) = (indicator.unit.text(), &indicator.name);
            found.push(
                finding(format!(
                    "「{}」的年度节点前后颠倒：{} 年 {}{unit} 之后是 {} 年 {}{unit}。",
                    name.value,
                    before.0,
                    before.1.normalize(),
                    after.0,
                    after.1.normalize()
                ))
                .at(name.span)
                .help("年度节点的年份应在基期年和目标年之间，数值应从基期值走向目标值。"),
            );
        }
    }
}

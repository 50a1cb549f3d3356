//! A cumulated figure is smaller than the year before.

use crate::check::figure::figures;
use crate::check::rule::{Scene, Scope, finding, rule};
use crate::diag::Diagnostic;
use crate::model::Kind;

rule! {
    /// 期内新增的累计数比上年少了。
    ///
    /// 「期内新增」填的是规划首年以来的累计数，只增不减。变少多半是只填了当年数；确属核减、更正或口径调整的，在「说明」里写明“核减”“更正”或“口径”，就不再提示。
    ///
    /// # 错误示例
    /// ```yaml 2022/市企业服务中心.yaml
    /// 单位: 市企业服务中心
    /// 年度: 2022
    /// 状态: 已审定
    /// 指标:
    ///   专精特新企业数: 12
    /// ```
    /// ```yaml 2023/市企业服务中心.yaml
    /// 单位: 市企业服务中心
    /// 年度: 2023
    /// 状态: 已审定
    /// 指标:
    ///   专精特新企业数: 9
    /// ```
    ///
    /// # 正确示例
    /// ```yaml 2022/市企业服务中心.yaml
    /// 单位: 市企业服务中心
    /// 年度: 2022
    /// 状态: 已审定
    /// 指标:
    ///   专精特新企业数: 12
    /// ```
    /// ```yaml 2023/市企业服务中心.yaml
    /// 单位: 市企业服务中心
    /// 年度: 2023
    /// 状态: 已审定
    /// 指标:
    ///   专精特新企业数: 21
    /// ```
    CUMULATIVE_FELL Error Scope::Year(run)
}

/// Words of a remark that say a fall is meant.
const MEANT: [&str; 5] = ["核减", "更正", "修订", "调整", "口径"];

fn run(scene: &Scene<'_>, found: &mut Vec<Diagnostic>) {
    for figure in figures(scene).filter(|figure| figure.indicator.kind == Kind::Increment) {
        let Some(&(year, earlier)) = figure.earlier.last() else { continue };
        let meant = figure.remark().is_some_and(|remark| MEANT.iter().any(|word| remark.contains(word)));
        if earlier <= figure.value || meant {
            continue;
        }
        let unit = figure.indicator.unit.text();
        let (value, earlier) = (figure.value.normalize(), earlier.normalize());
        let mut diagnostic = finding(format!(
            "「{}」是规划首年以来的累计数，{year} 年已有 {earlier}{unit}，今填 {value}{unit}，反而少了。",
            figure.name.value
        ))
        .at(figure.newer_word())
        .help("填累计数，不是当年数；确有核减或更正的，在「说明」里写明。")
        .of(figure.unit);
        if let Some(before) = figure.before {
            diagnostic = diagnostic.label(before, "上年填的");
        }
        found.push(diagnostic);
    }
}

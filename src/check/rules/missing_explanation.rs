//! An indicator is behind or has regressed, and nothing is said about it.

use crate::check::figure::figures;
use crate::check::rule::{Scene, Scope, finding, rule};
use crate::diag::Diagnostic;

rule! {
    /// 指标滞后或倒退，没有写说明。
    ///
    /// 报告要写明每个滞后、倒退指标的原因和下一步措施，取自「说明」。
    ///
    /// # 错误示例
    /// ```yaml
    /// 指标:
    ///   示范工厂数: 3
    /// ```
    ///
    /// # 正确示例
    /// ```yaml
    /// 指标:
    ///   示范工厂数:
    ///     实际值: 3
    ///     说明: 3家工厂的验收推迟到次年一季度。
    /// ```
    MISSING_EXPLANATION Warning Scope::Year(run)
}

fn run(scene: &Scene<'_>, found: &mut Vec<Diagnostic>) {
    for figure in figures(scene) {
        let verdict = figure.verdict.filter(|verdict| verdict.needs_a_word(&scene.content.settings.cut_offs));
        let Some(verdict) = verdict.filter(|_| figure.remark().is_none()) else { continue };
        found.push(
            finding(format!("「{}」的评价是「{}」，没有写「说明」。", figure.name.value, verdict.status.word()))
                .at(figure.name.span)
                .help("改用长写法，在「说明: 」后写明原因和下一步措施。")
                .of(figure.unit),
        );
    }
}

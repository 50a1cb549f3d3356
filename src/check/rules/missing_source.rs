//! A figure from elsewhere does not say where from or what it covers.

use crate::check::figure::figures;
use crate::check::rule::{Scene, Scope, finding, rule};
use crate::diag::Diagnostic;
use crate::model::Nature;
use crate::model::field::submission::Entry;
use crate::source::Spanned;

rule! {
    /// 数据不是本单位统计的，没有写来源或口径。
    ///
    /// 「数据性质」是统计、公开或预计的，要写「数据来源」；公开数据还要写「口径」或「说明」，因为公开报道的口径常与方案不同。
    ///
    /// # 错误示例
    /// ```yaml
    /// 指标:
    ///   示范工厂数: {实际值: 6, 数据性质: 公开}
    /// ```
    ///
    /// # 正确示例
    /// ```yaml
    /// 指标:
    ///   示范工厂数: {实际值: 6, 数据性质: 公开, 数据来源: 市政府工作报告, 口径: 市级认定}
    /// ```
    MISSING_SOURCE Warning Scope::Year(run)
}

fn run(scene: &Scene<'_>, found: &mut Vec<Diagnostic>) {
    for figure in figures(scene) {
        let nature = figure.entry.nature.or(figure.submission.nature);
        let Some(nature) = nature.filter(|n| matches!(n, Nature::Statistics | Nature::Public | Nature::Estimate))
        else {
            continue;
        };
        let bare = |text: &Option<Spanned<String>>| text.as_ref().is_none_or(|text| text.trim().is_empty());
        let no_scope = nature == Nature::Public && bare(&figure.entry.scope) && figure.remark().is_none();
        let missing = [(Entry::SOURCE.key, bare(&figure.entry.source)), (Entry::SCOPE.key, no_scope)];
        for (field, _) in missing.into_iter().filter(|(_, missing)| *missing) {
            let message = format!("「{}」的数据性质是「{}」，没有写「{field}」。", figure.name.value, nature.word());
            found.push(
                finding(message)
                    .at(figure.name.span)
                    .help(format!("在「{}」里补上「{field}: …」。", figure.name.value))
                    .of(figure.unit),
            );
        }
    }
}

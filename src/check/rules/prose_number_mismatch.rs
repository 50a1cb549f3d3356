//! A number beside an indicator's name differs from the figure reported.

use crate::check::mention::mentions;
use crate::check::rule::{Scene, Scope, finding, rule};
use crate::diag::Diagnostic;

rule! {
    /// 文字里指标名称后面的数字与填报的数不一致。
    ///
    /// 报告里文字和表格出自同一个文件，两处不一样，读者就不知道信哪个。说的是上年、目标或其他口径的，在名称前写明“上年”“目标”，就不提示。
    ///
    /// # 错误示例
    /// ```yaml
    /// 任务:
    ///   2.1.1:
    ///     状态: 有风险
    ///     进展: 示范工厂数达到7家。
    /// ```
    ///
    /// # 正确示例
    /// ```yaml
    /// 任务:
    ///   2.1.1:
    ///     状态: 有风险
    ///     进展: 示范工厂数达到6家。
    /// ```
    "prose-number-mismatch" Warning Scope::Year(run)
}

fn run(scene: &Scene<'_>, found: &mut Vec<Diagnostic>) {
    for mention in mentions(scene) {
        let Some((said, span)) = mention.said else { continue };
        let rounded = crate::model::round(mention.value, said.scale());
        if said == mention.value || said == rounded {
            continue;
        }
        let unit = mention.indicator.unit.text();
        found.push(
            finding(format!(
                "文字里「{}」是 {said}{unit}，填报的是 {}{unit}。",
                mention.indicator.name.value,
                mention.value.normalize()
            ))
            .at(span)
            .label(mention.entry, "填报的数")
            .help("核对后把两处改成一致；说的是上年、目标或其他口径的，在名称前写明。")
            .of(mention.unit),
        );
    }
}

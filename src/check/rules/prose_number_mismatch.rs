//! A number beside an indicator's name differs from the figure reported.

use crate::check::mention::mentions;
use crate::check::rule::{Scene, Scope, finding, rule};
use crate::diag::Diagnostic;

rule! {
    /// 文字里指标名称后面的数字与填报的数不一致。
    ///
    /// 报告里文字和表格出自同一个文件，两处不一样，读者就不知道信哪个。只看句子开头的指标全称（前面可有“全市”“年末”之类）；说的是上年、目标、某个地方或某一部分的，在名称前写明，就不提示。
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
    PROSE_NUMBER_MISMATCH Warning Scope::Year(run)
}

fn run(scene: &Scene<'_>, found: &mut Vec<Diagnostic>) {
    for mention in mentions(scene) {
        let Some(said) = &mention.said else { continue };
        if said.is(mention.value) || said.increment.is_some_and(|own| said.is(own)) {
            continue;
        }
        let unit = mention.indicator.unit.text();
        found.push(
            finding(format!(
                "文字里「{}」是 {}{unit}，填报的是 {}{unit}。",
                mention.indicator.name.value,
                said.value.normalize(),
                mention.value.normalize()
            ))
            .at(said.span)
            .label(mention.entry, "填报的数")
            .help("核对后把两处改成一致；说的不是全年或年末总数的，在名称前写明说的是什么。")
            .of(mention.unit),
        );
    }
}

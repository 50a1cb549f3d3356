//! A colour the settings choose is too light to be read.

use crate::check::rule::{Scene, Scope, finding, rule};
use crate::diag::Diagnostic;
use crate::model::Rgb;
use crate::style::{contrast, ground};

/// What WCAG 2 (level AA) asks of text.
const LEAST: f64 = 4.5;

rule! {
    /// 设置的颜色太浅，印出来看不清。
    ///
    /// 「样式」的主色和强调色用来印文字，与衬它的浅底色的对比度不得低于 4.5:1（无障碍规范对文字的要求）。
    ///
    /// # 错误示例
    /// ```yaml settings.yaml
    /// 样式:
    ///   主色: 7fb2e5
    /// ```
    ///
    /// # 正确示例
    /// ```yaml settings.yaml
    /// 样式:
    ///   主色: 17365d
    /// ```
    LOW_CONTRAST Error Scope::Plan(run)
}

fn run(Scene { content, .. }: &Scene<'_>, found: &mut Vec<Diagnostic>) {
    let office = &content.settings.style;
    for (what, color) in [("主色", &office.main), ("强调色", &office.accent)] {
        let Some(color) = color else { continue };
        let own = |color: Rgb| contrast(color, ground(color));
        let ratio = own(color.value);
        if ratio < LEAST {
            let darker = (1..=100u8).map(|share| color.value.mix(Rgb(0, 0, 0), share));
            let enough = darker.into_iter().find(|darker| LEAST <= own(*darker));
            let help = enough.map_or_else(String::new, |color| {
                format!("换深一些的颜色，例如 {}。", color.to_string().trim_start_matches('#'))
            });
            found.push(
                finding(format!("「{what}」与它的浅底色的对比度只有 {ratio:.1}:1，文字看不清；至少要 4.5:1。"))
                    .at(color.span)
                    .help(help),
            );
        }
    }
}

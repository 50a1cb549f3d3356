//! Departments propose achievements of the year, and the settings choose none.

use crate::check::rule::{Scene, Scope, finding, rule};
use crate::diag::Diagnostic;
use crate::model::field::settings::Settings;
use crate::model::field::settings::YearSettings;

rule! {
    /// 有单位推荐了年度亮点，设置里一个也没有选。
    ///
    /// 各单位在「大事记」里写「亮点」是推荐，印哪些、按什么次序，由秘书处在设置「分年」的「年度亮点」里定；不选就没有这一页。
    ///
    /// # 错误示例
    /// ```yaml
    /// 大事记:
    ///   - {日期: 2023-06-30, 事项: 现场会召开, 亮点: 现场会开到车间里}
    /// ```
    ///
    /// # 正确示例
    /// ```yaml settings.yaml
    /// 分年:
    ///   2023: {年度亮点: [现场会开到车间里]}
    /// ```
    /// ```yaml
    /// 大事记:
    ///   - {日期: 2023-06-30, 事项: 现场会召开, 亮点: 现场会开到车间里}
    /// ```
    ACHIEVEMENTS_NOT_CHOSEN Hint Scope::Year(run)
}

fn run(scene: &Scene<'_>, found: &mut Vec<Diagnostic>) {
    if !scene.content.settings.achievements.is_empty() {
        return;
    }
    let events = scene.content.of_year(scene.year).flat_map(|(_, submission)| &submission.events);
    let proposed: Vec<_> = events.filter_map(|event| event.headline.as_ref()).collect();
    let Some(first) = proposed.first() else { return };
    let names: Vec<String> = proposed.iter().map(|own| format!("「{}」", own.trim())).collect();
    let (years, key) = (Settings::YEARS.key, YearSettings::ACHIEVEMENTS.key);
    found.push(
        finding(format!("各单位推荐了 {} 个年度亮点，设置里没有选：{}。", proposed.len(), names.concat()))
            .at(first.span)
            .help(format!(
                "在 content/settings.yaml 的「{years}」里写「{}: {{{key}: [题目, 题目]}}」；都不印的不用管。",
                scene.year
            )),
    );
}

//! The settings choose an achievement of the year that nobody proposed, or that two did.

use crate::check::rule::{Scene, Scope, finding, rule};
use crate::diag::{Diagnostic, did_you_mean};

rule! {
    /// 设置里选的年度亮点，没有单位推荐，或者有两个同题的。
    ///
    /// 「分年」里「年度亮点」写的是各单位「大事记」里「亮点」的题目，一字不差；对不上的不会印出来。
    ///
    /// # 错误示例
    /// ```yaml settings.yaml
    /// 分年:
    ///   2023: {年度亮点: [现场会开到车间里]}
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
    UNKNOWN_ACHIEVEMENT Error Scope::Year(run)
}

fn run(scene: &Scene<'_>, found: &mut Vec<Diagnostic>) {
    let events = scene.content.of_year(scene.year).flat_map(|(_, submission)| &submission.events);
    let proposed: Vec<_> = events.filter_map(|event| event.headline.as_ref()).collect();
    let mut chosen: Vec<&str> = Vec::new();
    for name in &scene.content.settings.achievements {
        let own: Vec<_> = proposed.iter().filter(|headline| headline.trim() == name.trim()).collect();
        let again = chosen.contains(&name.trim());
        chosen.push(name.trim());
        found.extend(match own.as_slice() {
            [_] if again => Some(
                finding(format!("年度亮点「{}」写了两次，会印两遍。", name.value)).at(name.span).help("删去一处。"),
            ),
            [_] => None,
            [] => {
                let hint = did_you_mean(name, proposed.iter().map(|headline| headline.trim()));
                let message = format!("没有单位推荐题为「{}」的年度亮点。", name.value);
                let help = format!(
                    "{hint}照「大事记」里「亮点」的题目写；还没有的，请单位在那件大事上写「亮点: {}」。",
                    name.value
                );
                Some(finding(message).at(name.span).help(help))
            }
            [first, ..] => {
                let message = format!("题为「{}」的年度亮点有 {} 个，不知道选哪一个。", name.value, own.len());
                Some(
                    finding(message).at(name.span).label(first.span, "其中一个在这里").help("请单位把题目写得能区分。"),
                )
            }
        });
    }
}

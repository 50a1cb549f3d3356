//! The same project is listed twice in a year.

use std::collections::BTreeMap;

use crate::check::rule::{Scene, Scope, finding, rule};
use crate::diag::Diagnostic;
use crate::source::{Span, looks};

rule! {
    /// 同一个项目、案例、大事或财政投入列了两次，投资会算两遍、文字会印两遍。
    ///
    /// 同名的项目、同题的案例、同一天同样的大事，不论在同一个文件里还是两个单位的文件里，都请核对；确是两个的，名称要能区分。
    ///
    /// # 错误示例
    /// ```yaml
    /// 项目:
    ///   - {名称: 柔性产线改造项目（示例）, 阶段: 开工, 总投资: 2.4亿元}
    ///   - {名称: 柔性产线改造项目（示例）, 阶段: 开工, 总投资: 2.4亿元}
    /// ```
    ///
    /// # 正确示例
    /// ```yaml
    /// 项目:
    ///   - {名称: 柔性产线改造项目（示例）, 阶段: 开工, 总投资: 2.4亿元}
    ///   - {名称: 数字车间项目（示例）, 阶段: 前期, 总投资: 1.1亿元}
    /// ```
    DUPLICATE_PROJECT Warning Scope::Year(run)
}

fn run(scene: &Scene<'_>, found: &mut Vec<Diagnostic>) {
    let mut seen = BTreeMap::new();
    let content = scene.content;
    let counted = content.of_year(scene.year).filter(|(unit, submission)| {
        content.submission(scene.year, unit).is_some_and(|own| own.file == submission.file)
    });
    for (unit, submission) in counted {
        for name in submission.projects.iter().map(|project| &project.name).filter(|name| !name.trim().is_empty()) {
            let Some((other, first)) = seen.get(&looks(name)).copied() else {
                seen.insert(looks(name), (unit, name.span));
                continue;
            };
            let whose = if other == unit { String::new() } else { format!("「{other}」") };
            found.push(
                finding(format!("项目「{}」{whose}已经列过，投资会算两遍。", name.value))
                    .at(name.span)
                    .label(first, "第一次列在这里")
                    .help("删去一处；确是两个项目的，把名称写得能区分。")
                    .of(unit),
            );
        }
    }
    for (unit, submission) in scene.content.of_year(scene.year) {
        let cases = submission.cases.iter().map(|case| ("案例", looks(&case.title), &case.title));
        let events = submission.events.iter();
        let events = events.map(|event| ("大事", format!("{}{}", event.date.value, looks(&event.text)), &event.text));
        let funds = submission.funds.iter().map(|fund| ("财政投入", looks(&fund.name), &fund.name));
        let mut told: BTreeMap<(&str, String), Span> = BTreeMap::new();
        for (what, name, text) in cases.chain(events).chain(funds).filter(|(_, _, text)| !text.trim().is_empty()) {
            if let Some(first) = told.get(&(what, name.clone())) {
                let one = finding(format!("{what}「{}」已经写过，会印两遍。", text.value)).at(text.span);
                let one = one.label(*first, "第一次写在这里");
                found.push(one.help("删去一处；确是两件事的，写得能区分。").of(unit));
            } else {
                told.insert((what, name), text.span);
            }
        }
    }
}

//! The same project is listed twice in a year.

use std::collections::BTreeMap;

use crate::check::rule::{Scene, Scope, finding, rule};
use crate::diag::Diagnostic;
use crate::source::looks;

rule! {
    /// 同一个项目列了两次，投资会算两遍。
    ///
    /// 同名的项目，不论在同一个文件里还是两个单位的文件里，都请核对；确是两个项目的，名称要能区分。
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
}

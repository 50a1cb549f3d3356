//! A project is at an earlier stage than the year before.

use crate::check::rule::{Scene, Scope, finding, rule};
use crate::diag::Diagnostic;
use crate::model::Stage;

rule! {
    /// 项目的阶段比上年倒退了。
    ///
    /// 阶段的顺序是储备、前期、开工、竣工。同名项目退回前一阶段，多半是填错了，或者两个项目重名。
    ///
    /// # 错误示例
    /// ```yaml 2022/市工业局.yaml
    /// 项目:
    ///   - {名称: 柔性产线改造项目（示例）, 阶段: 竣工, 总投资: 2.4亿元}
    /// ```
    /// ```yaml
    /// 项目:
    ///   - {名称: 柔性产线改造项目（示例）, 阶段: 开工, 总投资: 2.4亿元}
    /// ```
    ///
    /// # 正确示例
    /// ```yaml 2022/市工业局.yaml
    /// 项目:
    ///   - {名称: 柔性产线改造项目（示例）, 阶段: 前期, 总投资: 2.4亿元}
    /// ```
    /// ```yaml
    /// 项目:
    ///   - {名称: 柔性产线改造项目（示例）, 阶段: 开工, 总投资: 2.4亿元}
    /// ```
    PROJECT_STAGE_BACKWARDS Warning Scope::Year(run)
}

fn run(scene: &Scene<'_>, found: &mut Vec<Diagnostic>) {
    for (name, submission) in scene.content.of_year(scene.year) {
        let Some(before) = scene.content.submission(scene.year - 1, name) else { continue };
        for project in &submission.projects {
            let same = before.projects.iter().find(|other| other.name.value == project.name.value);
            let (Some(now), Some(then)) = (&project.stage, same.and_then(|other| other.stage.as_ref())) else {
                continue;
            };
            if order(then.value) <= order(now.value) {
                continue;
            }
            found.push(
                finding(format!(
                    "项目「{}」上年已是「{}」，今填「{}」，倒退了。",
                    project.name.value,
                    then.value.word(),
                    now.value.word()
                ))
                .at(now.span)
                .label(then.span, "上年填的")
                .help("核对阶段；是另一个项目的，名称上加以区分。")
                .of(name),
            );
        }
    }
}

/// How far a stage is: 储备, 前期, 开工, 竣工.
fn order(stage: Stage) -> usize {
    match stage {
        Stage::Reserved => 0,
        Stage::Preparing => 1,
        Stage::Started => 2,
        Stage::Completed => 3,
    }
}

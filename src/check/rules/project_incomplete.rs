//! A project has no investment.

use crate::assess::INVESTMENT_UNIT;
use crate::check::rule::{Scene, Scope, finding, rule};
use crate::diag::Diagnostic;
use crate::model::{Decimal, Unit};

rule! {
    /// 项目没有写总投资，或总投资不合常理。
    ///
    /// 项目清单和投资合计要用总投资；还没有批复的，写可研或备案的数，并在「名称」或任务「进展」里说明。
    ///
    /// # 错误示例
    /// ```yaml
    /// 项目:
    ///   - {名称: 柔性产线改造项目（示例）, 阶段: 开工, 任务: 2.1.1}
    /// ```
    ///
    /// # 正确示例
    /// ```yaml
    /// 项目:
    ///   - {名称: 柔性产线改造项目（示例）, 阶段: 开工, 总投资: 2.4亿元, 任务: 2.1.1}
    /// ```
    PROJECT_INCOMPLETE Warning Scope::Year(run)
}

/// Above this, in 亿元, a city's project was given in another unit.
const MOST: Decimal = Decimal::ONE_THOUSAND;

fn run(scene: &Scene<'_>, found: &mut Vec<Diagnostic>) {
    let unit = Unit::parse(INVESTMENT_UNIT);
    for (name, submission) in scene.content.of_year(scene.year) {
        for project in submission.projects.iter().filter(|project| !project.name.trim().is_empty()) {
            let own = &project.name.value;
            let Some(investment) = &project.investment else {
                if !project.investment_written {
                    found.push(
                        finding(format!("项目「{own}」没有写「总投资」。"))
                            .at(project.name.span)
                            .help("补上「总投资: …亿元」。")
                            .of(name),
                    );
                }
                continue;
            };
            let Ok(value) = investment.in_unit(&unit) else { continue };
            let message = if value <= Decimal::ZERO {
                format!("项目「{own}」的总投资是 {}{INVESTMENT_UNIT}，应大于零。", value.normalize())
            } else if MOST < value {
                format!("项目「{own}」的总投资合 {}{INVESTMENT_UNIT}，太大了。", value.normalize())
            } else {
                continue;
            };
            let help = "核对数字和单位；不写单位的按亿元理解，万元的写成「3200万元」。";
            found.push(finding(message).at(investment.span).help(help).of(name));
        }
    }
}

//! A project has no investment, or a fund no amount.

use crate::check::rule::{Scene, Scope, finding, rule};
use crate::diag::Diagnostic;

rule! {
    /// 项目没有写总投资，财政投入没有写数。
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

fn run(scene: &Scene<'_>, found: &mut Vec<Diagnostic>) {
    for (name, submission) in scene.content.of_year(scene.year) {
        for project in submission.projects.iter().filter(|project| !project.name.trim().is_empty()) {
            if project.investment.is_some() || project.investment_written {
                continue;
            }
            found.push(
                finding(format!("项目「{}」没有写「总投资」。", project.name.value))
                    .at(project.name.span)
                    .help("补上「总投资: …亿元」。")
                    .of(name),
            );
        }
        for fund in submission.funds.iter().filter(|fund| !fund.name.trim().is_empty() && !fund.written) {
            found.push(
                finding(format!("财政投入「{}」没有写「预算」和「支出」。", fund.name.value))
                    .at(fund.name.span)
                    .help("至少补上一个，例如「支出: 1.1亿元」。")
                    .of(name),
            );
        }
    }
}

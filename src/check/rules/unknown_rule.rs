//! The settings give a level to a rule that does not exist.

use crate::check::rule::{Scene, Scope, finding, rule};
use crate::diag::{Diagnostic, RuleName, did_you_mean};

rule! {
    /// 设置的「检查」里写了不存在的规则名，或级别不能改的规则。
    ///
    /// 规则名见 `highland explain`；级别可以写错误、警告、提示。
    ///
    /// # 错误示例
    /// ```yaml settings.yaml
    /// 检查: {not-aproved: 提示}
    /// ```
    ///
    /// # 正确示例
    /// ```yaml settings.yaml
    /// 检查: {not-approved: 提示}
    /// ```
    UNKNOWN_RULE Error Scope::Plan(run)
}

fn run(scene: &Scene<'_>, found: &mut Vec<Diagnostic>) {
    let names = || super::ALL.iter().map(|rule| rule.name.as_str());
    for (name, _) in &scene.content.settings.levels {
        let rule = RuleName::parse(name);
        if rule.is_some_and(|rule| super::FIRM.contains(&rule)) {
            found.push(
                finding(format!("「{}」的级别不能改：签发以后有改动的，不能生成正式报告。", name.value))
                    .at(name.span)
                    .help("删去这一行。"),
            );
            continue;
        }
        if rule.is_some() {
            continue;
        }
        let hint = did_you_mean(name, names());
        found.push(
            finding(format!("没有名为「{}」的检查规则。", name.value))
                .at(name.span)
                .help(format!("{hint}用 highland explain 查看全部规则。")),
        );
    }
}

//! The settings give a level to a rule that does not exist.

use crate::check::rule::{Scene, Scope, finding, rule};
use crate::diag::{Diagnostic, nearest};

rule! {
    /// 设置的「检查」里写了不存在的规则名。
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
    "unknown-rule" Error Scope::Plan(run)
}

fn run(scene: &Scene<'_>, found: &mut Vec<Diagnostic>) {
    let names = || super::ALL.iter().map(|rule| rule.name);
    for (name, _) in &scene.content.settings.levels {
        if names().any(|known| known == name.as_str()) {
            continue;
        }
        let hint = nearest(name, names()).map(|near| format!("是不是「{near}」？")).unwrap_or_default();
        found.push(
            finding(format!("没有名为「{}」的检查规则。", name.value))
                .at(name.span)
                .help(format!("{hint}用 highland explain 查看全部规则。")),
        );
    }
}

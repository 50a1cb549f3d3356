//! Others have signed for the year; this department has not.

use crate::check::rule::{Scene, Scope, finding, rule};
use crate::diag::Diagnostic;

rule! {
    /// 本年度已有单位签发，这个单位还没有签发。
    ///
    /// 用 highland sign 签发；一个单位都没有签发的年度不提示。
    ///
    /// # 错误示例
    /// ```yaml signoff/2023.yaml
    /// - {单位: 市企业服务中心, 签发人: 示例签发人, 时间: 2024-01-15 09:30, 校验值: "0000"}
    /// ```
    ///
    /// # 正确示例
    /// ```yaml signoff/2023.yaml
    /// # 还没有签发记录
    /// ```
    NOT_SIGNED Warning Scope::Year(run)
}

fn run(scene: &Scene<'_>, found: &mut Vec<Diagnostic>) {
    if scene.content.sign_offs.get(&scene.year).is_none_or(Vec::is_empty) {
        return;
    }
    for (name, submission) in scene.content.answered_for(scene.year) {
        if scene.content.sign_off(scene.year, name).is_none() {
            found.push(
                finding(format!("「{name}」还没有签发 {} 年的报送文件。", scene.year))
                    .at(submission.head())
                    .help(format!("审定后运行 highland sign --unit {name} --by 姓名。"))
                    .of(name),
            );
        }
    }
}

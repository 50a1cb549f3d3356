//! A submission is not what was signed any more.

use crate::check::rule::{Scene, Scope, finding, rule};
use crate::diag::Diagnostic;

rule! {
    /// 签发后有改动。
    ///
    /// `highland sign` 记下了签发时文件（连同图片）的校验值；现在的校验值不同，说明签发以后又改过。请签发人看过改动后重新签发。
    ///
    /// # 错误示例
    /// ```yaml signoff/2023.yaml
    /// - {单位: 市工业局, 签发人: 示例签发人, 时间: 2024-01-15 09:30, 校验值: "0000"}
    /// ```
    ///
    /// # 正确示例
    /// ```yaml signoff/2023.yaml
    /// # 还没有签发记录
    /// ```
    ///
    /// # 怎么改
    /// 运行 highland diff signed 看改了什么，再重新运行 highland sign；改错了的，把文件恢复原样。
    CHANGED_AFTER_SIGN_OFF Error Scope::Year(run)
}

fn run(scene: &Scene<'_>, found: &mut Vec<Diagnostic>) {
    for (&year, _) in scene.content.sign_offs.range(..=scene.year) {
        for (name, submission) in scene.content.of_year(year) {
            let Some(sign_off) = scene.content.sign_off(year, name).filter(|s| *s.hash != submission.hash) else {
                continue;
            };
            // What was reported in earlier years is not changed but restated.
            let help = if year == scene.year {
                format!(
                    "改了什么：highland diff signed。请签发人看过改动，再运行 highland sign --unit {name} --by 姓名。"
                )
            } else {
                format!(
                    "往年的数有修订的，恢复 {year} 年的文件，在 {} 年文件该指标的「调整」里写明新值和理由。",
                    scene.year
                )
            };
            found.push(
                finding(format!("签发后有改动：{} 于 {} 签发的不是现在的内容。", sign_off.by.value, sign_off.time))
                    .at(submission.head())
                    .label(sign_off.hash.span, "签发时的校验值")
                    .help(help)
                    .of(name),
            );
        }
    }
}

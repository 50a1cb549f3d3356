//! A signature is under a file that is not there.

use crate::check::rule::{Scene, Scope, finding, rule};
use crate::diag::Diagnostic;

rule! {
    /// 签发记录里的单位没有报送文件。
    ///
    /// 签发以后文件被删、改名，或签发记录被手工改过。与签发后有改动一样，正式报告不能生成。
    ///
    /// # 错误示例
    /// ```yaml signoff/2023.yaml
    /// - {单位: 市统计局, 签发人: 示例签发人, 时间: 2024-01-15 09:30, 校验值: "0000"}
    /// ```
    ///
    /// # 正确示例
    /// ```yaml signoff/2023.yaml
    /// # 还没有签发记录
    /// ```
    SIGN_OFF_WITHOUT_FILE Error Scope::Year(run)
}

fn run(scene: &Scene<'_>, found: &mut Vec<Diagnostic>) {
    let mut told: Vec<&str> = Vec::new();
    for sign_off in scene.content.sign_offs.get(&scene.year).into_iter().flatten() {
        let name = &sign_off.department;
        // It may have been signed under another of its names.
        let own = scene.content.plan.department(name).map_or(name.as_str(), |department| department.name.as_str());
        if scene.content.submission(scene.year, own).is_some() || told.contains(&own) {
            continue;
        }
        // Who withdrew the signature may take the file away.
        if scene.content.plan.department(own).is_some() && scene.content.sign_off(scene.year, own).is_none() {
            continue;
        }
        told.push(own);
        found.push(
            finding(format!("签发记录里有「{}」，{} 年却没有它的报送文件。", name.value, scene.year))
                .at(name.span)
                .help("从版本库恢复报送文件；单位名称被改过的，恢复原来的名称；确实不报了的，用 highland sign --withdraw 撤回签发。")
                .of(own),
        );
    }
}

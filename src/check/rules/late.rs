//! A submission is dated after the deadline.

use crate::check::rule::{Scene, Scope, finding, rule};
use crate::diag::Diagnostic;

rule! {
    /// 填报日期晚于报送截止日。
    ///
    /// 截止日由秘书处写在 content/settings.yaml 的「报送截止」。
    ///
    /// # 错误示例
    /// ```yaml settings.yaml
    /// 报送截止: 2024-01-05
    /// ```
    ///
    /// # 正确示例
    /// ```yaml settings.yaml
    /// 报送截止: 2024-01-31
    /// ```
    LATE Warning Scope::Year(run)
}

fn run(scene: &Scene<'_>, found: &mut Vec<Diagnostic>) {
    let Some(deadline) = scene.content.settings.deadline_of(scene.year) else { return };
    for (name, submission) in scene.content.of_year(scene.year) {
        let Some(date) = submission.filing.as_ref().and_then(|filing| filing.date.as_ref()) else { continue };
        if date.value <= deadline.value {
            continue;
        }
        found.push(
            finding(format!("填报日期是 {}，晚于报送截止日 {}。", date.value, deadline.value))
                .at(date.span)
                .label(deadline.span, "截止日")
                .help("日期写错的请改正；确实迟报的，报秘书处知悉。")
                .of(name),
        );
    }
}

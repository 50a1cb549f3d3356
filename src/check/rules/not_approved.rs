//! A submission of the report's year is not signed off yet.

use crate::check::rule::{Scene, Scope, finding, rule};
use crate::diag::Diagnostic;
use crate::model::Workflow;

rule! {
    /// 本年度的报送文件还没有审定。
    ///
    /// 「状态」有三种：草稿、已提交、已审定。单位负责人看过并同意后，才改成已审定。
    ///
    /// # 错误示例
    /// ```yaml
    /// 状态: 已提交
    /// ```
    ///
    /// # 正确示例
    /// ```yaml
    /// 状态: 已审定
    /// ```
    NOT_APPROVED Warning Scope::Year(run)
}

fn run(&Scene { content, year, .. }: &Scene<'_>, found: &mut Vec<Diagnostic>) {
    for (name, submission) in content.answered_for(year) {
        let (word, span) = match &submission.workflow {
            Some(state) if state.value == Workflow::Approved => continue,
            Some(state) => (state.value.word(), state.span),
            None => ("未写状态", submission.head()),
        };
        found.push(
            finding(format!("报送文件的状态是「{word}」，尚未审定。"))
                .at(span)
                .help("单位负责人审定后，改成「状态: 已审定」。")
                .of(name),
        );
    }
}

//! A submission says another department than the one its file is named after.

use crate::check::rule::{Scene, Scope, finding, rule};
use crate::diag::Diagnostic;
use crate::model::Submission;

rule! {
    /// 文件名是一个单位，里面写的却是另一个单位。
    ///
    /// 多半是复制了别的单位的文件再改，漏改了「单位」；这样会顶替或缺报一个单位。
    ///
    /// # 错误示例
    /// ```yaml 2023/市企业服务中心.yaml
    /// 单位: 市工业局
    /// 年度: 2023
    /// ```
    ///
    /// # 正确示例
    /// ```yaml 2023/市企业服务中心.yaml
    /// 单位: 市企业服务中心
    /// 年度: 2023
    /// ```
    ///
    /// # 怎么改
    /// 改正「单位」，或把文件改成单位自己的名字。
    FILE_NAME_MISMATCH Error Scope::Submission(run)
}

fn run(Scene { content, .. }: &Scene<'_>, submission: &Submission, found: &mut Vec<Diagnostic>) {
    let Some(said) = &submission.department else { return };
    let (inside, outside) = (content.plan.department(said), content.plan.department_of_file(&submission.stem));
    if let (Some(inside), Some(outside)) = (inside, outside)
        && inside.name.value != outside.name.value
    {
        found.push(
            finding(format!("文件名是「{}」，里面的「单位」却写成「{}」。", submission.stem, said.value))
                .at(said.span)
                .help("改正「单位」，或把文件改成单位自己的名字。")
                .of(outside.name.value.as_str()),
        );
    }
}

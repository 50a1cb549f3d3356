//! Two files of one year report for the same department.

use crate::check::rule::{Scene, Scope, finding, rule};
use crate::diag::Diagnostic;

rule! {
    /// 同一年度有两个文件为同一个单位报送。
    ///
    /// 同一单位一年只有一个报送文件。有两个时，采用文件名就是单位名称的那一个，另一个不读；两个文件的数字若不同，请合并后删去一个。
    ///
    /// # 错误示例
    /// ```yaml 2023/市工业局（新）.yaml
    /// 单位: 市工业局
    /// 年度: 2023
    /// 状态: 已审定
    /// ```
    ///
    /// # 正确示例
    /// ```yaml 2023/市工业局.yaml
    /// 单位: 市工业局
    /// 年度: 2023
    /// 状态: 已审定
    /// ```
    ///
    /// # 怎么改
    /// 合并成一个文件；或改正其中一个的「单位」。
    DUPLICATE_SUBMISSION Error Scope::Year(run)
}

fn run(&Scene { content, year, .. }: &Scene<'_>, found: &mut Vec<Diagnostic>) {
    let all: Vec<_> = content.of_year(year).collect();
    for (at, (name, submission)) in all.iter().enumerate() {
        let Some((_, first)) = all[..at].iter().find(|(other, _)| other == name) else { continue };
        if let (Some(here), Some(there)) = (&submission.department, &first.department) {
            found.push(
                finding(format!("「{name}」在 {year} 年有两个报送文件，只采用第一个。"))
                    .at(here.span)
                    .label(there.span, "第一个文件")
                    .help("合并成一个文件，或改正其中一个的「单位」。")
                    .of(*name),
            );
        }
    }
}

//! A submission is from a department the plan does not name.

use crate::check::rule::{Scene, Scope, finding, rule};
use crate::diag::Diagnostic;
use crate::diag::nearest;
use crate::model::Submission;

rule! {
    /// 报送单位不在方案的责任单位之列。
    ///
    /// 「单位」写方案里的简称，也可以写全称或方案文件里登记的别名。机构改革后改了名、并入别的单位的，请秘书处在方案文件里写「变更」。
    ///
    /// # 错误示例
    /// ```yaml
    /// 单位: 市工业厅
    /// ```
    ///
    /// # 正确示例
    /// ```yaml
    /// 单位: 市工业局
    /// ```
    UNKNOWN_DEPARTMENT Error Scope::Submission(run)
}

fn run(Scene { content, .. }: &Scene<'_>, submission: &Submission, found: &mut Vec<Diagnostic>) {
    let plan = &content.plan;
    let Some(name) = &submission.department else { return };
    // It is one of the plan's, and not in this year.
    if let Some(own) = plan.position(name).and_then(|at| plan.register.get(at)) {
        let year = submission.folder_year;
        // In the year that the file is of it was there.
        if own.exists(year) {
            return;
        }
        let (why, help) = match own.successor(year) {
            Some(into) => ("已经并入", format!("由接手的单位「{}」报送。", into.value)),
            None => ("还没有设立", "核对年度文件夹；设立的年份写在方案文件里。".to_owned()),
        };
        found.push(finding(format!("「{}」{year} 年{why}，整个文件没有采用。", name.value)).at(name.span).help(help));
        return;
    }
    let typed = name.trim_matches(['“', '”', '‘', '’', '《', '》']);
    let names = plan.departments.iter().flat_map(|d| [&d.name.value, &d.full_name].into_iter().chain(&d.aliases));
    let hint = nearest(typed, names.map(String::as_str))
        .and_then(|near| plan.department(near))
        .map(|near| format!("是不是「{}」？", near.name.value))
        .unwrap_or_default();
    found.push(
        finding(match content.plan.author(submission) {
            Some(author) => {
                format!("方案的责任单位里没有「{}」，暂按文件名视为「{}」。", name.value, author.name.value)
            }
            None => format!("方案的责任单位里没有「{}」，整个文件没有采用。", name.value),
        })
        .at(name.span)
        .help(format!("{hint}用方案里的单位简称；单位改名、并入的，请秘书处在方案文件里写「变更」。")),
    );
}

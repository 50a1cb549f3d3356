//! The year of a document number is not in 〔〕.

use crate::check::passage::{Pattern, pattern, search};
use crate::check::rule::{Scene, Scope, finding, rule};
use crate::diag::Diagnostic;

rule! {
    /// 文号里的年份没有用六角括号“〔〕”。
    ///
    /// 按 GB/T 9704，文号写成“云政发〔2022〕5号”，不用方括号、圆括号，序号前不加“第”。
    ///
    /// # 错误示例
    /// ```yaml
    /// 任务:
    ///   2.1.1:
    ///     状态: 有风险
    ///     进展: 印发云工发[2023]8号文件。
    /// ```
    ///
    /// # 正确示例
    /// ```yaml
    /// 任务:
    ///   2.1.1:
    ///     状态: 有风险
    ///     进展: 印发云工发〔2023〕8号文件。
    /// ```
    DOCUMENT_NUMBER_BRACKET Hint Scope::Year(run)
}

static NUMBER: Pattern =
    pattern!("[发办函文令规纪][\\[［【(（〔﹝]((?:19|20)[0-9]{2})([\\]］】)）〕﹞]) ?(第?) ?(0*)([0-9]{1,4})号");

fn run(scene: &Scene<'_>, found: &mut Vec<Diagnostic>) {
    for (passage, hit) in search(scene, &NUMBER) {
        let code = hit[0].chars().next().unwrap_or_default();
        let right = format!("{code}〔{}〕{}号", &hit[1], &hit[5]);
        if hit[0] == right {
            continue;
        }
        let told = finding(format!("文号“{}”的写法不规范。", &hit[0]))
            .at(passage.span(&hit, 0))
            .help(format!("写成“{right}”。"))
            .of(passage.unit);
        // 第 and zeros may belong to a certificate's number.
        let certain = hit[3].is_empty() && hit[4].is_empty();
        found.push(if certain { told.fix(passage.span(&hit, 0), right) } else { told });
    }
}

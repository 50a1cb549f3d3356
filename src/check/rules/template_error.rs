//! A template has a mistake.

use crate::check::rule::{Scope, rule};

rule! {
    /// 报告模板有错误，没有生成报告。
    ///
    /// 提示里写明了模板文件和行。
    ///
    /// # 怎么改
    /// 改正模板，或删去 content/templates 里自己的模板，改用随附的。
    TEMPLATE_ERROR Error Scope::Build
}

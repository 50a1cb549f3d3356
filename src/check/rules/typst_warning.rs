//! Typst warned while it set the report.

use crate::check::rule::{Scope, rule};

rule! {
    /// 排版时有警告。
    ///
    /// 报告已生成，请核对提示所说的地方。
    TYPST_WARNING Warning Scope::Build
}

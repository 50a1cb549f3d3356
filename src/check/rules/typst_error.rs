//! Typst could not set the report.

use crate::check::rule::{Scope, rule};

rule! {
    /// 排版出错，没有生成报告。
    ///
    /// 多半是模板或主题改动引起；填报内容不会引起排版错误，若有请反馈。
    TYPST_ERROR Error Scope::Build
}

//! The settings change a heading that the report does not have.

use crate::check::rule::{Scope, rule};

rule! {
    /// 设置的「标题」里写的原题，报告里没有。
    ///
    /// 原题照报告目录里的写，不带“（一）”之类的编号；规划期最后一年的报告有几个标题与平时不同。
    UNKNOWN_HEADING Error Scope::Build
}

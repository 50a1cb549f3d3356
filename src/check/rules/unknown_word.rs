//! A word is not one of those that may stand there.

use crate::check::rule::{Scope, rule};

rule! {
    /// 这一处只能写规定的几个词，写的不在其中。
    ///
    /// 例如任务的「状态」只能写已完成、按计划推进、有风险、滞后；「数据性质」只能写统计、部门报送、公开、预计、示例。
    ///
    /// # 错误示例
    /// ```yaml
    /// 任务:
    ///   2.1.1:
    ///     状态: 有点风险
    ///     进展: 完成改造72家。
    /// ```
    ///
    /// # 正确示例
    /// ```yaml
    /// 任务:
    ///   2.1.1:
    ///     状态: 有风险
    ///     进展: 完成改造72家。
    /// ```
    UNKNOWN_WORD Error Scope::Load
}

//! A mapping has a key that is not known.

use crate::check::rule::{Scope, rule};

rule! {
    /// 写了程序不认识的名称，其内容没有读取。
    ///
    /// 多半是写错了字；提示里列出了这一处可以写的全部名称。
    ///
    /// # 错误示例
    /// ```yaml
    /// 指标:
    ///   示范工厂数:
    ///     实际值: 6
    ///     数据出处: 示例数据
    /// ```
    ///
    /// # 正确示例
    /// ```yaml
    /// 指标:
    ///   示范工厂数:
    ///     实际值: 6
    ///     数据来源: 示例数据
    /// ```
    UNKNOWN_KEY Error Scope::Load
}

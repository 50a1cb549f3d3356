//! A value has another shape than is wanted there.

use crate::check::rule::{Scope, rule};

rule! {
    /// 这一处要的是另一种内容。
    ///
    /// 例如要写一个数字的地方写成了列表，要写日期的地方写成了 2024.1.10。
    ///
    /// # 错误示例
    /// ```yaml
    /// 填报: {联系人: 示例联系人, 日期: 2024.1.10}
    /// ```
    ///
    /// # 正确示例
    /// ```yaml
    /// 填报: {联系人: 示例联系人, 日期: 2024-01-10}
    /// ```
    WRONG_TYPE Error Scope::Load
}

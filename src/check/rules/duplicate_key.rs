//! A key is written twice in one mapping.

use crate::check::rule::{Scope, rule};

rule! {
    /// 同一层里同一个名称写了两次，以第一次为准。
    ///
    /// YAML 的同一层不能有两个相同的名称；两处的内容若不同，程序不知道该信哪一个。
    ///
    /// # 错误示例
    /// ```yaml
    /// 指标:
    ///   示范工厂数: 6
    ///   示范工厂数: 7
    /// ```
    ///
    /// # 正确示例
    /// ```yaml
    /// 指标:
    ///   示范工厂数: 6
    /// ```
    ///
    /// # 怎么改
    /// 删去多余的一处。
    DUPLICATE_KEY Error Scope::Load
}

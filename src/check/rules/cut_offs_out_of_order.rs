//! The cut-offs of the method are not in order.

use crate::check::rule::{Scope, rule};

rule! {
    /// 评价方法的分界没有从大到小。
    ///
    /// 「快于时序」要大于「符合时序」，「符合时序」要大于「略滞后」，否则状态无从判定。
    ///
    /// # 错误示例
    /// ```yaml settings.yaml
    /// 方法: {快于时序: 0.95, 符合时序: 1.05, 略滞后: 0.60}
    /// ```
    ///
    /// # 正确示例
    /// ```yaml settings.yaml
    /// 方法: {快于时序: 1.05, 符合时序: 0.95, 略滞后: 0.60}
    /// ```
    CUT_OFFS_OUT_OF_ORDER Error Scope::Load
}

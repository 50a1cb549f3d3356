//! Something that must be there is not.

use crate::check::rule::{Scope, rule};

rule! {
    /// 缺少必须写的一项。
    ///
    /// 例如报送文件要有「单位」，项目要有「名称」和「阶段」，案例要有「标题」和「正文」。
    ///
    /// # 错误示例
    /// ```yaml
    /// 项目:
    ///   - {名称: 柔性产线改造项目, 总投资: 2.4亿元}
    /// ```
    ///
    /// # 正确示例
    /// ```yaml
    /// 项目:
    ///   - {名称: 柔性产线改造项目, 阶段: 开工, 总投资: 2.4亿元}
    /// ```
    MISSING_FIELD Error Scope::Load
}

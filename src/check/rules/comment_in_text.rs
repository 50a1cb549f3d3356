//! A text is cut off by a `#` that was meant as a number sign.

use crate::check::rule::{Scope, rule};

rule! {
    /// 文字里有「 #」，后面的内容被当作注释，没有读取。
    ///
    /// 在 YAML 里，空格加「#」之后是注释。文字里要用「#」的，前面不空格，或者写在「|」下面。
    ///
    /// # 错误示例
    /// ```yaml
    /// 任务:
    ///   2.1.1:
    ///     状态: 有风险
    ///     进展: 建成1 #厂房，完成2 #产线。
    /// ```
    ///
    /// # 正确示例
    /// ```yaml
    /// 任务:
    ///   2.1.1:
    ///     状态: 有风险
    ///     进展: 建成1#厂房，完成2#产线。
    /// ```
    COMMENT_IN_TEXT Warning Scope::Load
}

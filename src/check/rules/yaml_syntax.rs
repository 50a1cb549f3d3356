//! A text is not the YAML it should be.

use crate::check::rule::{Scope, rule};

rule! {
    /// 写法不符合 YAML 格式，这一处读不了。
    ///
    /// 常见的原因：全角冒号、逗号、括号；冒号后面少了空格；用制表符或全角空格缩进；同一层没有左对齐；引号或括号只有一半；「|」后面的正文没有缩进。一处写错只影响这一处，其余照读。
    ///
    /// 原因确定的（全角冒号、缺空格、制表符等），`highland check --fix` 可以改好。
    ///
    /// # 错误示例
    /// ```yaml
    /// 年度：2023
    /// ```
    ///
    /// # 正确示例
    /// ```yaml
    /// 年度: 2023
    /// ```
    YAML_SYNTAX Error Scope::Load
}

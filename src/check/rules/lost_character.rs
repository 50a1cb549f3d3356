//! A text has characters of which nobody knows what they stood for, or that no page can show.

use crate::check::rule::{Scope, rule};

rule! {
    /// 文字里有认不出的字符、表情符号，或一个字上叠了太多的附加符号，印不出来。
    ///
    /// Word、旧系统自造的字符（如项目符号）在别处没有意义，读坏了的字不知道原来是什么：都印成「〓」，请查清后重新输入。各种
    /// 文件、各项都查。
    ///
    /// # 错误示例
    /// ```yaml
    /// 任务:
    ///   2.1.1:
    ///     状态: 有风险
    ///     进展: 完成改造72家👍。
    /// ```
    ///
    /// # 正确示例
    /// ```yaml
    /// 任务:
    ///   2.1.1:
    ///     状态: 有风险
    ///     进展: 完成改造72家。
    /// ```
    LOST_CHARACTER Error Scope::Load
}

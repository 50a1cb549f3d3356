//! A text has characters that nobody sees, or that look like others.

use crate::check::rule::{Scope, rule};

rule! {
    /// 文字里有看不见的字符、特殊的空格，或样子相近的另一个字符。
    ///
    /// 多半是从网页、微信或 PDF 粘贴来的。看不见的不读入，特殊的空格按普通空格、样子相近的（如部首「⼯」、拆成两半的「é」）
    /// 按通常的字读取，名称也因此认得出来。各种文件、各项都查。
    ///
    /// # 错误示例
    /// ```yaml
    /// 任务:
    ///   2.1.1:
    ///     状态: 有风险
    ///     进展: 完成⼯业改造72家。
    /// ```
    ///
    /// # 正确示例
    /// ```yaml
    /// 任务:
    ///   2.1.1:
    ///     状态: 有风险
    ///     进展: 完成工业改造72家。
    /// ```
    ODD_CHARACTER Warning Scope::Load
}

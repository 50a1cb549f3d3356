//! A file looks as if it was meant to be filed and is not where submissions are.

use crate::check::rule::{Scope, rule};

rule! {
    /// 文件像是报送文件或方案文件，但位置或文件名不对，没有读取。
    ///
    /// 报送文件要放在「content/submissions/年度/」下，以 .yaml 结尾；方案分成几个文件的，其余的直接放在「content/plan/」里。
    /// 放错的文件不会悄悄略过；旁边放着的 Word、Excel 等文件按警告处理。
    ///
    /// # 错误示例
    /// ```yaml 2023/科室/市工业局.yaml
    /// 单位: 市工业局
    /// 年度: 2023
    /// ```
    ///
    /// # 正确示例
    /// ```yaml 2023/市工业局.yaml
    /// 单位: 市工业局
    /// 年度: 2023
    /// ```
    MISPLACED_SUBMISSION Error Scope::Load
}

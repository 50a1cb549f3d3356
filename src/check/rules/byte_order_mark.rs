//! A UTF-8 file begins with a byte-order mark.

use crate::check::rule::{Scope, rule};

rule! {
    /// 文件开头有 UTF-8 字节顺序标记（BOM）。
    ///
    /// 旧版记事本另存时会加上。已按没有处理，不影响填报；`highland check --fix` 会去掉它。
    ///
    /// # 错误示例
    /// ```yaml 2023/市工业局.yaml 编码=utf-8-bom
    /// 单位: 市工业局
    /// 年度: 2023
    /// ```
    ///
    /// # 正确示例
    /// ```yaml 2023/市工业局.yaml
    /// 单位: 市工业局
    /// 年度: 2023
    /// ```
    BYTE_ORDER_MARK Hint Scope::Load
}

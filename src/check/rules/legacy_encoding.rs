//! A file is in an older encoding that could be read for certain.

use crate::check::rule::{Scope, rule};

rule! {
    /// 文件的编码是 GBK、GB18030 或 UTF-16，已转换后读取。
    ///
    /// 只有能确定编码时才转换：按这种编码读没有一个坏字，而且读出了报送文件的用词。`highland check --fix` 会把文件改存为 UTF-8。
    ///
    /// # 错误示例
    /// ```yaml 2023/市工业局.yaml 编码=gbk
    /// 单位: 市工业局
    /// 年度: 2023
    /// 状态: 已审定
    /// ```
    ///
    /// # 正确示例
    /// ```yaml 2023/市工业局.yaml
    /// 单位: 市工业局
    /// 年度: 2023
    /// 状态: 已审定
    /// ```
    ///
    /// # 怎么改
    /// 用记事本打开，选择“另存为”，编码选“UTF-8”，再保存。
    LEGACY_ENCODING Warning Scope::Load
}

//! A file is no text in any encoding that could be told.

use crate::check::rule::{Scope, rule};

rule! {
    /// 文件不是 UTF-8 编码的文本，也认不出是什么编码，没有读取。
    ///
    /// 猜错编码会把字读成乱码，所以认不准的不读。
    ///
    /// # 错误示例
    /// ```yaml 2023/市工业局.yaml 编码=乱码
    /// 单位: 市工业局
    /// ```
    ///
    /// # 正确示例
    /// ```yaml 2023/市工业局.yaml
    /// 单位: 市工业局
    /// ```
    ///
    /// # 怎么改
    /// 用记事本打开，选择“另存为”，编码选“UTF-8”，再保存；打开就是乱码的，请用原来的程序重新导出。
    FILE_ENCODING Error Scope::Load
}

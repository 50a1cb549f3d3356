//! A YAML file is larger than any real one.

use crate::check::rule::{Scope, rule};

rule! {
    /// 文件太大，没有读取。
    ///
    /// 报送文件只放文字和数字，上限 1 MiB，相当于五十万字。多半是把图片或表格的内容粘进来了。
    ///
    /// # 错误示例
    /// ```yaml 2023/市工业局.yaml 重复=60000
    /// # 一行说明，一行说明
    /// ```
    ///
    /// # 正确示例
    /// ```yaml 2023/市工业局.yaml
    /// # 一行说明
    /// 单位: 市工业局
    /// 年度: 2023
    /// ```
    ///
    /// # 怎么改
    /// 图片另存到「图片」文件夹，再写出路径。
    FILE_TOO_LARGE Error Scope::Load
}

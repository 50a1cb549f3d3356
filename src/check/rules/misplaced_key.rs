//! A key stands in another part of the file than it belongs to.

use crate::check::rule::{Scope, rule};

rule! {
    /// 名称写对了，位置写错了，其内容没有读取。
    ///
    /// 多半是行首的空格多了或少了，使这一行跑到了别的层里。
    ///
    /// # 错误示例
    /// ```yaml
    /// 指标:
    ///   示范工厂数: 6
    /// 数据来源: 示例数据
    /// ```
    ///
    /// # 正确示例
    /// ```yaml
    /// 指标:
    ///   示范工厂数:
    ///     实际值: 6
    ///     数据来源: 示例数据
    /// ```
    ///
    /// # 怎么改
    /// 按提示补足或删去行首的空格，或把这一行移到该在的地方。
    MISPLACED_KEY Error Scope::Load
}

//! A picture lies outside the folder of its year.

use crate::check::rule::{Scope, rule};

rule! {
    /// 图片不在本年度的报送文件夹里。
    ///
    /// 只读本年度文件夹里的图片；不能用「..」、盘符或绝对路径引用别处的文件。
    ///
    /// # 错误示例
    /// ```yaml
    /// 案例:
    ///   - {标题: 甲, 图片: ../2022/甲.png, 正文: 做法。}
    /// ```
    ///
    /// # 正确示例
    /// ```yaml
    /// 案例:
    ///   - {标题: 甲, 正文: 做法。}
    /// ```
    PICTURE_OUTSIDE Error Scope::Load
}

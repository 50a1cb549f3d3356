//! A picture that is named is not there.

use crate::check::rule::{Scope, rule};

rule! {
    /// 找不到图片。
    ///
    /// 核对文件名（包括扩展名和大小写），并把图片放进报送文件旁边的「图片」文件夹。
    ///
    /// # 错误示例
    /// ```yaml
    /// 案例:
    ///   - {标题: 甲, 图片: 图片/没有.png, 正文: 做法。}
    /// ```
    ///
    /// # 正确示例
    /// ```yaml
    /// 案例:
    ///   - {标题: 甲, 正文: 做法。}
    /// ```
    PICTURE_MISSING Error Scope::Load
}

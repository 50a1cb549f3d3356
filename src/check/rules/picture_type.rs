//! A picture is neither PNG nor JPEG.

use crate::check::rule::{Scope, rule};

rule! {
    /// 图片不是 PNG 或 JPG，或扩展名与内容不符。
    ///
    /// 用画图软件打开，另存为 PNG 或 JPG；只改扩展名没有用。
    ///
    /// # 错误示例
    /// ```yaml
    /// 案例:
    ///   - {标题: 甲, 图片: 市工业局.yaml, 正文: 做法。}
    /// ```
    ///
    /// # 正确示例
    /// ```yaml
    /// 案例:
    ///   - {标题: 甲, 正文: 做法。}
    /// ```
    PICTURE_TYPE Error Scope::Load
}

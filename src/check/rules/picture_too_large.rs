//! A picture has too many bytes or pixels.

use crate::check::rule::{Scope, rule};

rule! {
    /// 图片太大。
    ///
    /// 单张图片不超过 5 MB、4000 万像素；用画图软件缩小尺寸后另存为 JPG。
    PICTURE_TOO_LARGE Error Scope::Load
}

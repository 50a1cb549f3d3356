//! A picture is cut short or damaged.

use crate::check::rule::{Scope, rule};

rule! {
    /// 图片不完整或已损坏，印不出来。
    ///
    /// 检查时每张图片都解开看过：没有传完的、有一段坏了的，不会印出半张。重新复制或导出一份。边长超过2400像素的，印的时候自动
    /// 缩小，文件不改。
    PICTURE_DAMAGED Error Scope::Load
}

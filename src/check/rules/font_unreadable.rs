//! A font file cannot be read.

use crate::check::rule::{Scope, rule};

rule! {
    /// 字体文件读不了。
    ///
    /// 文件可能损坏，或不是 OTF、TTF。
    ///
    /// # 怎么改
    /// 换一份完好的字体文件，可用 SHA256SUMS 核对。
    FONT_UNREADABLE Error Scope::Build
}

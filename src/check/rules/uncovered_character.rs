//! No typeface has a character of the text.

use crate::check::rule::{Scope, rule};

rule! {
    /// 字体里没有这个字，印出来会是方框。
    ///
    /// 字体覆盖《通用规范汉字表》8105字和常用符号；生僻字、表情符号、特殊空格可能印不出。预览稿里用〓代替。
    ///
    /// # 怎么改
    /// 换一个写法；确需这个字的，请秘书处换用含有它的字体。
    UNCOVERED_CHARACTER Error Scope::Build
}

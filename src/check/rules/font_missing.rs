//! The typefaces are not where the settings say.

use crate::check::rule::{Scope, rule};

rule! {
    /// 找不到字体文件夹或需要的字体。
    ///
    /// 报告只用随附的字体，不用系统字体，这样在任何机器上生成的文件都一样。
    ///
    /// # 怎么改
    /// 核对设置里的「字体文件夹」；字体清单见 assets/fonts/README.md。
    FONT_MISSING Error Scope::Build
}

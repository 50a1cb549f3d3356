//! There is no folder of submissions.

use crate::check::rule::{Scope, rule};

rule! {
    /// 没有报送文件夹。
    ///
    /// 各单位的报送文件放在「content/submissions/年度/单位.yaml」。用 `highland new 年度` 可以生成填报骨架。
    NO_SUBMISSIONS Error Scope::Load
}

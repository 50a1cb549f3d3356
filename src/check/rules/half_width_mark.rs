//! A Chinese sentence has half-width marks or full-width digits.

use crate::check::passage::passages;
use crate::check::proofread::corrections;
use crate::check::rule::{Scene, Scope, finding, rule};
use crate::diag::Diagnostic;

rule! {
    /// 中文句子里用了半角标点，或数字、字母用了全角。
    ///
    /// 中文句子的逗号、句号、冒号等用全角，数字和字母用半角。由 autocorrect 库检查；只看标点和全半角，不改空格。
    ///
    /// # 错误示例
    /// ```yaml
    /// 任务:
    ///   2.1.1:
    ///     状态: 有风险
    ///     进展: 完成改造72家,其中流程制造12家.
    /// ```
    ///
    /// # 正确示例
    /// ```yaml
    /// 任务:
    ///   2.1.1:
    ///     状态: 有风险
    ///     进展: 完成改造72家，其中流程制造12家。
    /// ```
    HALF_WIDTH_MARK Hint Scope::Year(run)
}

fn run(scene: &Scene<'_>, found: &mut Vec<Diagnostic>) {
    for passage in passages(scene) {
        for correction in corrections(passage.raw) {
            let (was, now) = (&passage.raw[correction.range.clone()], &correction.text);
            let span = passage.place(correction.range.clone());
            let finding = finding(format!("中文里的“{}”应写成“{}”。", was.trim(), now.trim()))
                .at(span)
                .help("标点用全角，数字和字母用半角。")
                .of(passage.unit);
            found.push(if correction.certain { finding.fix(span, now.as_str()) } else { finding });
        }
    }
}

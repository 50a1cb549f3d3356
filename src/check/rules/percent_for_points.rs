//! The change of a share is given in % where 百分点 is meant.

use crate::check::passage::{Pattern, pattern, search};
use crate::check::rule::{Scene, Scope, finding, rule};
use crate::diag::Diagnostic;

rule! {
    /// 比率的变化写成了“%”，多半应写“个百分点”。
    ///
    /// 占比由 36% 到 41%，是提高 5 个百分点，不是提高 5%。
    ///
    /// # 错误示例
    /// ```yaml
    /// 任务:
    ///   2.1.1:
    ///     状态: 有风险
    ///     进展: 改造覆盖率比上年提高18.5%。
    /// ```
    ///
    /// # 正确示例
    /// ```yaml
    /// 任务:
    ///   2.1.1:
    ///     状态: 有风险
    ///     进展: 改造覆盖率比上年提高18.5个百分点。
    /// ```
    PERCENT_FOR_POINTS Hint Scope::Year(run)
}

static CHANGE: Pattern = pattern!(
    "(?:比重|占比|比例|覆盖率|利用率|合格率|就业率|转化率|贡献率|配套率|普及率|增加值率)(?:明显|大幅|略有|进一步|稳步|继续|又|再)?(?:(?:比|较)(?:上年|去年|[0-9]{4}年)(?:末|底|同期)?)?(?:有所|略有)?(?:提高|上升|增加|提升|下降|降低|回落|减少)了? ?([0-9]+(?:\\.[0-9]+)?[%％])(?:[^～~0-9]|$)"
);

fn run(scene: &Scene<'_>, found: &mut Vec<Diagnostic>) {
    for (passage, hit) in search(scene, &CHANGE) {
        // A grant may well rise by a tenth.
        let before = hit.get(0).map_or("", |all| passage.shortly_before(all.start()));
        let grant = ["补助", "补贴", "奖励", "资助", "贴息"].iter().any(|word| before.ends_with(word));
        let end = hit.get(1).map_or(0, |mark| mark.end());
        if grant || passage.raw[end..].starts_with("以上") {
            continue;
        }
        let number = hit[1].trim_end_matches(['%', '％']);
        found.push(
            finding(format!("比率的变化写成了“{}”。", &hit[1]))
                .at(passage.span(&hit, 1))
                .help(format!("如指两个比率之差，写成“{number}个百分点”。"))
                .of(passage.unit),
        );
    }
}

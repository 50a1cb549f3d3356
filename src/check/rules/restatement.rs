//! A restated value that restates nothing: of no earlier year, in another unit, or without a difference.

use crate::check::rule::{Scene, Scope, finding, rule};
use crate::diag::Diagnostic;
use crate::model::{Decimal, Submission};

rule! {
    /// 「调整」里的往年数写得不对。
    ///
    /// 往年的数有修订的，不改往年的文件，在本年文件该指标的「调整」里写明年份、新值和理由；报告据此印「数据调整说明」。年份应在规划期内、早于本年度，新值应与原来的不同。
    ///
    /// # 错误示例
    /// ```yaml
    /// 指标:
    ///   示范工厂数:
    ///     实际值: 6
    ///     调整:
    ///       2023: {值: 5, 理由: 核减一家}
    /// ```
    ///
    /// # 正确示例
    /// ```yaml
    /// 指标:
    ///   示范工厂数:
    ///     实际值: 6
    ///     调整:
    ///       2022: {值: 5, 理由: 补认一家}
    /// ```
    RESTATEMENT Error Scope::Submission(run)
}

fn run(scene: &Scene<'_>, submission: &Submission, found: &mut Vec<Diagnostic>) {
    let (content, plan) = (scene.content, &scene.content.plan);
    for (name, entry) in &submission.entries {
        let Some(indicator) = plan.indicator(name) else { continue };
        for revision in &entry.revisions {
            let (year, unit) = (revision.year.value, indicator.unit.text());
            let Some(value) = &revision.value else { continue };
            let then = scene.assessment.ledger.plan(year).indicator(&indicator.name).unwrap_or(indicator);
            let first = content.submissions_of(year, &then.department).find_map(|submission| {
                let (_, entry) = submission.entries.iter().find(|(own, _)| **own == *indicator.name)?;
                entry.actual.as_ref()?.in_unit(&indicator.unit).ok()
            });
            let message = if year < plan.head.start || submission.folder_year <= year {
                format!(
                    "「{}」调整的是 {year} 年的数；只能调整 {} 年以来、本年度以前的数。",
                    name.value, plan.head.start
                )
            } else if value.in_unit(&indicator.unit).is_err() {
                format!("「{}」{year} 年调整后的数不是以「{unit}」计的。", name.value)
            } else if value.in_unit(&indicator.unit).ok() == first {
                format!("「{}」{year} 年调整后的数与原来的相同。", name.value)
            } else if let Some(message) = value.in_unit(&indicator.unit).ok().and_then(|now| shifted(first?, now)) {
                let message = format!("「{}」{year} 年调整后的数与原来的{message}。", name.value);
                let help = format!("核对数值和单位：只写数字时就按「{unit}」理解。");
                found.push(finding(message).at(value.span).help(help));
                continue;
            } else {
                continue;
            };
            let help = "核对年份和数值；不需要调整的，删去这一行。";
            found.push(finding(message).at(revision.year.span).help(help));
        }
    }
}

/// How far from the first value the restated one is, if it is too far for a revision: to more than four times or less than
/// a quarter.
fn shifted(first: Decimal, now: Decimal) -> Option<&'static str> {
    let four = Decimal::from(4);
    let (first, now) = (first.abs(), now.abs());
    if first.is_zero() || now <= first * four && first <= now * four {
        return None;
    }
    Some("相差四倍以上，像是多输、漏输了位数或弄错了单位")
}

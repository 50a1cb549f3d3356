//! What another method says of an indicator, in words and figures.

use serde::Serialize;

use super::super::sentence::{decimals, percent, plain};
use crate::assess::{Grade, GrowthRates, Opinion, Trend, Working};
use crate::model::{Content, Decimal, Indicator};

/// One second opinion.
#[derive(Debug, Clone, Serialize)]
pub struct OpinionView {
    /// Name of the method.
    pub method: &'static str,
    /// Its name in data.
    pub key: &'static str,
    /// Its status; none where it refuses.
    pub status: Option<&'static str>,
    /// The status with its figures, or why there is none; without a full stop.
    pub text: String,
}

/// The view of an opinion.
pub fn view(content: &Content, indicator: &Indicator, opinion: &Opinion) -> OpinionView {
    let text = match &opinion.grade {
        Err(why) => format!("不作评价：{why}"),
        Ok(grade) => {
            let caution = opinion.caution.as_ref().map(|caution| format!("（{caution}）")).unwrap_or_default();
            let figures: String = figures(indicator, &grade.working).iter().map(|part| format!("，{part}")).collect();
            format!("{}{figures}{caution}", content.told_by(grade.status, opinion.method))
        }
    };
    let status = opinion.grade.as_ref().ok().map(|grade| content.told_by(grade.status, opinion.method));
    OpinionView { method: opinion.method.word(), key: opinion.method.key(), status, text }
}

/// The formula of a verdict that is not 时序进度法's, with its numbers; `compare` says how the value stands to the target.
pub fn formula(indicator: &Indicator, grade: &Grade, compare: &str) -> String {
    let figures = figures(indicator, &grade.working).join("，");
    if figures.is_empty() { compare.to_owned() } else { format!("{figures}；{compare}") }
}

/// The numbers a method worked with, each in a few words.
fn figures(indicator: &Indicator, working: &Working) -> Vec<String> {
    match working {
        Working::Linear(pace) => pace.iter().map(|pace| format!("进度比{}", decimals(*pace, 2))).collect(),
        Working::GrowthRatio(rates) => rates.as_ref().map(growth).unwrap_or_default(),
        Working::Projection(trend) => projection(indicator, trend),
    }
}

fn growth(rates: &GrowthRates) -> Vec<String> {
    vec![
        format!("年均增速{}", percent(rates.reached)),
        format!("达到目标所需{}", percent(rates.needed)),
        format!("增速比{}", decimals(rates.ratio, 2)),
    ]
}

fn projection(indicator: &Indicator, trend: &Trend) -> Vec<String> {
    let target = &indicator.target;
    // Large counts stay whole.
    let whole = target.value.scale() == 0 && Decimal::ONE_HUNDRED <= target.value;
    let (unit, year) = (indicator.unit.text(), target.due.year);
    let projected = plain(trend.projected, if whole { 0 } else { 2 });
    let going_on = format!("近年年均变化{}，照此到{year}年为{projected}{unit}", super::outlook::small(trend.mean));
    let missed = trend.missed.map(|missed| match missed {
        _ if indicator.aim().met_by(trend.projected) => "可以达到目标".to_owned(),
        missed if missed.is_zero() => "恰为目标值，尚未达标".to_owned(),
        missed if Decimal::ONE < missed => format!("差距扩大到本年的{}", percent(missed)),
        missed => format!("差距还剩本年的{}", percent(missed)),
    });
    // Further off than a lifetime a trend says nothing.
    let reached = trend.reached.filter(|reached| year < *reached && *reached < year + 50);
    let reached = reached.map(|reached| format!("照此{reached}年达到目标"));
    [Some(going_on), missed, reached].into_iter().flatten().collect()
}

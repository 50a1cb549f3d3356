//! What another method says of an indicator, in words and figures.

use serde::Serialize;

use super::super::sentence::{decimals, percent, plain};
use crate::assess::{GROWTH_RATIO, LINEAR, Opinion, Outcome, Verdict};
use crate::model::{Decimal, Indicator};

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
pub fn view(indicator: &Indicator, opinion: &Opinion) -> OpinionView {
    let text = match &opinion.outcome {
        Err(why) => format!("不作评价：{why}"),
        Ok(outcome) => {
            let caution = opinion.caution.as_ref().map(|caution| format!("（{caution}）")).unwrap_or_default();
            let status = outcome.status.word();
            let figures = match opinion.method {
                LINEAR => outcome.figure.map(|pace| format!("，进度比{}", decimals(pace, 2))).unwrap_or_default(),
                GROWTH_RATIO => growth(outcome),
                _ => projection(indicator, outcome),
            };
            format!("{status}{figures}{caution}")
        }
    };
    let status = opinion.outcome.as_ref().ok().map(|outcome| outcome.status.word());
    OpinionView { method: opinion.method.name, key: opinion.method.key, status, text }
}

/// The formula of a verdict that is not 时序进度法's, with its numbers; `compare` says how the value stands to the target.
pub fn formula(indicator: &Indicator, verdict: &Verdict, outcome: &Outcome, compare: &str) -> String {
    let numbers = if verdict.method == GROWTH_RATIO { growth(outcome) } else { projection(indicator, outcome) };
    // The words of a second opinion follow its status, with a comma.
    let numbers = numbers.trim_start_matches('，');
    if numbers.is_empty() { compare.to_owned() } else { format!("{numbers}；{compare}") }
}

fn growth(outcome: &Outcome) -> String {
    let rates = outcome
        .rates
        .map(|(reached, needed)| format!("，年均增速{}，达到目标所需{}", percent(reached), percent(needed)));
    let ratio = outcome.figure.map(|ratio| format!("，增速比{}", decimals(ratio, 2)));
    [rates, ratio].into_iter().flatten().collect()
}

fn projection(indicator: &Indicator, outcome: &Outcome) -> String {
    let target = &indicator.target;
    // Large counts stay whole.
    let whole = target.value.scale() == 0 && Decimal::ONE_HUNDRED <= target.value;
    let (unit, year) = (indicator.unit.text(), target.year);
    let trend = outcome.mean.zip(outcome.projected).map(|(mean, projected)| {
        let projected = plain(projected, if whole { 0 } else { 2 });
        format!("，近年年均变化{}，照此到{year}年为{projected}{unit}", plain(mean, 2))
    });
    let missed = outcome.figure.zip(outcome.projected).map(|(missed, projected)| match missed {
        _ if target.met_by(projected) => "，可以达到目标".to_owned(),
        missed if missed.is_zero() => "，恰为目标值，尚未达标".to_owned(),
        missed if Decimal::ONE < missed => format!("，差距扩大到本年的{}", percent(missed)),
        missed => format!("，差距还剩本年的{}", percent(missed)),
    });
    // Further off than a lifetime a trend says nothing.
    let reached = outcome.reached.filter(|reached| year < *reached && *reached < year + 50);
    let reached = reached.map(|reached| format!("，照此{reached}年达到目标"));
    [trend, missed, reached].into_iter().flatten().collect()
}

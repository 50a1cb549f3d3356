//! What is left to do until the target, against the pace so far.

use serde::Serialize;

use super::super::sentence;
use crate::assess::{Assessment, Verdict};
use crate::model::{Comparator, Decimal, Indicator, Year};

/// What the rest of the plan asks of an indicator.
#[derive(Debug, Clone, Serialize)]
pub struct OutlookView {
    /// Still missing, with its unit.
    pub missing: String,
    /// Mean yearly change since the baseline, with its sign's word left out: in the indicator's unit.
    pub mean: String,
    /// Yearly change needed from now to the target year.
    pub needed: String,
    /// `needed` ÷ `mean`; none where the mean is zero or points the wrong way.
    pub ratio: Option<String>,
}

/// What is needed yearly from the report's year to the target's, against the mean so far.
pub fn outlook(
    assessment: &Assessment,
    indicator: &Indicator,
    verdict: &Verdict,
    data_year: Year,
) -> Option<OutlookView> {
    let (actual, start, target) = (verdict.actual?, verdict.start?, &indicator.target);
    let missing = sentence::gap(indicator, actual)?;
    let base = indicator.baseline.as_ref().map_or(assessment.ledger.content.plan.head.base, |b| b.year);
    let gone = Decimal::from(data_year - base);
    let left = Decimal::from(target.due.year - data_year);
    let mean = (actual - start).checked_div(gone)?;
    let needed = (indicator.aim().end - actual).checked_div(left)?;
    let ratio = needed.checked_div(mean).filter(|ratio| Decimal::ZERO < *ratio);
    // What is missing of per mille is told in points of per cent, and so is what changes.
    let points = |value: Decimal| indicator.unit.percent(value).unwrap_or(value);
    Some(OutlookView {
        missing,
        mean: small(points(mean)),
        // What “超过” and “低于” ask for is more than what lands on the number.
        needed: match target.comparator {
            Comparator::MoreThan => format!("超过{}", small(points(needed))),
            Comparator::LessThan => format!("低于{}", small(points(needed))),
            Comparator::AtLeast | Comparator::AtMost | Comparator::Between | Comparator::About => small(points(needed)),
        },
        ratio: ratio.map(|ratio| sentence::decimals(ratio, 2)),
    })
}

/// Two decimals, three below one, so that the ratio of two such figures can be checked.
pub fn small(value: Decimal) -> String {
    sentence::plain(value, if value.abs() < Decimal::ONE { 3 } else { 2 })
}

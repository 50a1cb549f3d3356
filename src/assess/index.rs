//! 综合指数: each value ÷ its target, capped at 100; weighted mean within an area, then over the areas.

use super::Verdict;
use crate::model::{Decimal, Plan, round};

/// The index of one area in one year.
#[derive(Debug, Clone, PartialEq)]
pub struct AreaIndex {
    /// 0 to 100, one decimal; none where nothing was reported.
    pub value: Option<Decimal>,
    /// How many indicators it rests on.
    pub counted: usize,
    /// How many there are.
    pub of: usize,
    /// How many were capped at 100.
    pub capped: usize,
}

/// The index of one year.
#[derive(Debug, Clone, PartialEq)]
pub struct Index {
    /// All areas together.
    pub total: AreaIndex,
    /// Per area of the plan.
    pub areas: Vec<AreaIndex>,
}

/// Computes the index from the year's verdicts, one per indicator of the plan.
#[must_use]
pub fn index(plan: &Plan, verdicts: &[&Verdict]) -> Index {
    let hundred = Decimal::ONE_HUNDRED;
    let exact: Vec<(Option<Decimal>, AreaIndex)> = plan
        .areas
        .iter()
        .map(|area| {
            let mut sum = Decimal::ZERO;
            let mut weights = Decimal::ZERO;
            let mut index = AreaIndex { value: None, counted: 0, of: 0, capped: 0 };
            for (indicator, verdict) in plan.indicators.iter().zip(verdicts) {
                if *indicator.area != *area.number {
                    continue;
                }
                index.of += 1;
                let Some(share) = verdict.completion else { continue };
                let score = share * hundred;
                index.counted += 1;
                index.capped += usize::from(hundred < score);
                sum += score.clamp(Decimal::ZERO, hundred) * indicator.weight;
                weights += indicator.weight;
            }
            let value = sum.checked_div(weights);
            index.value = value.map(|value| round(value, 1));
            (value, index)
        })
        .collect();
    let mut total = AreaIndex { value: None, counted: 0, of: 0, capped: 0 };
    let (mut sum, mut weights) = (Decimal::ZERO, Decimal::ZERO);
    for (area, (value, index)) in plan.areas.iter().zip(&exact) {
        total.counted += index.counted;
        total.of += index.of;
        total.capped += index.capped;
        if let Some(value) = value {
            sum += *value * area.weight;
            weights += area.weight;
        }
    }
    total.value = sum.checked_div(weights).map(|value| round(value, 1));
    Index { total, areas: exact.into_iter().map(|(_, index)| index).collect() }
}

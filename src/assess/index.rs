//! 综合指数: each value ÷ its target, capped at 100; weighted mean within an area, then over the areas.

use super::Verdict;
use crate::model::{Decimal, Plan, round};

/// The index of one area in one year.
#[derive(Debug, Clone, PartialEq)]
pub struct AreaIndex {
    /// 0 to 100, one decimal; none where nothing can be judged.
    pub value: Option<Decimal>,
    /// The change since the year before, in points, on what counts in both years; rounded once.
    pub change: Option<Decimal>,
    /// Whether what counts is not the same in both years.
    pub uneven: bool,
    /// How many indicators it rests on.
    pub counted: usize,
    /// How many of them count with an earlier year's value or with none, because they were not reported.
    pub carried: usize,
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

impl Index {
    /// That of a year of which nothing is known.
    #[must_use]
    pub fn none(plan: &Plan) -> Self {
        let of = |own: &dyn Fn(&str) -> bool| AreaIndex {
            value: None,
            change: None,
            uneven: false,
            counted: 0,
            carried: 0,
            of: plan.indicators.iter().filter(|indicator| own(&indicator.area)).count(),
            capped: 0,
        };
        let areas = plan.areas.iter().map(|area| of(&|own| *own == *area.number));
        Self { areas: areas.collect(), total: of(&|own| plan.areas.iter().any(|area| *area.number == *own)) }
    }
}

/// Computes the index from the year's verdicts, one per indicator of the plan, and those of the year before.
#[must_use]
pub fn index(plan: &Plan, verdicts: &[&Verdict], before: Option<&[&Verdict]>) -> Index {
    let all = |at: usize| verdicts[at].counted.is_some();
    let both = |at: usize| all(at) && before.is_some_and(|before| before[at].counted.is_some());
    let now = means(plan, verdicts, &all);
    let common = before.map(|before| (means(plan, verdicts, &both), means(plan, before, &both)));
    let change = |of: &dyn Fn(&Means) -> Option<Decimal>| {
        let (now, before) = common.as_ref()?;
        Some(round(of(now)? - of(before)?, 1))
    };
    let figures = |own: &dyn Fn(&str) -> bool, value: Option<Decimal>, change: Option<Decimal>| {
        let own = || (0..plan.indicators.len()).filter(|&at| own(&plan.indicators[at].area));
        let counts = |before: &[&Verdict]| own().any(|at| all(at) != before[at].counted.is_some());
        let capped = |at: &usize| verdicts[*at].counted.is_some_and(|share| Decimal::ONE < share);
        AreaIndex {
            value: value.map(|value| round(value, 1)),
            change,
            uneven: before.is_some_and(counts),
            counted: own().filter(|&at| all(at)).count(),
            carried: own().filter(|&at| all(at) && verdicts[at].carried).count(),
            of: own().count(),
            capped: own().filter(capped).count(),
        }
    };
    let areas = plan.areas.iter().enumerate().map(|(at, area)| {
        figures(&|own| *own == *area.number, now.areas[at], change(&|means: &Means| means.areas[at]))
    });
    let areas = areas.collect();
    let known = |own: &str| plan.areas.iter().any(|area| *area.number == *own);
    Index { total: figures(&known, now.total, change(&|means: &Means| means.total)), areas }
}

/// Exact means, 0 to 100.
struct Means {
    total: Option<Decimal>,
    areas: Vec<Option<Decimal>>,
}

/// The weighted mean of each area over the indicators asked for, and the weighted mean of those.
fn means(plan: &Plan, verdicts: &[&Verdict], asked: &dyn Fn(usize) -> bool) -> Means {
    let hundred = Decimal::ONE_HUNDRED;
    let mut sums = vec![(Decimal::ZERO, Decimal::ZERO); plan.areas.len()];
    for (at, (indicator, verdict)) in plan.indicators.iter().zip(verdicts).enumerate() {
        let area = plan.areas.iter().position(|area| *area.number == *indicator.area);
        if let (Some(area), Some(share), true) = (area, verdict.counted, asked(at)) {
            let score = share.checked_mul(hundred).unwrap_or(hundred).clamp(Decimal::ZERO, hundred);
            sums[area].0 += score * indicator.weight;
            sums[area].1 += indicator.weight;
        }
    }
    let areas: Vec<Option<Decimal>> = sums.iter().map(|(sum, weights)| sum.checked_div(*weights)).collect();
    let (mut sum, mut weights) = (Decimal::ZERO, Decimal::ZERO);
    for (area, value) in plan.areas.iter().zip(&areas) {
        if let Some(value) = value {
            sum += *value * area.weight;
            weights += area.weight;
        }
    }
    Means { total: sum.checked_div(weights), areas }
}

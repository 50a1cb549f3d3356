//! Second opinions: the same figures judged by other methods, so that a reader sees where the verdict depends on one.

use rust_decimal::MathematicalOps;

use super::verdict::{Facts, Method};
use crate::model::{Appraisal, Assess, Decimal, Kind, Year};

/// Ratio of growth rates: R = d·g ÷ |G|, with the mean yearly rates g reached and G needed (Statistics Canada, as coded in
/// Open SDG). At 0.95 on track, at 0.60 acceleration needed, at 0 limited progress, below deterioration.
pub const GROWTH_RATIO: Method =
    Method {
        key: "growth-ratio", name: "增速比法", version: "1.0", source: "加拿大统计局（Open SDG 的程序）"
    };

/// Projection of the mean of the last yearly changes, five at the most (German sustainable development strategy). The part
/// of the remaining way that would be missed: below 5 % sun, to 20 % sun and cloud, above cloud, the wrong way storm.
pub const PROJECTION: Method =
    Method { key: "projection", name: "趋势外推法", version: "1.0", source: "德国可持续发展战略" };

/// What one method says.
#[derive(Debug, Clone, PartialEq)]
pub struct Opinion {
    /// The method.
    pub method: Method,
    /// Its status with its figures, or why it gives none.
    pub outcome: Result<Outcome, String>,
    /// A warning that goes with the status.
    pub caution: Option<String>,
}

/// A status and the figures behind it.
#[derive(Debug, Clone, PartialEq)]
pub struct Outcome {
    /// The status, in the words of the report.
    pub status: Assess,
    /// Mean yearly rates reached and needed, as fractions: of the growth ratio.
    pub rates: Option<(Decimal, Decimal)>,
    /// R of the growth ratio, or the share of the remaining way that the projection misses; none once the target is met.
    pub figure: Option<Decimal>,
    /// Mean yearly change, in the indicator's unit: of the projection.
    pub mean: Option<Decimal>,
    /// Value at the target year if the trend goes on: of the projection.
    pub projected: Option<Decimal>,
    /// The year in which the trend meets the target: of the projection.
    pub reached: Option<Year>,
}

impl Outcome {
    /// An outcome without any figures.
    #[must_use]
    pub fn blank() -> Self {
        Self { status: Assess::Met, rates: None, figure: None, mean: None, projected: None, reached: None }
    }
}

/// How far back the mean looks, in years.
const WINDOW: Year = 5;

/// Fewest points of a trend.
const FEWEST: usize = 4;

/// The opinions on one figure, in the order they are printed; none where nothing was reported.
#[must_use]
pub fn opinions(facts: &Facts<'_>) -> Vec<Opinion> {
    let Some(actual) = facts.actual else { return Vec::new() };
    vec![growth_ratio(facts, actual), projection(facts, actual)]
}

/// Whether an indicator has a way to go along at all.
fn pathless(facts: &Facts<'_>) -> bool {
    let yearly = facts.indicator.kind == Kind::Annual && facts.indicator.appraisal == Appraisal::EveryYear;
    yearly || facts.indicator.kind == Kind::Growth
}

fn met(facts: &Facts<'_>, actual: Decimal) -> Option<Outcome> {
    facts.indicator.target.met_by(actual).then(Outcome::blank)
}

fn growth_ratio(facts: &Facts<'_>, actual: Decimal) -> Opinion {
    let refuse = |why: &str| Opinion { method: GROWTH_RATIO, outcome: Err(why.to_owned()), caution: None };
    if pathless(facts) {
        return refuse("指标没有起点到终点的路径，不适用");
    }
    let Some((base, start)) = facts.start().filter(|(year, _)| *year < facts.year) else {
        return refuse("缺少可比的基期值");
    };
    let target = facts.indicator.target.value;
    if start <= Decimal::ZERO || target <= Decimal::ZERO || actual < Decimal::ZERO {
        return refuse("基期值、目标值须大于零，本年值不能为负");
    }
    if start == target {
        return refuse("目标值等于基期值");
    }
    let rate = |value: Decimal, years: Year| {
        let exponent = Decimal::ONE.checked_div(Decimal::from(years))?;
        let share = value.checked_div(start)?;
        let power = if share.is_zero() { Some(Decimal::ZERO) } else { share.checked_powd(exponent) };
        power.map(|power| power - Decimal::ONE)
    };
    let rates = rate(actual, facts.year - base).zip(rate(target, facts.indicator.target.year - base));
    let ratio = rates.and_then(|(reached, needed)| {
        let direction = if start < target { Decimal::ONE } else { Decimal::NEGATIVE_ONE };
        (direction * reached).checked_div(needed.abs())
    });
    let Some(ratio) = ratio else { return refuse("目标年不晚于基期年，或数字太大") };
    let status = match ratio {
        r if Decimal::new(95, 2) <= r => Assess::OnPace,
        r if Decimal::new(60, 2) <= r => Assess::SlightlyBehind,
        r if Decimal::ZERO <= r => Assess::Behind,
        _ => Assess::Regressed,
    };
    let outcome = Outcome { status, rates, figure: Some(ratio), ..Outcome::blank() };
    let times = target / start;
    let steep = Decimal::TEN < times || times < Decimal::new(1, 1);
    Opinion {
        method: GROWTH_RATIO,
        outcome: Ok(met(facts, actual).unwrap_or(outcome)),
        caution: steep.then(|| "目标值与基期值相差十倍以上，这种方法偏于乐观".to_owned()),
    }
}

fn projection(facts: &Facts<'_>, actual: Decimal) -> Opinion {
    let told = |outcome| Opinion { method: PROJECTION, outcome, caution: None };
    if pathless(facts) {
        return told(Err("指标没有起点到终点的路径，不适用".to_owned()));
    }
    if facts.history.len() < FEWEST {
        return told(Err(format!("可比的数据不足 {FEWEST} 年，看不出趋势")));
    }
    let first =
        facts.history.iter().find(|(year, _)| facts.year - WINDOW <= *year).filter(|(year, _)| *year < facts.year);
    let mean = first.and_then(|&(year, value)| (actual - value).checked_div(Decimal::from(facts.year - year)));
    let Some(mean) = mean else { return told(Err("近五年没有可比的数据".to_owned())) };
    let target = &facts.indicator.target;
    let left = target.value - actual;
    let ahead = Decimal::from(target.year - facts.year);
    let projected = actual + mean * ahead;
    // By their signs: the product of two large figures is no figure any more.
    let moves = !mean.is_zero() && !left.is_zero();
    let towards = moves && mean.is_sign_negative() == left.is_sign_negative();
    let years = left.checked_div(mean).filter(|_| towards);
    let reached = years.and_then(|years| Year::try_from(years.ceil()).ok()?.checked_add(facts.year));
    let found = |status, figure| Outcome {
        status,
        figure,
        mean: Some(mean),
        projected: Some(projected),
        reached,
        ..Outcome::blank()
    };
    if let Some(met) = met(facts, actual) {
        return told(Ok(Outcome { mean: Some(mean), projected: Some(projected), ..met }));
    }
    let Some(missed) = (target.value - projected).checked_div(left) else {
        return told(Err("本年值等于目标值而未达标，无从外推".to_owned()));
    };
    let status = match missed {
        _ if moves && !towards => Assess::Regressed,
        missed if missed < Decimal::new(5, 2) => Assess::OnPace,
        missed if missed <= Decimal::new(20, 2) => Assess::SlightlyBehind,
        _ => Assess::Behind,
    };
    told(Ok(found(status, Some(missed))))
}

/// Whether two statuses say the same of an indicator: on its way, behind, or going back.
#[must_use]
pub fn agree(one: Assess, other: Assess) -> bool {
    let class = |status| match status {
        Assess::Met | Assess::Ahead | Assess::OnPace => 0,
        Assess::SlightlyBehind | Assess::Behind => 1,
        Assess::Regressed => 2,
        _ => 3,
    };
    class(one) == class(other) || class(one) == 3 || class(other) == 3
}

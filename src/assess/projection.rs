//! 趋势外推法 (`projection`): the mean of the last yearly changes carried on to the target year.

use super::facts::Facts;
use super::opinion::{Grade, Opinion, Trend, Working};
use crate::model::{Decimal, Method, Status, Year, chinese_count};

/// What the method says of a figure.
pub fn opinion(facts: &Facts<'_>, actual: Decimal) -> Opinion {
    let refuse = |why: String| Opinion::refusal(Method::Projection, why);
    if facts.pathless() {
        return refuse("指标没有起点到终点的路径，不适用".to_owned());
    }
    if facts.history.len() < usize::from(Method::FEWEST) {
        return refuse(format!("可比的数据不足 {} 年，看不出趋势", Method::FEWEST));
    }
    let within = |year: Year| facts.year - Year::from(Method::WINDOW) <= year;
    let first = facts.history.iter().find(|(year, _)| within(*year)).filter(|(year, _)| *year < facts.year);
    let mean = first.and_then(|&(year, value)| (actual - value).checked_div(Decimal::from(facts.year - year)));
    let Some(mean) = mean else {
        return refuse(format!("近{}年没有可比的数据", chinese_count(Method::WINDOW)));
    };
    let (target, aim) = (&facts.indicator.target, facts.indicator.aim());
    let left = aim.end - actual;
    let projected = actual + mean * Decimal::from(target.due.year - facts.year);
    let given = |status, missed, reached| Opinion {
        method: Method::Projection,
        grade: Ok(Grade { status, working: Working::Projection(Trend { mean, projected, missed, reached }) }),
        caution: None,
    };
    if aim.met_by(actual) {
        return given(Status::Met, None, None);
    }
    let Some(missed) = (aim.end - projected).checked_div(left) else {
        return refuse("本年值等于目标值而未达标，无从外推".to_owned());
    };
    // By their signs: the product of two large figures is no figure any more.
    let moves = !mean.is_zero() && !left.is_zero();
    let towards = moves && mean.is_sign_negative() == left.is_sign_negative();
    if moves && !towards {
        return given(Status::Regressed, Some(missed), None);
    }
    let years = left.checked_div(mean).filter(|_| towards);
    let reached = years.and_then(|years| Year::try_from(years.ceil()).ok()?.checked_add(facts.year));
    given(Method::Projection.status(missed, &facts.cut_offs), Some(missed), reached)
}

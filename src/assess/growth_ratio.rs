//! 增速比法 (`growth-ratio`): the mean yearly rate of growth reached against the one that was needed.

use rust_decimal::MathematicalOps;

use super::facts::Facts;
use super::opinion::{Grade, GrowthRates, Opinion, Working};
use crate::model::{Decimal, Method, Status, Year, chinese_count};

/// How many times the baseline a target may be, either way, before the method is too kind.
const STEEP: u8 = 10;

/// What the method says of a figure.
pub fn opinion(facts: &Facts<'_>, actual: Decimal) -> Opinion {
    let refuse = |why: &str| Opinion::refusal(Method::GrowthRatio, why);
    if facts.pathless() {
        return refuse("指标没有起点到终点的路径，不适用");
    }
    let Some((base, start)) = facts.start().filter(|(year, _)| *year < facts.year) else {
        return refuse("缺少可比的基期值");
    };
    let (target, aim) = (&facts.indicator.target, facts.indicator.aim());
    if start <= Decimal::ZERO || aim.end <= Decimal::ZERO || actual < Decimal::ZERO {
        return refuse("基期值、目标值须大于零，本年值不能为负");
    }
    if start == aim.end {
        return refuse("目标值等于基期值");
    }
    if aim.way().is_none() {
        return refuse("基期值已达到目标");
    }
    let rate = |value: Decimal, years: Year| {
        let exponent = Decimal::ONE.checked_div(Decimal::from(years))?;
        let share = value.checked_div(start)?;
        let power = if share.is_zero() { Some(Decimal::ZERO) } else { share.checked_powd(exponent) };
        power.map(|power| power - Decimal::ONE)
    };
    let rates = rate(actual, facts.year - base).zip(rate(aim.end, target.due.year - base));
    let rates = rates.and_then(|(reached, needed)| {
        let direction = if aim.rising { Decimal::ONE } else { Decimal::NEGATIVE_ONE };
        let ratio = (direction * reached).checked_div(needed.abs())?;
        Some(GrowthRates { reached, needed, ratio })
    });
    let Some(rates) = rates else { return refuse("目标年不晚于基期年，或数字太大") };
    let grade = if aim.met_by(actual) {
        Grade { status: Status::Met, working: Working::GrowthRatio(None) }
    } else {
        let status = Method::GrowthRatio.status(rates.ratio, &facts.cut_offs);
        Grade { status, working: Working::GrowthRatio(Some(rates)) }
    };
    let (times, most) = (aim.end / start, Decimal::from(STEEP));
    let steep = most < times || times < Decimal::ONE / most;
    Opinion {
        method: Method::GrowthRatio,
        grade: Ok(grade),
        caution: steep.then(|| format!("目标值与基期值相差{}倍以上，这种方法偏于乐观", chinese_count(STEEP))),
    }
}

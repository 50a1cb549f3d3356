//! 时序进度法 (`linear`): the share of the way done against the share that the path asks for at the date.

use super::facts::Facts;
use super::path;
use super::verdict::Verdict;
use crate::model::{Appraisal, Decimal, Kind, Method, Status};

/// Judges; every input has a verdict.
pub fn verdict(facts: &Facts<'_>) -> Verdict {
    let empty = Verdict { actual: facts.actual, ..Verdict::unreported() };
    let Some(actual) = facts.actual else {
        let reason = match facts.earlier {
            Some((year, _)) => format!("{}年未报送，最近一次为{year}年", facts.year),
            None => format!("{}年未报送", facts.year),
        };
        return Verdict { reason: Some(reason), ..empty };
    };
    let target = &facts.indicator.target;
    let completion = actual.checked_div(target.value);
    let verdict = Verdict { completion, ..empty };
    match (facts.indicator.kind, facts.indicator.appraisal) {
        (Kind::Annual, Appraisal::EveryYear) => every_year(facts, actual, verdict),
        (Kind::Growth, _) => growth(facts, actual, verdict),
        _ => along_path(facts, actual, verdict),
    }
}

/// A yearly promise: met or not met that year.
fn every_year(facts: &Facts<'_>, actual: Decimal, verdict: Verdict) -> Verdict {
    let status = if facts.indicator.target.met_by(actual) { Status::Met } else { shortfall(facts, &verdict) };
    Verdict { status, expected: Some(facts.indicator.target.value), ..verdict }
}

/// A mean growth since the baseline: met or not met so far; 已完成 only at the end.
fn growth(facts: &Facts<'_>, actual: Decimal, verdict: Verdict) -> Verdict {
    let target = &facts.indicator.target;
    let status = match (target.met_by(actual), facts.year < target.year) {
        (true, false) => Status::Met,
        (true, true) if verdict.completion.is_some_and(|share| facts.cut_offs.ahead <= share) => Status::Ahead,
        (true, true) => Status::OnPace,
        (false, _) => shortfall(facts, &verdict),
    };
    Verdict { status, expected: Some(target.value), ..verdict }
}

/// How far a promise without a path is missed, by the share of it that was reached.
fn shortfall(facts: &Facts<'_>, verdict: &Verdict) -> Status {
    match verdict.completion {
        Some(share) if facts.cut_offs.behind <= share => Status::SlightlyBehind,
        Some(share) if share < Decimal::ZERO => Status::Regressed,
        _ => Status::Behind,
    }
}

/// A value on its way from baseline to target.
fn along_path(facts: &Facts<'_>, actual: Decimal, verdict: Verdict) -> Verdict {
    let indicator = facts.indicator;
    let target = &indicator.target;
    let met = target.met_by(actual);
    let met_status = |otherwise| if met { Status::Met } else { otherwise };
    let Some(start) = facts.start() else {
        let reason = match &indicator.baseline {
            Some(baseline) => format!("{}年基期值与本年口径不同，不能比较，无法计算进度", baseline.year),
            None => format!("缺少{}年基期值，无法计算进度", facts.base),
        };
        return Verdict { status: met_status(Status::Unassessable), reason: (!met).then_some(reason), ..verdict };
    };
    let way = target.value - start.1;
    if way.is_zero() {
        let reason = "基期值已等于目标值，无法计算进度".to_owned();
        return Verdict {
            status: met_status(Status::Unassessable),
            start: Some(start.1),
            reason: (!met).then_some(reason),
            ..verdict
        };
    }
    let expected = path::expected(indicator, start, facts.date);
    let done = (actual - start.1) / way;
    let due = (expected - start.1) / way;
    let verdict =
        Verdict { start: Some(start.1), expected: Some(expected), done: Some(done), due: Some(due), ..verdict };
    if due <= Decimal::ZERO {
        let reason = "截止日尚在规划期开始之前，无法计算进度".to_owned();
        return Verdict { status: met_status(Status::Unassessable), reason: (!met).then_some(reason), ..verdict };
    }
    let pace = done / due;
    let overshoot = target.upper.is_some_and(|upper| upper < actual);
    let reason = overshoot.then(|| "已超过目标区间的上限".to_owned());
    Verdict { status: met_status(Method::Linear.status(pace, &facts.cut_offs)), pace: Some(pace), reason, ..verdict }
}

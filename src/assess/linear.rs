//! 时序进度法 (`linear`): the share of the way done against the share that the path asks for at the date.

use super::facts::Facts;
use super::path;
use super::verdict::Verdict;
use crate::model::{Aim, Decimal, Kind, Method, Status, Target, year_end};

/// Judges; every input has a verdict.
pub fn verdict(facts: &Facts<'_>) -> Verdict {
    let empty = Verdict { actual: facts.actual, ..Verdict::unreported() };
    let Some(actual) = facts.actual else {
        let reason = facts.earlier.map(|(year, _)| format!("最近一次报送为{year}年"));
        return Verdict { reason, ..empty };
    };
    let aim = facts.indicator.aim();
    match facts.indicator.kind {
        _ if facts.indicator.promised_every_year() => {
            // The promise of a year that has one of its own.
            let node = |due| Target { value: due, upper: None, ..facts.indicator.target };
            let aim = facts.waypoint().map_or(facts.indicator.target, node).aim(None);
            let due = aim.end;
            let completion = aim.completion(actual);
            let status = if aim.met_by(actual) { Status::Kept } else { Status::Missed };
            Verdict { status, completion, expected: Some(due), ..empty }
        }
        Kind::Growth => growth(facts, actual, &aim, Verdict { completion: aim.completion(actual), ..empty }),
        _ => along_path(facts, actual, &aim, Verdict { completion: aim.completion(actual), ..empty }),
    }
}

/// A mean growth since the baseline: met or not met so far; 已完成 only at the end.
fn growth(facts: &Facts<'_>, actual: Decimal, aim: &Aim, verdict: Verdict) -> Verdict {
    let target = &facts.indicator.target;
    let status = match (aim.met_by(actual), facts.year < target.due.year) {
        (true, false) => Status::Met,
        (true, true) if verdict.completion.is_some_and(|share| facts.cut_offs.ahead <= share) => Status::Ahead,
        (true, true) => Status::OnPace,
        (false, _) => shortfall(facts, verdict.completion, aim, actual),
    };
    Verdict { status, expected: Some(target.value), ..verdict }
}

/// How far a promise without a path is missed, by the share of it that was reached.
fn shortfall(facts: &Facts<'_>, completion: Option<Decimal>, aim: &Aim, actual: Decimal) -> Status {
    match completion {
        Some(share) if facts.cut_offs.behind <= share => Status::SlightlyBehind,
        // A growth that was promised and became a loss.
        _ if aim.rising && Decimal::ZERO < aim.end && actual < Decimal::ZERO => Status::Regressed,
        _ => Status::Behind,
    }
}

/// A value on its way from baseline to target.
fn along_path(facts: &Facts<'_>, actual: Decimal, aim: &Aim, verdict: Verdict) -> Verdict {
    let indicator = facts.indicator;
    let met = aim.met_by(actual);
    let met_status = |otherwise| if met { Status::Met } else { otherwise };
    let beyond = aim.beyond(actual).then(|| {
        let side = if aim.rising { "已超过目标区间的上限" } else { "已低于目标区间的下限" };
        format!("{side}{}", if met { "" } else { "，区间要求严格" })
    });
    if let Some(reason) = beyond.clone().filter(|_| !met) {
        return Verdict { status: Status::SlightlyBehind, reason: Some(reason), ..verdict };
    }
    let Some(start) = facts.start() else {
        // Without a start there is no way; what is promised for this very year can be judged all the same.
        if let Some(due) = facts.waypoint().filter(|_| !met) {
            let node = Target { value: due, upper: None, ..indicator.target }.aim(None);
            let kept = aim.as_good(actual, due);
            let status = if kept { Status::OnPace } else { shortfall(facts, node.completion(actual), &node, actual) };
            return Verdict { status, expected: Some(due), ..verdict };
        }
        let reason = match &indicator.baseline {
            Some(baseline) => format!("{}年基期值与本年口径不同，不能比较，无法计算进度", baseline.year),
            None => format!("缺少{}年基期值，无法计算进度", facts.base),
        };
        let reason = if met { beyond } else { Some(reason) };
        return Verdict { status: met_status(Status::Unassessable), reason, ..verdict };
    };
    let verdict = Verdict { start: Some(start.1), ..verdict };
    if start.1 == aim.end {
        let reason = "基期值已等于目标值，无法计算进度".to_owned();
        return Verdict { status: met_status(Status::Unassessable), reason: (!met).then_some(reason), ..verdict };
    }
    let Some(way) = aim.way() else {
        // A ceiling above its start, or a floor below it: it is kept or it is not.
        let status = met_status(shortfall(facts, verdict.completion, aim, actual));
        let reason = (!met).then(|| "基期值已达到目标，不按路径评价，按完成率评价".to_owned());
        return Verdict { status, expected: Some(aim.end), reason, ..verdict };
    };
    if facts.date <= year_end(start.0) {
        let reason = "截止日尚在规划期开始之前，无法计算进度".to_owned();
        return Verdict { status: met_status(Status::Unassessable), reason: (!met).then_some(reason), ..verdict };
    }
    let expected = path::expected(indicator, start, aim.end, facts.date);
    let done = (actual - start.1) / way;
    let due = (expected - start.1) / way;
    let verdict = Verdict { expected: Some(expected), done: Some(done), due: Some(due), reason: beyond, ..verdict };
    if due <= Decimal::ZERO {
        // A waypoint that asks for no more than there was: it is kept, or the value went back.
        let status = if aim.as_good(actual, expected) { Status::OnPace } else { Status::Regressed };
        return Verdict { status: met_status(status), ..verdict };
    }
    let pace = done / due;
    Verdict { status: met_status(Method::Linear.status(pace, &facts.cut_offs)), pace: Some(pace), ..verdict }
}

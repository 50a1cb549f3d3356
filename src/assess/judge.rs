//! Judging by the method asked for, with what the others say beside it.

use super::facts::Facts;
use super::opinion::{Grade, Opinion, Working};
use super::verdict::Verdict;
use super::{growth_ratio, linear, projection};
use crate::model::{Choice, Decimal, Method, Status};

/// Judges; every input has a verdict. Where the method asked for gives none, 时序进度法 does, and the verdict says so.
#[must_use]
pub fn judge(facts: &Facts<'_>) -> Verdict {
    let verdict = linear::verdict(facts);
    if let Some(actual) = facts.actual.filter(|_| facts.is_over()) {
        return over(facts, actual, verdict);
    }
    let mut opinions = facts.actual.map(|actual| second_opinions(facts, actual)).unwrap_or_default();
    let own = opinions.iter().position(|opinion| opinion.method == facts.method);
    let Some(own) = own else { return Verdict { opinions, ..verdict } };
    match opinions[own].grade.clone() {
        Ok(grade) => {
            opinions.remove(own);
            opinions.insert(0, as_opinion(&verdict));
            let (status, method) = (grade.status, facts.method);
            Verdict { status, method, chosen: Some(grade), reason: None, opinions, ..verdict }
        }
        Err(why) => {
            let note = format!("{}不作评价（{why}），改用{}", facts.method.word(), Method::Linear.word());
            let reason = verdict.reason.iter().cloned().chain([note]).collect::<Vec<_>>().join("；");
            Verdict { reason: Some(reason), opinions, ..verdict }
        }
    }
}

/// The verdict at the end of the target year, in which no pace counts any more and no method says anything else.
fn over(facts: &Facts<'_>, actual: Decimal, verdict: Verdict) -> Verdict {
    let aim = facts.indicator.aim();
    let met = if facts.indicator.promised_every_year() { verdict.status == Status::Kept } else { aim.met_by(actual) };
    let status = if met { Status::Met } else { Status::Unmet };
    let reason = verdict.reason.filter(|_| aim.beyond(actual));
    Verdict { status, pace: None, due: None, reason, ..verdict }
}

/// What the methods besides 时序进度法 say of a figure, in the order they are printed.
fn second_opinions(facts: &Facts<'_>, actual: Decimal) -> Vec<Opinion> {
    let of = |method: Method| match method {
        Method::Linear => None,
        Method::GrowthRatio => Some(growth_ratio::opinion(facts, actual)),
        Method::Projection => Some(projection::opinion(facts, actual)),
    };
    Method::WORDS.iter().filter_map(|&(_, method)| of(method)).collect()
}

/// A verdict of 时序进度法 as one opinion among others.
fn as_opinion(verdict: &Verdict) -> Opinion {
    if verdict.status.open() {
        let why = verdict.reason.clone().unwrap_or_else(|| "无法计算进度".to_owned());
        return Opinion::refusal(Method::Linear, why);
    }
    let grade = Grade { status: verdict.status, working: Working::Linear(verdict.pace) };
    Opinion { method: Method::Linear, grade: Ok(grade), caution: None }
}

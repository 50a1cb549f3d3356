//! One indicator in one year judged by 时序进度法 (`linear`), with the numbers that went into it.

use super::opinion::{GROWTH_RATIO, Opinion, Outcome, PROJECTION, agree, opinions};
use super::path;
use crate::model::{Appraisal, Assess, CutOffs, Date, Decimal, Indicator, Kind, Way, Year};

/// A method of judging, as it is printed beside the verdict.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Method {
    /// Its name in code and data.
    pub key: &'static str,
    /// Its name on the page.
    pub name: &'static str,
    /// Its version, raised whenever a formula changes.
    pub version: &'static str,
    /// Where it is from.
    pub source: &'static str,
}

/// The default method.
pub const LINEAR: Method =
    Method {
        key: "linear", name: "时序进度法", version: "1.0", source: "本报告；下三档的分界参照加拿大统计局"
    };

/// Every method, the default first.
pub const METHODS: [Method; 3] = [LINEAR, GROWTH_RATIO, PROJECTION];

/// A status and how it came about. Shares are fractions: 0.8 is 80 %.
#[derive(Debug, Clone, PartialEq)]
pub struct Verdict {
    /// The status.
    pub status: Assess,
    /// The method that gave it.
    pub method: Method,
    /// Value judged, in the indicator's unit.
    pub actual: Option<Decimal>,
    /// Value the path starts from.
    pub start: Option<Decimal>,
    /// Value the path asks for at the date.
    pub expected: Option<Decimal>,
    /// Share of the way done, (y−y0)/(yT−y0).
    pub done: Option<Decimal>,
    /// Share of the way the path asks for at the date.
    pub due: Option<Decimal>,
    /// Pace, `done` ÷ `due`.
    pub pace: Option<Decimal>,
    /// 完成率, y ÷ yT; for a range, against its lower end.
    pub completion: Option<Decimal>,
    /// Why there is no better status, where there is a reason to give.
    pub reason: Option<String>,
    /// The status that was computed, where another one was set by hand; with the reason and who decided.
    pub computed: Option<(Assess, String, String)>,
    /// The figures of the method, where it is not 时序进度法.
    pub chosen: Option<Outcome>,
    /// What other methods say of the same figures.
    pub opinions: Vec<Opinion>,
}

impl Verdict {
    /// The verdict where nothing was reported and nothing more is known.
    #[must_use]
    pub fn unreported() -> Self {
        Self {
            status: Assess::NotReported,
            method: LINEAR,
            actual: None,
            start: None,
            expected: None,
            done: None,
            due: None,
            pace: None,
            completion: None,
            reason: None,
            computed: None,
            chosen: None,
            opinions: Vec::new(),
        }
    }

    /// Whether another method would say something else: on its way against behind, behind against going back.
    #[must_use]
    pub fn depends_on_method(&self) -> bool {
        self.opinions.iter().filter_map(|o| o.outcome.as_ref().ok()).any(|other| !agree(self.status, other.status))
    }
}

/// What a verdict is made from.
#[derive(Debug, Clone, Copy)]
pub struct Facts<'a> {
    /// The indicator.
    pub indicator: &'a Indicator,
    /// Year whose value is judged.
    pub year: Year,
    /// The value, if it was reported.
    pub actual: Option<Decimal>,
    /// The newest value of an earlier year.
    pub earlier: Option<(Year, Decimal)>,
    /// The values that may be compared, the baseline first, this year's last; years without one are left out.
    pub history: &'a [(Year, Decimal)],
    /// The day judged at.
    pub date: Date,
    /// End of the baseline year.
    pub base: Year,
    /// Where statuses end.
    pub cut_offs: CutOffs,
    /// The method asked for.
    pub way: Way,
}

impl Facts<'_> {
    /// Where the path starts: the baseline that may be compared, or nothing at the end of the baseline year for what adds up
    /// from the plan's first year.
    #[must_use]
    pub fn start(&self) -> Option<(Year, Decimal)> {
        match (&self.indicator.baseline, self.indicator.kind) {
            (_, Kind::Increment) => Some((self.base, Decimal::ZERO)),
            (Some(baseline), _) if baseline.comparable => Some((baseline.year, baseline.value.value)),
            _ => None,
        }
    }
}

/// Judges; every input has a verdict. Where the method asked for gives none, 时序进度法 does, and the verdict says so.
#[must_use]
pub fn judge(facts: &Facts<'_>) -> Verdict {
    let verdict = linear(facts);
    let method = match facts.way {
        Way::Linear => return verdict,
        Way::GrowthRatio => GROWTH_RATIO,
        Way::Projection => PROJECTION,
    };
    let Some(at) = verdict.opinions.iter().position(|opinion| opinion.method == method) else { return verdict };
    let mut opinions = verdict.opinions.clone();
    match opinions.remove(at).outcome {
        Ok(outcome) => {
            let own = Outcome { status: verdict.status, figure: verdict.pace, ..Outcome::blank() };
            let judged = !matches!(verdict.status, Assess::Unassessable | Assess::NotReported);
            let why = verdict.reason.clone().unwrap_or_else(|| "无法计算进度".to_owned());
            opinions
                .insert(0, Opinion { method: LINEAR, outcome: if judged { Ok(own) } else { Err(why) }, caution: None });
            Verdict { status: outcome.status, method, chosen: Some(outcome), reason: None, opinions, ..verdict }
        }
        Err(why) => {
            let note = format!("{}不作评价（{why}），改用{}", method.name, LINEAR.name);
            let reason = verdict.reason.iter().cloned().chain([note]).collect::<Vec<_>>().join("；");
            Verdict { reason: Some(reason), ..verdict }
        }
    }
}

/// Judges by 时序进度法, with what the other methods say.
fn linear(facts: &Facts<'_>) -> Verdict {
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
    let verdict = Verdict { completion, opinions: opinions(facts), ..empty };
    match (facts.indicator.kind, facts.indicator.appraisal) {
        (Kind::Annual, Appraisal::EveryYear) => every_year(facts, actual, verdict),
        (Kind::Growth, _) => growth(facts, actual, verdict),
        _ => along_path(facts, actual, verdict),
    }
}

/// A yearly promise: met or not met that year.
fn every_year(facts: &Facts<'_>, actual: Decimal, verdict: Verdict) -> Verdict {
    let status = if facts.indicator.target.met_by(actual) { Assess::Met } else { shortfall(facts, &verdict) };
    Verdict { status, expected: Some(facts.indicator.target.value), ..verdict }
}

/// A mean growth since the baseline: met or not met so far; 已完成 only at the end.
fn growth(facts: &Facts<'_>, actual: Decimal, verdict: Verdict) -> Verdict {
    let target = &facts.indicator.target;
    let status = match (target.met_by(actual), facts.year < target.year) {
        (true, false) => Assess::Met,
        (true, true) if verdict.completion.is_some_and(|share| facts.cut_offs.ahead <= share) => Assess::Ahead,
        (true, true) => Assess::OnPace,
        (false, _) => shortfall(facts, &verdict),
    };
    Verdict { status, expected: Some(target.value), ..verdict }
}

/// How far a promise without a path is missed, by the share of it that was reached.
fn shortfall(facts: &Facts<'_>, verdict: &Verdict) -> Assess {
    match verdict.completion {
        Some(share) if facts.cut_offs.behind <= share => Assess::SlightlyBehind,
        Some(share) if share < Decimal::ZERO => Assess::Regressed,
        _ => Assess::Behind,
    }
}

/// A value on its way from baseline to target.
fn along_path(facts: &Facts<'_>, actual: Decimal, verdict: Verdict) -> Verdict {
    let indicator = facts.indicator;
    let target = &indicator.target;
    let met = target.met_by(actual);
    let met_status = |otherwise| if met { Assess::Met } else { otherwise };
    let Some(start) = facts.start() else {
        let reason = match &indicator.baseline {
            Some(baseline) => format!("{}年基期值与本年口径不同，不能比较，无法计算进度", baseline.year),
            None => format!("缺少{}年基期值，无法计算进度", facts.base),
        };
        return Verdict { status: met_status(Assess::Unassessable), reason: (!met).then_some(reason), ..verdict };
    };
    let way = target.value - start.1;
    if way.is_zero() {
        let reason = "基期值已等于目标值，无法计算进度".to_owned();
        return Verdict {
            status: met_status(Assess::Unassessable),
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
        return Verdict { status: met_status(Assess::Unassessable), reason: (!met).then_some(reason), ..verdict };
    }
    let pace = done / due;
    let overshoot = target.upper.is_some_and(|upper| upper < actual);
    let reason = overshoot.then(|| "已超过目标区间的上限".to_owned());
    Verdict { status: met_status(by_pace(pace, &facts.cut_offs)), pace: Some(pace), reason, ..verdict }
}

fn by_pace(pace: Decimal, cut_offs: &CutOffs) -> Assess {
    if cut_offs.ahead <= pace {
        Assess::Ahead
    } else if cut_offs.on_pace <= pace {
        Assess::OnPace
    } else if cut_offs.behind <= pace {
        Assess::SlightlyBehind
    } else if Decimal::ZERO <= pace {
        Assess::Behind
    } else {
        Assess::Regressed
    }
}

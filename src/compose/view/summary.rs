//! Counts and the sentences of the overall chapter.

use serde::Serialize;

use super::super::sentence;
use super::assignment::AssignmentView;
use super::indicator::IndicatorView;
use crate::assess::Assessment;
use crate::model::{Choice, Decimal, Indicator, Method, ProgressStatus, Status};

/// How many have a status.
#[derive(Debug, Clone, Serialize)]
pub struct Count {
    /// The status.
    pub status: String,
    /// How many.
    pub count: usize,
}

/// Counts of statuses as they are told, in their order.
pub fn tally_of_statuses(assessment: &Assessment, told: impl IntoIterator<Item = &'static str>) -> Vec<Count> {
    let words: Vec<&'static str> = told.into_iter().collect();
    let away = assessment.ledger.content.told_by(Status::Regressed, Method::Projection);
    let all = Status::WORDS.iter().map(|(_, status)| assessment.told(*status));
    let all = all.chain(Some(away).filter(|away| *away != assessment.told(Status::Regressed)));
    let counts =
        all.map(|word| Count { status: word.to_owned(), count: words.iter().filter(|own| **own == word).count() });
    counts.filter(|count| 0 < count.count).collect()
}

/// Counts in the order of a vocabulary; words it does not have follow as they come, so that none is left out.
pub fn tally<'a, T: Choice>(statuses: impl IntoIterator<Item = &'a str>) -> Vec<Count> {
    let mut counts: Vec<Count> =
        T::WORDS.iter().map(|&(status, _)| Count { status: status.to_owned(), count: 0 }).collect();
    for status in statuses {
        match counts.iter_mut().find(|count| count.status == status) {
            Some(count) => count.count += 1,
            None => counts.push(Count { status: status.to_owned(), count: 1 }),
        }
    }
    counts.retain(|count| 0 < count.count);
    counts
}

/// The year in sentences.
#[derive(Debug, Clone, Serialize)]
pub struct Summary {
    /// Statuses of all indicators.
    pub indicators: Vec<Count>,
    /// Statuses of all assignments.
    pub assignments: Vec<Count>,
    /// One sentence that says how the year stands.
    pub conclusion: String,
    /// The total index of the year, and last year's.
    pub index: Option<String>,
    /// Last year's total index.
    pub previous_index: Option<String>,
    /// “比上年提高…点”, where both years have one.
    pub change: Option<String>,
    /// On how many indicators the index rests, of how many.
    pub counted: usize,
    /// How many indicators there are.
    pub of: usize,
    /// How many of them were not reported and count with an earlier year's value, or with none.
    pub carried: usize,
    /// How many of them were carried so in the year that it is compared with.
    pub carried_before: usize,
    /// Whether what counts is not the same as in the year before.
    pub uneven: bool,
    /// How many were capped at 100.
    pub capped: usize,
    /// Sentence about the index.
    pub index_sentence: String,
    /// Sentence about the assignments.
    pub assignment_sentence: String,
    /// Why the index rises while fewer indicators are on time, where both are so; without a full stop.
    pub paradox: Option<String>,
}

/// Sums up.
pub fn view(
    assessment: &Assessment,
    indicators: &[IndicatorView],
    assignments: &[AssignmentView],
    sample: bool,
) -> Summary {
    let ledger = &assessment.ledger;
    let counts = tally_of_statuses(assessment, indicators.iter().map(|i| i.status));
    let words = |counts: &[Count]| counts.iter().map(|c| format!("{}{}项", c.status, c.count)).collect::<Vec<_>>();
    let verdicts: Vec<Status> = (0..indicators.len()).filter_map(|at| Some(assessment.verdict(at)?.status)).collect();
    let number = |asked: fn(Status) -> bool| verdicts.iter().filter(|status| asked(**status)).count();
    let (good, bad) = (number(Status::good), number(Status::behind));
    let rest = indicators.len() - good - bad;
    let tail = if rest == 0 { String::new() } else { format!("，{rest}项暂不能评价") };
    let of = |own: Status| verdicts.iter().filter(|status| **status == own).count();
    let (met, unmet) = (of(Status::Met), of(Status::Unmet));
    let (end, told) = if assessment.closing() {
        let later = good + bad - met - unmet;
        let later = if later == 0 { String::new() } else { format!("，{later}项期限未到") };
        ("规划期结束", format!("{met}项已完成，{unmet}项未完成{later}"))
    } else {
        let kept = if of(Status::Kept) == 0 { "或" } else { "、达标或" };
        ("", format!("{good}项已完成{kept}不慢于时序进度，{bad}项落后"))
    };
    let conclusion = format!("截至{}年底{end}，{}项指标中{told}{tail}", ledger.year, indicators.len());
    let total = assessment.indexes.last().map(|index| &index.total);
    let past = ledger.before().and_then(|at| assessment.indexes.get(at)).map(|index| &index.total);
    let points = |change: Decimal| sentence::points(change, &ledger.before_word());
    let now = total.and_then(|index| index.value);
    let before = past.and_then(|index| index.value);
    let index_sentence = now.map_or_else(
        || "本年度没有可计算综合指数的指标".to_owned(),
        |value| {
            let change = total.and_then(|index| index.change);
            let uneven = total.is_some_and(|index| index.uneven);
            let same = if uneven { "按两年都计入的指标，" } else { "" };
            let change = change.map(|change| format!("，{same}{}", points(change)));
            let sample = if sample { "（示例）" } else { "" };
            format!("综合指数为{}{sample}{}", sentence::decimals(value, 1), change.unwrap_or_default())
        },
    );
    let own = tally::<ProgressStatus>(assignments.iter().map(|a| a.status));
    Summary {
        assignment_sentence: format!("{}项责任分工中，{}", assignments.len(), words(&own).join("、")),
        indicators: counts,
        assignments: own,
        conclusion,
        index: now.map(|value| sentence::decimals(value, 1)),
        previous_index: before.map(|value| sentence::decimals(value, 1)),
        change: total.and_then(|index| index.change).map(points),
        counted: total.map_or(0, |t| t.counted),
        carried: total.map_or(0, |t| t.carried),
        carried_before: past.map_or(0, |t| t.carried),
        uneven: total.is_some_and(|t| t.uneven),
        of: total.map_or(0, |t| t.of),
        capped: total.map_or(0, |t| t.capped),
        index_sentence,
        paradox: total
            .and_then(|index| index.change)
            .filter(|change| Decimal::ZERO < *change)
            .and_then(|_| paradox(assessment)),
    }
}

/// Why an index rises while fewer indicators are on time; none if as many are.
fn paradox(assessment: &Assessment) -> Option<String> {
    let ledger = &assessment.ledger;
    let before = ledger.before()?;
    let sides = ledger.content.plan.indicators.iter().zip(&assessment.rows);
    let sides =
        sides.filter_map(|(own, row)| Some((own, row.verdicts.get(before)?.status, row.verdicts.last()?.status)));
    let sides: Vec<_> = sides.collect();
    let fine = |at: fn(&(&Indicator, Status, Status)) -> Status| sides.iter().filter(|own| at(own).good()).count();
    let (past, now) = (fine(|own| own.1), fine(|own| own.2));
    let fallen: Vec<&str> =
        sides.iter().filter(|own| own.1.good() && own.2.behind()).map(|own| own.0.short.as_str()).collect();
    if past <= now || fallen.is_empty() || assessment.closing() {
        return None;
    }
    Some(format!(
        "指数上升而不落后的指标由{past}项减为{now}项：指数按完成率计，落后按时序判断，{}由不落后转为落后",
        fallen.join("、")
    ))
}

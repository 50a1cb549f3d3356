//! One task area as templates see it: the frame of a chapter.

use serde::Serialize;

use super::assignment::{AssignmentView, MilestoneView};
use super::indicator::{IndicatorView, best_first, worst_first};
use super::summary::{Count, tally_of_statuses};
use crate::assess::Assessment;
use crate::chart::trend_names;
use crate::compose::sentence;
use crate::model::{Area, Status};

/// One task with its assignments.
#[derive(Debug, Clone, Serialize)]
pub struct TaskView {
    /// Number.
    pub number: String,
    /// Name.
    pub name: String,
    /// Its assignments.
    pub assignments: Vec<AssignmentView>,
}

/// One area in the report's year.
#[derive(Debug, Clone, Serialize)]
pub struct AreaView {
    /// Number.
    pub number: String,
    /// Name in the plan.
    pub name: String,
    /// Short name.
    pub short: String,
    /// Title of its chapter.
    pub chapter: String,
    /// Its key figures: those of the page of key figures first, at most three.
    pub key: Vec<IndicatorView>,
    /// Index of the year.
    pub index: Option<String>,
    /// Index of last year.
    pub previous_index: Option<String>,
    /// “比上年提高…点”, where both years have one.
    pub change: Option<String>,
    /// On how many indicators the index rests, of how many.
    pub counted: usize,
    /// How many indicators it has.
    pub of: usize,
    /// Whether what counts is not the same as in the year before.
    pub uneven: bool,
    /// How many were capped at 100.
    pub capped: usize,
    /// Statuses of its indicators.
    pub tally: Vec<Count>,
    /// Its indicators.
    pub indicators: Vec<IndicatorView>,
    /// Those behind their path, the worst first.
    pub behind: Vec<IndicatorView>,
    /// Those at their target or on their path, the farthest ahead first.
    pub ahead: Vec<IndicatorView>,
    /// Weight in the total index.
    pub weight: String,
    /// Its milestones.
    pub milestones: Vec<MilestoneView>,
    /// Its tasks.
    pub tasks: Vec<TaskView>,
    /// Names of its charts of trends.
    pub charts: Vec<String>,
    /// Its year in one sentence.
    pub lead: String,
}

/// The views an area is put together from.
#[derive(Clone, Copy)]
pub struct Parts<'a> {
    /// All indicators.
    pub indicators: &'a [IndicatorView],
    /// All assignments.
    pub assignments: &'a [AssignmentView],
    /// All milestones, each with the number of its area.
    pub milestones: &'a [(Option<String>, MilestoneView)],
}

/// How many key figures open a chapter.
const KEY: usize = 3;

/// The key figures of an area.
fn key(assessment: &Assessment, own: &[IndicatorView]) -> Vec<IndicatorView> {
    let named = &assessment.ledger.content.settings.highlights;
    let (mut first, rest): (Vec<_>, Vec<_>) =
        own.iter().cloned().partition(|i| named.iter().any(|name| name.value == i.name));
    first.extend(rest);
    first.truncate(KEY);
    first
}

/// The view of the `at`-th area, from the views of everything else.
pub fn view(assessment: &Assessment, at: usize, area: &Area, parts: Parts<'_>) -> AreaView {
    let Parts { indicators, assignments, milestones } = parts;
    let own: Vec<IndicatorView> = indicators.iter().filter(|i| i.area == *area.number).cloned().collect();
    let index = assessment.indexes.last().map(|index| &index.areas[at]);
    let past = assessment.ledger.before().and_then(|y| assessment.indexes.get(y)).map(|index| &index.areas[at]);
    let before = assessment.ledger.before_word();
    let counts = tally_of_statuses(assessment, own.iter().map(|i| i.status));
    let tasks: Vec<TaskView> = area
        .tasks
        .iter()
        .map(|task| TaskView {
            number: task.number.value.clone(),
            name: task.name.clone(),
            assignments: task
                .assignments
                .iter()
                .filter_map(|a| assignments.iter().find(|view| view.number == *a.number).cloned())
                .collect(),
        })
        .collect();
    let shares: usize = tasks.iter().map(|task| task.assignments.len()).sum();
    let (fine, bad) = (own.iter().filter(|i| i.good).count(), own.iter().filter(|i| i.behind).count());
    let word = assessment.behind_word();
    let mut words: Vec<String> = Vec::new();
    if 0 < bad || fine == 0 {
        words.push(format!("{bad}项{word}"));
    }
    if 0 < fine {
        words.insert(0, format!("{fine}项{}", if assessment.closing() { "已完成" } else { "不落后" }));
    }
    if fine + bad < own.len() {
        words.push(format!("{}项暂不评价", own.len() - fine - bad));
    }
    let all_met = counts.iter().all(|count| count.status == Status::Met.word());
    let lead = if !own.is_empty() && all_met {
        let all = if own.len() == 1 {
            "1项指标已完成".to_owned()
        } else {
            format!("{}项指标全部完成", own.len())
        };
        format!("本领域{}项任务、{shares}项责任分工，{all}。", tasks.len())
    } else if own.is_empty() {
        format!("本领域{}项任务、{shares}项责任分工。", tasks.len())
    } else if 1 < own.len() && fine == own.len() && !assessment.closing() {
        format!("本领域{}项任务、{shares}项责任分工，{}项指标均不落后。", tasks.len(), own.len())
    } else {
        format!("本领域{}项任务、{shares}项责任分工，{}项指标中{}。", tasks.len(), own.len(), words.join("、"))
    };
    let charts = trend_names(&format!("trend-{}", area.number.value), own.len());
    AreaView {
        number: area.number.value.clone(),
        name: area.name.clone(),
        short: area.short.clone(),
        chapter: area.chapter.clone(),
        key: key(assessment, &own),
        index: index.and_then(|i| i.value).map(|value| sentence::decimals(value, 1)),
        previous_index: past.and_then(|i| i.value).map(|value| sentence::decimals(value, 1)),
        change: index.and_then(|index| index.change).map(|change| sentence::points(change, &before)),
        uneven: index.is_some_and(|index| index.uneven),
        counted: index.map_or(0, |i| i.counted),
        of: index.map_or(0, |i| i.of),
        capped: index.map_or(0, |i| i.capped),
        tally: counts,
        behind: worst_first(&own),
        ahead: best_first(&own),
        weight: area.weight.normalize().to_string(),
        indicators: own,
        milestones: milestones
            .iter()
            .filter(|(number, _)| number.as_deref() == Some(area.number.as_str()))
            .map(|(_, m)| m.clone())
            .collect(),
        tasks,
        charts,
        lead,
    }
}

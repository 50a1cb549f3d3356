//! The ledger as data beside each built report, and what changed since the one before.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::cockpit::state_of;
use super::step_state::step_states;
use crate::assess::Assessment;
use crate::model::{Year, days_after};

/// The state of everything a report speaks of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Snapshot {
    /// The report's year.
    pub year: Year,
    /// The day judged at.
    pub as_of: String,
    /// Value and status of each indicator, by name.
    pub indicators: Vec<Line>,
    /// The word on each assignment, by number and name.
    pub assignments: Vec<Line>,
    /// The state of each milestone, by name; not there in what earlier versions wrote.
    #[serde(default)]
    pub milestones: Option<Vec<Line>>,
    /// How far each department's file has come.
    pub departments: Vec<Line>,
    /// Each step, by assignment and name, with its time and its light; not there in what earlier versions wrote.
    #[serde(default)]
    pub steps: Option<Vec<Line>>,
}

/// One thing and its state.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// Its name.
    pub name: String,
    /// Its value, of an indicator that was reported.
    pub value: Option<String>,
    /// Its status.
    pub status: String,
}

/// Something that is not as it was in the snapshot before; `None` where it was not there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Difference {
    /// 指标, 任务, 里程碑, 单位 or 节点.
    pub kind: &'static str,
    /// Its name.
    pub name: String,
    /// As it was.
    pub before: Option<Line>,
    /// As it is.
    pub after: Option<Line>,
}

/// The state of an assessment.
#[must_use]
pub fn snapshot(assessment: &Assessment) -> Snapshot {
    let (ledger, plan) = (&assessment.ledger, &assessment.ledger.content.plan);
    let indicators = plan.indicators.iter().enumerate().filter_map(|(at, indicator)| {
        let verdict = assessment.verdict(at)?;
        let value = verdict.actual.map(|value| format!("{}{}", value.normalize(), indicator.unit.text()));
        Some(Line { name: indicator.name.value.clone(), value, status: verdict.status.word().to_owned() })
    });
    let assignments = plan.assignments().enumerate().map(|(at, (_, _, assignment))| {
        let status = assessment.assignment(at).word().to_owned();
        Line { name: format!("{} {}", assignment.number.value, assignment.name), value: None, status }
    });
    let milestones = plan.milestones.iter().zip(&assessment.milestones).map(|(milestone, status)| Line {
        name: milestone.name.value.clone(),
        value: None,
        status: status.word().to_owned(),
    });
    let departments = plan.departments.iter().map(|department| {
        let status = state_of(&ledger.content, ledger.year, &department.name).word().to_owned();
        Line { name: department.name.value.clone(), value: None, status }
    });
    let steps = step_states(assessment, days_after(assessment.as_of, 1)).into_iter().map(|(name, state)| Line {
        name,
        value: Some(format!("时限 {}", state.due)),
        status: state.light,
    });
    Snapshot {
        year: ledger.year,
        as_of: assessment.as_of.to_string(),
        indicators: indicators.collect(),
        assignments: assignments.collect(),
        milestones: Some(milestones.collect()),
        departments: departments.collect(),
        steps: Some(steps.collect()),
    }
}

impl Snapshot {
    /// The snapshot as JSON.
    #[must_use]
    pub fn json(&self) -> String {
        serde_json::to_string_pretty(self).unwrap_or_default() + "\n"
    }

    /// Reads one; `None` if the text is none.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        serde_json::from_str(text).ok()
    }

    /// What is different in a later snapshot, in its order; what is gone comes last.
    #[must_use]
    pub fn differences(&self, later: &Self) -> Vec<Difference> {
        // What was not written down is not compared.
        let none = Vec::new();
        let milestones = self.milestones.as_ref().zip(later.milestones.as_ref()).unwrap_or((&none, &none));
        let steps = self.steps.as_ref().zip(later.steps.as_ref()).unwrap_or((&none, &none));
        let parts = [
            ("指标", &self.indicators, &later.indicators),
            ("任务", &self.assignments, &later.assignments),
            ("里程碑", milestones.0, milestones.1),
            ("单位", &self.departments, &later.departments),
            ("节点", steps.0, steps.1),
        ];
        let mut found = Vec::new();
        for (kind, before, after) in parts {
            let old: BTreeMap<&str, &Line> = before.iter().map(|line| (line.name.as_str(), line)).collect();
            let new: BTreeMap<&str, &Line> = after.iter().map(|line| (line.name.as_str(), line)).collect();
            let changed = after.iter().filter(|line| old.get(line.name.as_str()) != Some(line));
            found.extend(changed.map(|line| Difference {
                kind,
                name: line.name.clone(),
                before: old.get(line.name.as_str()).map(|line| (*line).clone()),
                after: Some(line.clone()),
            }));
            let gone = before.iter().filter(|line| !new.contains_key(line.name.as_str()));
            found.extend(gone.map(|line| Difference {
                kind,
                name: line.name.clone(),
                before: Some(line.clone()),
                after: None,
            }));
        }
        found
    }
}

/// Most differences that are told one by one.
const MOST: usize = 12;

/// A state in words.
#[must_use]
pub fn words(line: Option<&Line>) -> String {
    match line {
        None => "（没有）".to_owned(),
        Some(Line { value: Some(value), status, .. }) => format!("{value}，{status}"),
        Some(line) => line.status.clone(),
    }
}

/// The differences in words; empty if there are none.
#[must_use]
pub fn told(differences: &[Difference]) -> String {
    if differences.is_empty() {
        return String::new();
    }
    let lines = differences
        .iter()
        .take(MOST)
        .map(|d| format!("  {}「{}」：{} → {}\n", d.kind, d.name, words(d.before.as_ref()), words(d.after.as_ref())));
    let rest = differences.len().saturating_sub(MOST);
    let rest = if rest == 0 {
        String::new()
    } else {
        format!("  还有 {rest} 处；全部列出：highland diff 加上要比的档案、预览的日期或 git 的版本\n")
    };
    format!("与上次生成相比有 {} 处变化：\n{}{rest}", differences.len(), lines.collect::<String>())
}

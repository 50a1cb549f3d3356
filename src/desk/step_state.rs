//! The light of every step on a day as data, since when it has it, and which turned since.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::step_point::light;
use crate::assess::Assessment;
use crate::model::{Date, Light};

/// A step on a day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StepState {
    /// The department that does it.
    pub unit: String,
    /// When it is due.
    pub due: String,
    /// Its light in words.
    pub light: String,
    /// Since when it is known to have this light, `2025-03-01`.
    pub since: String,
}

/// A step whose light, or whose time, is not as it was.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct StepTurn {
    /// The number of its assignment and its name: `2.1.2 永久场地一期竣工`.
    pub name: String,
    /// As it was; none if it was not there.
    pub before: Option<StepState>,
    /// As it is; none if it is gone.
    pub after: Option<StepState>,
}

/// Every step, by the number of its assignment and its name.
#[must_use]
pub fn step_states(assessment: &Assessment, day: Date) -> BTreeMap<String, StepState> {
    let plan = &assessment.ledger.content.plan;
    let all = plan.assignments().zip(&assessment.steps);
    let all = all.flat_map(|((.., own), steps)| steps.iter().map(move |course| (own, course)));
    all.map(|(own, course)| {
        let state = StepState {
            unit: course.unit.clone(),
            due: course.due().map(|due| due.to_string()).unwrap_or_default(),
            light: light(assessment, course, day).word().to_owned(),
            since: day.to_string(),
        };
        (format!("{} {}", own.number.value, course.step.name.value), state)
    })
    .collect()
}

/// What turned between two days. What is new and not overdue, and what was done and is not carried on, is no turn.
#[must_use]
pub fn turned(before: &BTreeMap<String, StepState>, after: &BTreeMap<String, StepState>) -> Vec<StepTurn> {
    let same = |one: &StepState, other: &StepState| (&one.light, &one.due) == (&other.light, &other.due);
    let changed = after.iter().filter(|(name, now)| before.get(*name).is_none_or(|then| !same(then, now)));
    let changed = changed.map(|(name, now)| StepTurn {
        name: name.clone(),
        before: before.get(name).cloned(),
        after: Some(now.clone()),
    });
    let gone = before.iter().filter(|(name, _)| !after.contains_key(*name));
    let gone = gone.map(|(name, then)| StepTurn { name: name.clone(), before: Some(then.clone()), after: None });
    let mut turns: Vec<StepTurn> = changed.chain(gone).collect();
    turns.sort_by_key(StepTurn::rank);
    turns
}

/// Keeps the day since which each step has its light.
pub fn carried_on(before: &BTreeMap<String, StepState>, after: &mut BTreeMap<String, StepState>) {
    for (name, now) in after {
        if let Some(then) = before.get(name).filter(|then| then.light == now.light) {
            now.since.clone_from(&then.since);
        }
    }
}

impl StepTurn {
    /// What matters first: what turned red, what is gone, what will be due, what was done, the rest.
    fn rank(&self) -> usize {
        let is = |light: Light| self.after.as_ref().is_some_and(|after| after.light == light.word());
        let was = |light: Light| self.before.as_ref().is_some_and(|before| before.light == light.word());
        match &self.after {
            _ if is(Light::Red) && !was(Light::Red) => 0,
            None => 1,
            _ if is(Light::Yellow) => 2,
            _ if is(Light::Done) => 3,
            _ => 4,
        }
    }

    /// The turn in words: “将到期 → 逾期（时限 2025年3月，甲局）”.
    #[must_use]
    pub fn told(&self) -> String {
        let words = |state: Option<&StepState>| state.map_or("（没有）", |state| state.light.as_str()).to_owned();
        let (before, after) = (words(self.before.as_ref()), words(self.after.as_ref()));
        let state = self.after.as_ref().or(self.before.as_ref());
        let (unit, due) = state.map(|own| (own.unit.as_str(), own.due.as_str())).unwrap_or_default();
        let was = self.before.as_ref().map(|own| own.due.as_str()).filter(|was| *was != due && self.after.is_some());
        let due = was.map_or_else(|| format!("时限 {due}"), |was| format!("时限由 {was} 改为 {due}"));
        let change = if before == after { before } else { format!("{before} → {after}") };
        format!("{change}（{due}，{unit}）")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn red_comes_first_and_the_day_it_turned_is_kept() {
        let state = |light: &str, since: &str| StepState {
            unit: "甲局".to_owned(),
            due: "2025年3月".to_owned(),
            light: light.to_owned(),
            since: since.to_owned(),
        };
        let before = BTreeMap::from([
            ("1 甲".to_owned(), state("将到期", "2025-03-01")),
            ("1 乙".to_owned(), state("未到期", "2025-03-01")),
            ("1 丙".to_owned(), state("逾期", "2025-03-01")),
        ]);
        let mut after = BTreeMap::from([
            ("1 甲".to_owned(), state("逾期", "2025-04-01")),
            ("1 乙".to_owned(), state("已完成", "2025-04-01")),
            ("1 丙".to_owned(), state("逾期", "2025-04-01")),
        ]);
        let turns = turned(&before, &after);
        assert_eq!(turns.iter().map(|turn| turn.name.as_str()).collect::<Vec<_>>(), ["1 甲", "1 乙"]);
        assert_eq!(turns[0].told(), "将到期 → 逾期（时限 2025年3月，甲局）");
        carried_on(&before, &mut after);
        assert_eq!((after["1 丙"].since.as_str(), after["1 甲"].since.as_str()), ("2025-03-01", "2025-04-01"));
    }
}

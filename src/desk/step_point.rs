//! Steps as the desk shows them: overdue, due soon, waiting for others and waited for.

use std::collections::BTreeMap;
use std::fmt::Write;

use serde::Serialize;

use crate::assess::{Assessment, Course, StepPlace};
use crate::model::{Date, Light, Year, days_between};

/// How many steps of a department have each light.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct StepTally {
    /// Done.
    pub done: usize,
    /// Not due for a while.
    pub green: usize,
    /// Due soon.
    pub yellow: usize,
    /// Overdue.
    pub red: usize,
}

impl StepTally {
    /// Counts a light; what is not done any more is not counted.
    fn add(&mut self, light: Light) {
        match light {
            Light::Done => self.done += 1,
            Light::Green => self.green += 1,
            Light::Yellow => self.yellow += 1,
            Light::Red => self.red += 1,
            Light::Dropped => {}
        }
    }

    /// The sum of two.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        Self {
            done: self.done + other.done,
            green: self.green + other.green,
            yellow: self.yellow + other.yellow,
            red: self.red + other.red,
        }
    }

    /// How many there are.
    #[must_use]
    pub fn all(self) -> usize {
        self.done + self.green + self.yellow + self.red
    }
}

/// A step that is overdue or due soon.
#[derive(Debug, Clone, Serialize)]
pub struct StepPoint {
    /// Number of its assignment.
    pub assignment: String,
    /// What is to be done.
    pub name: String,
    /// The department that does it.
    pub unit: String,
    /// When it is due.
    pub due: String,
    /// 逾期 or 将到期.
    pub light: &'static str,
    /// Days until it is due; negative once it is overdue.
    pub days: i32,
    /// Who does it within the department.
    pub owner: Option<String>,
    /// Explanation.
    pub remark: Option<String>,
    /// Open steps it waits for, each with its department.
    pub waits: Vec<String>,
    /// Open steps of others that wait for it, each with its department.
    pub held: Vec<String>,
}

/// The light of a step on a day. A step that only an earlier file has is as open as it was.
#[must_use]
pub fn light(assessment: &Assessment, course: &Course, day: Date) -> Light {
    course.light(day, assessment.ledger.content.settings.warning)
}

/// How the steps of a department stand on a day.
#[derive(Debug, Clone, Default)]
pub struct Steps {
    /// How many have each light.
    pub tally: StepTally,
    /// Those that are overdue or due soon, the longest overdue first.
    pub points: Vec<StepPoint>,
}

/// How the steps of every department stand on a day, by its short name: the steps of the report's year, and those left open
/// before it.
#[must_use]
pub fn steps(assessment: &Assessment, day: Date) -> BTreeMap<&str, Steps> {
    let waiting = assessment.waiting(day);
    let mut steps: BTreeMap<&str, Steps> = BTreeMap::new();
    for (place, course) in assessment.all_steps().filter(|(_, own)| counts(own, assessment.ledger.year)) {
        let own = steps.entry(&course.unit).or_default();
        let light = light(assessment, course, day);
        own.tally.add(light);
        let held = waiting.get(&place).map(Vec::as_slice).unwrap_or_default();
        own.points.extend(point(assessment, place, course, light, held, day));
    }
    for own in steps.values_mut() {
        own.points.sort_by_key(|point| point.days);
    }
    steps
}

/// Whether a step counts in a year: it is of the year, or was left open before it.
fn counts(course: &Course, year: Year) -> bool {
    let open = course.step.done.is_none() && course.step.dropped.is_none();
    let done = course.step.done.as_ref().is_some_and(|done| done.value.last().year() == year);
    done || open || course.due().is_some_and(|due| due.last().year() == year)
}

/// A step as a point, if it is overdue or due soon; `held` wait for it.
fn point(
    assessment: &Assessment,
    (at, _): StepPlace,
    course: &Course,
    light: Light,
    held: &[StepPlace],
    day: Date,
) -> Option<StepPoint> {
    let plan = &assessment.ledger.content.plan;
    let number = |at: usize| plan.assignment_at(at).map(|own| own.number.value.clone()).unwrap_or_default();
    let named = |place: StepPlace| {
        let course = assessment.step_at(place)?;
        Some(format!("{}「{}」（{}）", number(place.0), course.step.name.value, course.unit))
    };
    let due = course.due().filter(|_| matches!(light, Light::Red | Light::Yellow))?;
    let others = |place: &StepPlace| assessment.step_at(*place).is_some_and(|other| other.unit != course.unit);
    let text = |text: &Option<crate::source::Spanned<String>>| text.as_ref().map(|text| text.value.clone());
    Some(StepPoint {
        assignment: number(at),
        name: course.step.name.value.clone(),
        unit: course.unit.clone(),
        due: due.to_string(),
        light: light.word(),
        days: days_between(day, due.last()),
        owner: text(&course.step.owner),
        remark: text(&course.step.remark),
        waits: assessment.waits_for(at, course, day).into_iter().filter_map(named).collect(),
        held: held.iter().copied().filter(others).filter_map(named).collect(),
    })
}

impl StepPoint {
    /// It in a sentence without its name: “逾期 45 天（时限 2024年11月）；等……”.
    #[must_use]
    pub fn told(&self) -> String {
        let mut text = match self.days {
            days if days < 0 => format!("逾期 {} 天", -days),
            0 => "今天到期".to_owned(),
            days => format!("还有 {days} 天到期"),
        };
        let _ = write!(text, "（时限 {}）", self.due);
        if let Some(owner) = &self.owner {
            let _ = write!(text, "，{owner}负责");
        }
        if !self.waits.is_empty() {
            let _ = write!(text, "；在等 {}", self.waits.join("、"));
        }
        if !self.held.is_empty() {
            let _ = write!(text, "；等它的有 {}", self.held.join("、"));
        }
        text
    }
}

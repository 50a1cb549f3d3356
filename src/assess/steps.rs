//! The steps of an assessment: by name, by department, and what waits for what.

use std::collections::{BTreeMap, BTreeSet};

use super::Assessment;
use super::course::Course;
use crate::model::{Date, Light};

/// Where a step stands: the position of its assignment in the plan, and its own among those of the assignment.
pub type StepPlace = (usize, usize);

impl Assessment {
    /// The step that a dependency names, as seen from the `at`-th assignment: `2.4.3a/用地批复`, or the name alone.
    #[must_use]
    pub fn step_named(&self, at: usize, text: &str) -> Option<StepPlace> {
        let find = |at: usize, name: &str| {
            let own = self.steps.get(at)?.iter().position(|course| *course.step.name == name)?;
            Some((at, own))
        };
        if let Some((number, name)) = text.split_once('/')
            && let Some(other) = self.ledger.content.plan.assignment_position(number.trim())
        {
            return find(other, name.trim());
        }
        find(at, text.trim())
    }

    /// The step at a place.
    #[must_use]
    pub fn step_at(&self, (at, own): StepPlace) -> Option<&Course> {
        self.steps.get(at)?.get(own)
    }

    /// The steps that one waits for and that were not done until the end of a day.
    #[must_use]
    pub fn waits_for(&self, at: usize, course: &Course, day: Date) -> Vec<StepPlace> {
        let named = course.step.after.iter().filter_map(|text| self.step_named(at, text));
        let open = |place: &StepPlace| {
            self.step_at(*place).is_some_and(|own| own.done(day).is_none() && own.step.dropped.is_none())
        };
        named.filter(open).collect()
    }

    /// The open steps that wait for others, by what they wait for.
    #[must_use]
    pub fn waiting(&self, day: Date) -> BTreeMap<StepPlace, Vec<StepPlace>> {
        let mut waiting: BTreeMap<StepPlace, Vec<StepPlace>> = BTreeMap::new();
        for (place, course) in self.all_steps().filter(|(_, own)| own.done(day).is_none() && own.step.dropped.is_none())
        {
            let named = course.step.after.iter().filter_map(|text| self.step_named(place.0, text));
            // One that is named twice is waited for once.
            for other in named.collect::<BTreeSet<StepPlace>>() {
                waiting.entry(other).or_default().push(place);
            }
        }
        waiting
    }

    /// The light of a step on the day that the report judges at.
    #[must_use]
    pub fn light(&self, course: &Course) -> Light {
        course.final_light(self.as_of, self.ledger.content.settings.warning)
    }

    /// Every step with its place, in the order of the plan.
    pub fn all_steps<'a>(&'a self) -> impl Iterator<Item = (StepPlace, &'a Course)> {
        let of = |(at, own): (usize, &'a Vec<Course>)| own.iter().enumerate().map(move |(n, course)| ((at, n), course));
        self.steps.iter().enumerate().flat_map(of)
    }

    /// Whether anybody states steps at all.
    #[must_use]
    pub fn has_steps(&self) -> bool {
        self.steps.iter().any(|own| !own.is_empty())
    }
}

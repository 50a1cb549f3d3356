//! The steps of an assessment: by name, by department, and what waits for what.

use super::Assessment;
use super::course::Course;
use crate::model::{Date, Light};

/// Where a step stands: the position of its assignment in the plan, and its own among those of the assignment.
pub type StepPlace = (usize, usize);

impl Assessment {
    /// The step that a dependency names, as seen from the `at`-th assignment: `2.4.3a/用地批复`, or the name alone.
    #[must_use]
    pub fn step_named(&self, at: usize, text: &str) -> Option<StepPlace> {
        let plan = &self.ledger.content.plan;
        let find = |at: usize, name: &str| {
            let own = self.steps.get(at)?.iter().position(|course| *course.step.name == name)?;
            Some((at, own))
        };
        if let Some((number, name)) = text.split_once('/')
            && let Some(other) = plan.assignments().position(|(.., own)| *own.number == number.trim())
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

    /// The open steps that wait for one.
    #[must_use]
    pub fn waited_for(&self, place: StepPlace, day: Date) -> Vec<StepPlace> {
        let all =
            self.steps.iter().enumerate().flat_map(|(at, own)| own.iter().enumerate().map(move |(n, c)| (at, n, c)));
        let waiting = all.filter(|(at, _, course)| {
            course.done(day).is_none()
                && course.step.dropped.is_none()
                && course.step.after.iter().any(|text| self.step_named(*at, text) == Some(place))
        });
        waiting.map(|(at, own, _)| (at, own)).collect()
    }

    /// The light of a step on the day that the report judges at.
    #[must_use]
    pub fn light(&self, course: &Course) -> Light {
        course.final_light(self.as_of, self.ledger.content.settings.warning)
    }

    /// The steps of a department, with the position of their assignment, in the order of the plan.
    pub fn steps_of<'a>(&'a self, unit: &'a str) -> impl Iterator<Item = (usize, &'a Course)> {
        let all = self.steps.iter().enumerate().flat_map(|(at, own)| own.iter().map(move |course| (at, course)));
        all.filter(move |(_, course)| course.unit == unit)
    }

    /// Whether anybody states steps at all.
    #[must_use]
    pub fn has_steps(&self) -> bool {
        self.steps.iter().any(|own| !own.is_empty())
    }
}

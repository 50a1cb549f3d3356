//! The light of a step on the day its file was filed, by which rules judge it: in the middle of a year what is due at its end is
//! not overdue.

use super::rule::Scene;
use crate::assess::Course;
use crate::model::{Light, Workflow};

/// The light on the day of the filing or that of the report, whichever is earlier; none of a draft that does not say its day.
pub fn filed_light(scene: &Scene<'_>, course: &Course) -> Option<Light> {
    let (as_of, warning) = (scene.assessment.as_of, scene.content.settings.warning);
    let submission = scene.content.submission(course.year, &course.unit)?;
    let filed = submission.filing.as_ref().and_then(|filing| filing.date.as_ref()).map(|date| date.value);
    let draft = submission.workflow.as_ref().is_none_or(|state| state.value == Workflow::Draft);
    match filed {
        Some(filed) if filed < as_of => Some(course.light(filed, warning)),
        None if draft => None,
        _ => Some(course.final_light(as_of, warning)),
    }
}

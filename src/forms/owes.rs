//! What a department is asked for: the names of each section's entries, each with what is to be known of it.

use super::fill::Owes;
use crate::desk::known;
use crate::model::field::submission::Submission;
use crate::model::{Content, Year};

/// What a department owes, and where it may add a word, in the plan's order.
#[must_use]
pub fn owes(content: &Content, unit: &str, year: Year) -> Owes {
    let plan = &content.plan;
    let indicators = plan.indicators.iter().filter(|own| own.department.includes(unit));
    let indicators = indicators.map(|own| (Submission::ENTRIES.key, own.name.value.clone(), known(content, own, year)));
    let assignments = plan.assignments().map(|(.., own)| own).filter(|own| own.lead.includes(unit));
    let assignments = assignments.map(|own| {
        (Submission::PROGRESS.key, own.number.value.clone(), format!("{}。方案：{}", own.name, own.wording.value))
    });
    let milestones = plan.milestones.iter().filter(|own| own.department.includes(unit));
    let milestones = milestones.map(|own| {
        (Submission::MILESTONES.key, own.name.value.clone(), format!("{}。方案：{}", own.due, own.wording.value))
    });
    let support = plan.assignments().map(|(.., own)| own).filter(|own| own.support.includes(unit));
    let support = support.map(|own| {
        (Submission::SUPPORT.key, own.number.value.clone(), format!("{}（牵头：{}）", own.name, own.lead.listed()))
    });
    indicators.chain(assignments).chain(milestones).chain(support).collect()
}

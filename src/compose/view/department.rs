//! One department as templates see it: what it owes and what it reported.

use serde::Serialize;

use crate::assess::{Assessment, Duty};
use crate::chart::trend_names;
use crate::model::Department;

/// One department in the report's year.
#[derive(Debug, Clone, Serialize)]
pub struct DepartmentView {
    /// Short name.
    pub name: String,
    /// Full name.
    pub full_name: String,
    /// Other names.
    pub aliases: Vec<String>,
    /// Its part.
    pub role: &'static str,
    /// A remark, and what became of it: renamed, taken over.
    pub remark: Option<String>,
    /// Whether there is a file.
    pub filed: bool,
    /// How far the file has come.
    pub workflow: Option<&'static str>,
    /// Names of its charts of trends.
    pub charts: Vec<String>,
    /// Indicators it owes.
    pub indicators: usize,
    /// Assignments it leads.
    pub assignments: usize,
    /// How much it reported of what it owes, milestones included.
    pub filled: usize,
    /// How much it owes, milestones included.
    pub owed: usize,
    /// What is missing: names of indicators and milestones, numbers and names of assignments.
    pub missing: Vec<String>,
}

/// Its remark and what became of it.
fn remark(assessment: &Assessment, department: &Department) -> Option<String> {
    let told = assessment.ledger.content.plan.story(&department.name);
    let remark = department.remark.as_ref().map(|remark| remark.trim_end_matches('。').to_owned());
    // What the remark says already is not said twice.
    let told = told.into_iter().filter(|part| remark.as_ref().is_none_or(|remark| !remark.contains(part.as_str())));
    let told: Vec<String> = remark.iter().cloned().chain(told).collect();
    (!told.is_empty()).then(|| told.join("；"))
}

/// The view of the `at`-th department.
pub fn view(assessment: &Assessment, at: usize, department: &Department) -> DepartmentView {
    let ledger = &assessment.ledger;
    let submission = ledger.files[at].last().and_then(Option::as_ref);
    let duties = assessment.duties(&department.name, ledger.years.len().saturating_sub(1));
    let named = |duty: &Duty<'_>| match duty {
        Duty::Indicator(indicator) => indicator.name.value.clone(),
        Duty::Assignment(assignment) => format!("{} {}", assignment.number.value, assignment.name),
        Duty::Milestone(milestone) => milestone.name.value.clone(),
    };
    let indicators = duties.iter().filter(|(duty, _)| matches!(duty, Duty::Indicator(_))).count();
    DepartmentView {
        name: department.name.value.clone(),
        full_name: department.full_name.clone(),
        aliases: department.aliases.clone(),
        role: department.role.word(),
        remark: remark(assessment, department),
        charts: trend_names(&format!("trend-unit-{}", at + 1), indicators),
        filed: submission.is_some(),
        workflow: submission.and_then(|s| s.workflow.as_ref()).map(|w| w.value.word()),
        filled: duties.iter().filter(|(_, reported)| *reported).count(),
        owed: duties.len(),
        missing: duties.iter().filter(|(_, reported)| !reported).map(|(duty, _)| named(duty)).collect(),
        indicators,
        assignments: duties.iter().filter(|(duty, _)| matches!(duty, Duty::Assignment(_))).count(),
    }
}

//! One department as templates see it: what it owes and what it reported.

use serde::Serialize;

use crate::assess::Assessment;
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
    /// A remark.
    pub remark: Option<String>,
    /// Whether there is a file.
    pub filed: bool,
    /// How far the file has come.
    pub workflow: Option<&'static str>,
    /// Indicators it owes.
    pub indicators: usize,
    /// Assignments it leads.
    pub assignments: usize,
    /// How much of both it reported.
    pub filled: usize,
    /// How much of both it owes.
    pub owed: usize,
    /// What is missing: indicator names and assignment numbers.
    pub missing: Vec<String>,
}

/// The view of the `at`-th department.
pub fn view(assessment: &Assessment<'_>, at: usize, department: &Department) -> DepartmentView {
    let ledger = assessment.ledger;
    let plan = &ledger.content.plan;
    let name = department.name.value.as_str();
    let submission = ledger.files[at].last().copied().flatten();
    let indicators: Vec<(String, bool)> = plan
        .indicators
        .iter()
        .zip(&ledger.cells)
        .filter(|(i, _)| *i.department == name)
        .map(|(i, cells)| (i.name.value.clone(), cells.last().copied().flatten().is_some()))
        .collect();
    let assignments: Vec<(String, bool)> = plan
        .assignments()
        .enumerate()
        .filter(|(_, (_, _, a))| *a.lead == name)
        .map(|(at, (_, _, a))| (format!("{} {}", a.number.value, a.name), assessment.progress(at).is_some()))
        .collect();
    let all = || indicators.iter().chain(&assignments);
    DepartmentView {
        name: name.to_owned(),
        full_name: department.full_name.clone(),
        aliases: department.aliases.clone(),
        role: department.role.word(),
        remark: department.remark.clone(),
        filed: submission.is_some(),
        workflow: submission.and_then(|s| s.workflow.as_ref()).map(|w| w.value.word()),
        filled: all().filter(|(_, there)| *there).count(),
        owed: all().count(),
        missing: all().filter(|(_, there)| !there).map(|(name, _)| name.clone()).collect(),
        indicators: indicators.len(),
        assignments: assignments.len(),
    }
}

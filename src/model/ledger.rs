//! The ledger: every indicator, milestone and assignment × year exactly once, reported or not.

use super::{Content, Decimal, Entry, Judged, Nature, Progress, Submission, Year};

/// What is known of one indicator in one year.
#[derive(Debug, Clone, Copy)]
pub struct Cell<'a> {
    /// Value in the indicator's unit.
    pub value: Decimal,
    /// Nature of the figure.
    pub nature: Nature,
    /// The entry it was read from.
    pub entry: &'a Entry,
}

/// The years of the plan up to the report's, against everything promised.
#[derive(Debug)]
pub struct Ledger<'a> {
    /// What it was joined from.
    pub content: &'a Content,
    /// The report's year.
    pub year: Year,
    /// The years covered, first year of the plan to the report's.
    pub years: Vec<Year>,
    /// Per indicator of the plan, per year.
    pub cells: Vec<Vec<Option<Cell<'a>>>>,
    /// Per assignment of the plan, per year.
    pub progress: Vec<Vec<Option<&'a Progress>>>,
    /// Per milestone of the plan, per year.
    pub judged: Vec<Vec<Option<&'a Judged>>>,
    /// Per department of the plan, per year.
    pub files: Vec<Vec<Option<&'a Submission>>>,
}

/// Places every report into its cell. The responsible department's word counts; others' are findings of the checks.
#[must_use]
pub fn join(content: &Content, year: Year) -> Ledger<'_> {
    let plan = &content.plan;
    let years: Vec<Year> = (plan.head.start..=year).collect();
    let per_year = |department: &str| -> Vec<Option<&Submission>> {
        years.iter().map(|&year| content.submission(year, department)).collect()
    };
    let cells = plan
        .indicators
        .iter()
        .map(|indicator| {
            per_year(&indicator.department)
                .into_iter()
                .map(|submission| {
                    let submission = submission?;
                    let (_, entry) = submission.entries.iter().find(|(name, _)| **name == *indicator.name)?;
                    let value = entry.actual.as_ref()?.in_unit(&indicator.unit).ok()?;
                    let nature = entry.nature.or(submission.nature).unwrap_or(Nature::Reported);
                    Some(Cell { value, nature, entry })
                })
                .collect()
        })
        .collect();
    let progress = plan
        .assignments()
        .map(|(_, _, assignment)| {
            per_year(&assignment.lead)
                .into_iter()
                .map(|submission| {
                    let own = submission?.progress.iter().find(|(number, _)| **number == *assignment.number);
                    own.map(|(_, progress)| progress).filter(|progress| !progress.is_empty())
                })
                .collect()
        })
        .collect();
    let judged = plan
        .milestones
        .iter()
        .map(|milestone| {
            per_year(&milestone.department)
                .into_iter()
                .map(|submission| {
                    submission?.milestones.iter().find(|(name, _)| **name == *milestone.name).map(|(_, j)| j)
                })
                .collect()
        })
        .collect();
    let files = plan.departments.iter().map(|department| per_year(&department.name)).collect();
    Ledger { content, year, years, cells, progress, judged, files }
}

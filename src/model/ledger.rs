//! The ledger: every indicator, milestone and assignment × year exactly once, reported or not.

use std::sync::Arc;

use super::{Content, Decimal, Entry, Judged, Nature, Progress, Submission, Year};

/// What is known of one indicator in one year.
#[derive(Debug, Clone)]
pub struct Cell {
    /// Value in the indicator's unit.
    pub value: Decimal,
    /// Nature of the figure.
    pub nature: Nature,
    /// Year the figure is of.
    pub data_year: Year,
    /// The entry it was read from.
    pub entry: Arc<Entry>,
}

/// An earlier value that a later file restated.
#[derive(Debug, Clone)]
pub struct Restated {
    /// Position of the indicator in the plan.
    pub at: usize,
    /// The year whose value it is.
    pub year: Year,
    /// The value the files said before, if any.
    pub before: Option<Decimal>,
    /// The value now.
    pub after: Decimal,
    /// Why.
    pub reason: String,
    /// The year of the file that says so.
    pub said: Year,
}

/// The years of the plan up to the report's, against everything promised. It owns what it was joined from.
#[derive(Debug, Clone)]
pub struct Ledger {
    /// What it was joined from.
    pub content: Arc<Content>,
    /// The report's year.
    pub year: Year,
    /// The years covered, first year of the plan to the report's.
    pub years: Vec<Year>,
    /// Per indicator of the plan, per year.
    pub cells: Vec<Vec<Option<Cell>>>,
    /// Earlier values restated, in the plan's order and then by year.
    pub restated: Vec<Restated>,
    /// Per assignment of the plan, per year.
    pub progress: Vec<Vec<Option<Arc<Progress>>>>,
    /// Per milestone of the plan, per year.
    pub judged: Vec<Vec<Option<Arc<Judged>>>>,
    /// Per department of the plan, per year.
    pub files: Vec<Vec<Option<Arc<Submission>>>>,
}

/// Places every report into its cell. The responsible department's word counts; others' are findings of the checks.
#[must_use]
pub fn join(content: Arc<Content>, year: Year) -> Ledger {
    let plan = &content.plan;
    let years: Vec<Year> = (plan.head.start..=year).collect();
    let per_year = |department: &str| -> Vec<Option<Arc<Submission>>> {
        years.iter().map(|&year| content.submission(year, department).cloned()).collect()
    };
    let mut cells: Vec<Vec<Option<Cell>>> = plan
        .indicators
        .iter()
        .map(|indicator| {
            per_year(&indicator.department)
                .into_iter()
                .zip(&years)
                .map(|(submission, &year)| {
                    let submission = submission?;
                    let (_, entry) = submission.entries.iter().find(|(name, _)| **name == *indicator.name)?;
                    let value = entry.actual.as_ref()?.in_unit(&indicator.unit).ok()?;
                    let nature = entry.nature.or(submission.nature).unwrap_or(Nature::Reported);
                    let data_year = entry.data_year.as_ref().map_or(year, |own| own.value.min(year));
                    Some(Cell { value, nature, data_year, entry: Arc::clone(entry) })
                })
                .collect()
        })
        .collect();
    let restated = restate(&content, &years, &mut cells);
    let progress = plan
        .assignments()
        .map(|(_, _, assignment)| {
            per_year(&assignment.lead)
                .into_iter()
                .map(|submission| {
                    let submission = submission?;
                    let own = submission.progress.iter().find(|(number, _)| **number == *assignment.number);
                    own.map(|(_, progress)| Arc::clone(progress)).filter(|progress| !progress.is_empty())
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
                    submission?
                        .milestones
                        .iter()
                        .find(|(name, _)| **name == *milestone.name)
                        .map(|(_, j)| Arc::clone(j))
                })
                .collect()
        })
        .collect();
    let files = plan.departments.iter().map(|department| per_year(&department.name)).collect();
    Ledger { content, year, years, cells, restated, progress, judged, files }
}

/// Puts restated values in place of those first reported; of several the newest file's counts.
fn restate(content: &Content, years: &[Year], cells: &mut [Vec<Option<Cell>>]) -> Vec<Restated> {
    let mut restated = Vec::new();
    for (at, (indicator, cells)) in content.plan.indicators.iter().zip(cells).enumerate() {
        for &said in years {
            let Some(submission) = content.submission(said, &indicator.department) else { continue };
            let Some((_, entry)) = submission.entries.iter().find(|(name, _)| **name == *indicator.name) else {
                continue;
            };
            for revision in entry.revisions.iter().filter(|revision| *revision.year < said) {
                let place = years.iter().position(|year| *year == *revision.year);
                let Some(cell) = place.and_then(|place| cells.get_mut(place)) else { continue };
                let after = revision.value.as_ref().and_then(|value| value.in_unit(&indicator.unit).ok());
                let (Some(after), Some(reason)) = (after, &revision.reason) else { continue };
                let before = cell.as_ref().map(|cell| cell.value);
                let nature = entry.nature.or(submission.nature).unwrap_or(Nature::Reported);
                let fresh = Cell { value: after, nature, data_year: *revision.year, entry: Arc::clone(entry) };
                *cell = Some(cell.take().map_or(fresh, |old| Cell { value: after, ..old }));
                restated.push(Restated { at, year: *revision.year, before, after, reason: reason.value.clone(), said });
            }
        }
    }
    restated
}

//! The ledger: every indicator, milestone and assignment × year exactly once, reported or not.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::{Content, Decimal, Entry, Indicator, Judged, Nature, Plan, Progress, Submission, Year};

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
    /// The plan of every year of its period in which it stands otherwise than in the report's; see [`Ledger::plan`].
    pub plans: BTreeMap<Year, Plan>,
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

/// Places every report into its cell. The word of those who were responsible in the year counts, the first one's first; others'
/// are findings of the checks.
#[must_use]
pub fn join(content: Arc<Content>, year: Year) -> Ledger {
    let plan = &content.plan;
    let years: Vec<Year> = (plan.head.start..=year).collect();
    let other: BTreeMap<Year, Plan> = plan.years().filter_map(|year| Some((year, plan.in_year(year)?))).collect();
    let plans: Vec<(Year, &Plan)> = years.iter().map(|&year| (year, other.get(&year).unwrap_or(plan))).collect();
    let mut cells: Vec<Vec<Option<Cell>>> = (0..plan.indicators.len())
        .map(|at| plans.iter().map(|&(year, plan)| cell(&content, plan.indicators.get(at)?, year)).collect())
        .collect();
    let restated = restate(&content, &plans, &mut cells);
    let progress = (0..plan.assignments().count())
        .map(|at| {
            let of = |&(year, plan): &(Year, &Plan)| {
                let assignment = plan.assignment_at(at)?;
                content.submissions_of(year, &assignment.lead).find_map(|s| s.progress_on(&assignment.number)).cloned()
            };
            plans.iter().map(of).collect()
        })
        .collect();
    let judged = (0..plan.milestones.len())
        .map(|at| {
            let of = |&(year, plan): &(Year, &Plan)| {
                let milestone = plan.milestones.get(at)?;
                let mut told = content.submissions_of(year, &milestone.department).filter_map(|submission| {
                    submission.milestones.iter().find(|(name, _)| **name == *milestone.name).map(|(_, judged)| judged)
                });
                let first = told.next()?;
                let judged = |own: &&Arc<Judged>| own.judgement.is_some();
                Some(Arc::clone(std::iter::once(first).chain(told).find(judged).unwrap_or(first)))
            };
            plans.iter().map(of).collect()
        })
        .collect();
    let files = plan
        .departments
        .iter()
        .map(|department| years.iter().map(|&year| content.submission(year, &department.name).cloned()).collect());
    let files = files.collect();
    Ledger { content, year, years, plans: other, cells, restated, progress, judged, files }
}

/// What is known of an indicator of a year's plan in that year.
fn cell(content: &Content, indicator: &Indicator, year: Year) -> Option<Cell> {
    content.submissions_of(year, &indicator.department).find_map(|submission| {
        let (_, entry) = submission.entries.iter().find(|(name, _)| **name == *indicator.name)?;
        let value = entry.actual.as_ref()?.in_unit(&indicator.unit).ok()?;
        let nature = entry.nature.or(submission.nature).unwrap_or(Nature::Reported);
        let data_year = entry.data_year.as_ref().map_or(year, |own| own.value.min(year));
        Some(Cell { value, nature, data_year, entry: Arc::clone(entry) })
    })
}

impl Ledger {
    /// Whether anybody filed anything for the `at`-th year.
    #[must_use]
    pub fn reported(&self, at: usize) -> bool {
        let year = self.years.get(at);
        year.is_some_and(|year| self.content.filed.range((*year, 0)..=(*year, usize::MAX)).next().is_some())
    }

    /// The position of the newest year before the report's of which anything was reported.
    #[must_use]
    pub fn before(&self) -> Option<usize> {
        (0..self.years.len().saturating_sub(1)).rev().find(|at| self.reported(*at))
    }

    /// What the report compares its year with: `上年`, or, where nothing was reported for that, `2027年`.
    #[must_use]
    pub fn before_word(&self) -> String {
        let before = self.before().and_then(|at| self.years.get(at)).filter(|before| **before + 1 != self.year);
        before.map_or_else(|| "上年".to_owned(), |before| format!("{before}年"))
    }

    /// The plan as it stands in a year.
    #[must_use]
    pub fn plan(&self, year: Year) -> &Plan {
        self.plans.get(&year).unwrap_or(&self.content.plan)
    }
}

/// Puts restated values in place of those first reported; of several the newest file's counts.
fn restate(content: &Content, plans: &[(Year, &Plan)], cells: &mut [Vec<Option<Cell>>]) -> Vec<Restated> {
    let mut restated = Vec::new();
    for (at, (indicator, cells)) in content.plan.indicators.iter().zip(cells).enumerate() {
        let said = plans.iter().flat_map(|&(said, plan)| {
            let who = plan.indicators.get(at).map(|own| &own.department);
            who.into_iter().flat_map(move |who| content.submissions_of(said, who)).map(move |own| (said, own))
        });
        for (said, submission) in said {
            let Some((_, entry)) = submission.entries.iter().find(|(name, _)| **name == *indicator.name) else {
                continue;
            };
            for revision in entry.revisions.iter().filter(|revision| *revision.year < said) {
                let place = plans.iter().position(|(year, _)| *year == *revision.year);
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

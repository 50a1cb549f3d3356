//! What a department owes for a year, and what it reported of it.

use super::Assessment;
use crate::model::{Assignment, Indicator, Milestone};

/// Something owed.
#[derive(Debug, Clone, Copy)]
pub enum Duty<'a> {
    /// A figure.
    Indicator(&'a Indicator),
    /// Progress on an assignment it leads.
    Assignment(&'a Assignment),
    /// A judgement of a milestone.
    Milestone(&'a Milestone),
}

impl Assessment {
    /// Everything `department` owes for the `year`-th year of the ledger, and whether it was reported.
    #[must_use]
    pub fn duties(&self, department: &str, year: usize) -> Vec<(Duty<'_>, bool)> {
        let (ledger, plan) = (&self.ledger, &self.ledger.content.plan);
        let Some(owed) = plan.owed(department) else { return Vec::new() };
        let figures = owed.indicators.iter().filter_map(|&at| {
            let told = ledger.cells.get(at)?.get(year).is_some_and(Option::is_some);
            Some((Duty::Indicator(plan.indicators.get(at)?), told))
        });
        let progress = owed.assignments.iter().filter_map(|&at| {
            let told = ledger.progress.get(at)?.get(year).is_some_and(Option::is_some);
            Some((Duty::Assignment(plan.assignment_at(at)?), told))
        });
        let judged = owed.milestones.iter().filter_map(|&at| {
            let cell = ledger.judged.get(at)?.get(year).and_then(Option::as_ref);
            let told = cell.is_some_and(|judged| judged.judgement.is_some());
            Some((Duty::Milestone(plan.milestones.get(at)?), told))
        });
        figures.chain(progress).chain(judged).collect()
    }
}

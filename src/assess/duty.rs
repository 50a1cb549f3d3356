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
        let plan = &self.ledger.content.plan;
        let indicators = plan.indicators.iter().zip(&self.ledger.cells).filter(|(i, _)| *i.department == department);
        let figures = indicators.map(|(i, cells)| (Duty::Indicator(i), cells.get(year).is_some_and(Option::is_some)));
        let assignments = plan.assignments().zip(&self.ledger.progress).filter(|((_, _, a), _)| *a.lead == department);
        let progress =
            assignments.map(|((_, _, a), cells)| (Duty::Assignment(a), cells.get(year).is_some_and(Option::is_some)));
        let milestones = plan.milestones.iter().zip(&self.ledger.judged).filter(|(m, _)| *m.department == department);
        let judged = milestones.map(|(milestone, cells)| {
            let told = cells.get(year).and_then(Option::as_ref).is_some_and(|judged| judged.judgement.is_some());
            (Duty::Milestone(milestone), told)
        });
        figures.chain(progress).chain(judged).collect()
    }
}

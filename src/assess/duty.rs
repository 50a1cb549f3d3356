//! What a department owes for a year, and what it reported of it.

use std::sync::Arc;

use super::Assessment;
use crate::model::{Assignment, Indicator, Judged, Milestone, Responsible};

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
    /// Everything that the department of a name owes for the `year`-th year of the ledger, and whether it was reported. What several
    /// lead is owed by each of them; a figure or a judgement is there when one of them gave it, but each says its own progress.
    #[must_use]
    pub fn duties(&self, department: &str, year: usize) -> Vec<(Duty<'_>, bool)> {
        let ledger = &self.ledger;
        let Some(plan) = ledger.years.get(year).map(|&year| ledger.plan(year)) else { return Vec::new() };
        let Some(owed) = plan.owed(department) else { return Vec::new() };
        let submission = ledger.years.get(year).and_then(|&year| ledger.content.submission(year, department));
        let figures = owed.indicators.iter().filter_map(|&at| {
            let told = ledger.cells.get(at)?.get(year).is_some_and(Option::is_some);
            Some((Duty::Indicator(plan.indicators.get(at)?), told))
        });
        let progress = owed.assignments.iter().filter_map(|&at| {
            let assignment = plan.assignment_at(at)?;
            let told = submission.is_some_and(|own| own.progress_on(&assignment.number).is_some());
            Some((Duty::Assignment(assignment), told))
        });
        let judged = owed.milestones.iter().filter_map(|&at| {
            let cell = ledger.judged.get(at)?.get(year).and_then(Option::as_ref);
            let told = cell.is_some_and(|judged| judged.judgement.is_some());
            Some((Duty::Milestone(plan.milestones.get(at)?), told))
        });
        figures.chain(progress).chain(judged).collect()
    }

    /// How much is owed for the report's year and how much of it is reported; what several lead counts once.
    #[must_use]
    pub fn owed_and_filled(&self) -> (usize, usize) {
        let (ledger, plan) = (&self.ledger, &self.ledger.content.plan);
        let known = |who: &Responsible| who.iter().any(|name| plan.department(name).is_some());
        let figures = plan.indicators.iter().zip(&ledger.cells).filter(|(own, _)| known(&own.department));
        let progress = plan.assignments().zip(&ledger.progress).filter(|((.., own), _)| known(&own.lead));
        let milestones = plan.milestones.iter().zip(&ledger.judged).filter(|(own, _)| known(&own.department));
        let told = figures.map(|(_, cells)| cells.last().is_some_and(Option::is_some));
        let told = told.chain(progress.map(|(_, own)| own.last().is_some_and(Option::is_some)));
        let judgement = |own: &Option<Arc<Judged>>| own.as_ref().is_some_and(|judged| judged.judgement.is_some());
        let told = told.chain(milestones.map(|(_, own)| own.last().is_some_and(judgement)));
        told.fold((0, 0), |(owed, filled), told| (owed + 1, filled + usize::from(told)))
    }
}

//! Filings within the year: which month or quarter is due, and which assignments say something of it.

use std::sync::Arc;

use super::Assessment;
use crate::model::{Assignment, Date, Frequency, Period, Step, Year, days_after, days_between};

/// A month or a quarter that is over and has to be reported on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct InterimFiling {
    /// The month or the quarter.
    pub period: Period,
    /// The last day for it.
    pub deadline: Date,
    /// The first day of what counts for it: the one after the deadline before.
    pub since: Date,
}

impl Assessment {
    /// The newest month or quarter of the report's year that is over on a day and has to be reported on. The last one of a year is
    /// the yearly report itself; once that is due nothing else is.
    #[must_use]
    pub fn interim(&self, day: Date) -> Option<InterimFiling> {
        let (settings, year) = (&self.ledger.content.settings, self.ledger.year);
        if year < day.year() {
            return None;
        }
        let mut since = Period::year(year).first();
        let over = periods(settings.frequency, year).into_iter().filter(|period| period.last() < day).map(|period| {
            let deadline = days_after(period.last(), settings.grace);
            let filing = InterimFiling { period, deadline, since };
            since = days_after(deadline, 1);
            filing
        });
        let over: Vec<InterimFiling> = over.collect();
        // One whose time is not over yet goes before a newer one.
        over.iter().find(|filing| day <= filing.deadline).or(over.last()).copied()
    }

    /// Whether a department that leads an assignment says something of a filing: a word, or a step that was done, that counts for it, until the end of
    /// `day`.
    #[must_use]
    pub fn updated(&self, assignment: &Assignment, unit: &str, filing: InterimFiling, day: Date) -> bool {
        let within = |date: Date| (filing.since..=day.min(filing.deadline)).contains(&date);
        let submission = self.ledger.content.submission(self.ledger.year, unit);
        submission.is_some_and(|submission| {
            let own = submission.progress.iter().filter(|(number, _)| number.value == assignment.number.value);
            own.into_iter().any(|(_, progress)| {
                let words = progress.updates.iter().any(|update| within(update.date.value));
                let done = |step: &Arc<Step>| step.done.as_ref().is_some_and(|done| within(done.value.last().min(day)));
                words || progress.steps.iter().any(done)
            })
        })
    }
}

/// The months or quarters of a year that have a filing of their own.
fn periods(frequency: Frequency, year: Year) -> Vec<Period> {
    match frequency {
        Frequency::Month => (1..12).filter_map(|month| Period::month(year, month)).collect(),
        Frequency::Quarter => (1..4).filter_map(|quarter| Period::quarter(year, quarter)).collect(),
        Frequency::Year => Vec::new(),
    }
}

impl InterimFiling {
    /// Days left until the deadline; negative once it is past.
    #[must_use]
    pub fn days_left(self, day: Date) -> i32 {
        days_between(day, self.deadline)
    }
}

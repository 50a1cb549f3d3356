//! What changed between two years of the ledger: values and statuses of indicators, words on assignments.

use super::Assessment;
use super::steps::StepPlace;
use crate::model::{AssignmentStatus, Decimal, Light, Status, Year, year_end};

/// Something that is not as it was.
#[derive(Debug, Clone, PartialEq)]
pub enum Change {
    /// An indicator, by its position in the plan: value and status before and after.
    Indicator {
        /// Position in the plan.
        at: usize,
        /// Value and status of the earlier year.
        before: (Option<Decimal>, Status),
        /// Value and status of the later year.
        after: (Option<Decimal>, Status),
    },
    /// An assignment, by its position in the plan: its status before and after.
    Assignment {
        /// Position in the plan.
        at: usize,
        /// Status of the earlier year.
        before: AssignmentStatus,
        /// Status of the later year.
        after: AssignmentStatus,
    },
    /// A step, by the position of its assignment and its own.
    Step {
        /// Where it stands.
        place: StepPlace,
        /// Its light at the end of the earlier year; none if nobody had stated it.
        before: Option<Light>,
        /// Its light at the end of the later year.
        after: Light,
    },
}

/// Everything that is not as it was from one year to another, in the plan's order.
#[derive(Debug, Clone, PartialEq)]
pub struct YearChanges {
    /// The earlier year.
    pub from: Year,
    /// The later year.
    pub to: Year,
    /// What changed.
    pub changes: Vec<Change>,
}

impl Assessment {
    /// What changed from one year to another; nothing if the ledger does not have both years.
    #[must_use]
    pub fn changes(&self, from: Year, to: Year) -> YearChanges {
        YearChanges { from, to, changes: self.changed(from, to) }
    }

    fn changed(&self, from: Year, to: Year) -> Vec<Change> {
        let (first, last) = (year_end(from), year_end(to).min(self.as_of));
        let warning = self.ledger.content.settings.warning;
        let steps =
            self.steps.iter().enumerate().flat_map(|(at, own)| own.iter().enumerate().map(move |(n, c)| (at, n, c)));
        let steps: Vec<Change> = steps
            .filter(|(.., course)| course.since <= to)
            .filter_map(|(at, own, course)| {
                let before = (course.since <= from).then(|| course.final_light(first, warning));
                let after = course.final_light(last, warning);
                (before != Some(after)).then_some(Change::Step { place: (at, own), before, after })
            })
            .collect();
        let place = |year: Year| self.ledger.years.iter().position(|own| *own == year);
        let (Some(from), Some(to)) = (place(from), place(to)) else { return Vec::new() };
        let indicators = self.rows.iter().enumerate().filter_map(|(at, row)| {
            let state = |year: usize| row.verdicts.get(year).map(|verdict| (verdict.actual, verdict.status));
            let (before, after) = (state(from)?, state(to)?);
            (before != after).then_some(Change::Indicator { at, before, after })
        });
        let assignments = self.ledger.progress.iter().enumerate().filter_map(|(at, cells)| {
            let status = |year: usize| AssignmentStatus::of(cells.get(year).and_then(Option::as_deref));
            let (before, after) = (status(from), status(to));
            (before != after).then_some(Change::Assignment { at, before, after })
        });
        indicators.chain(assignments).chain(steps).collect()
    }
}

//! What changed between two years of the ledger: values and statuses of indicators, words on assignments.

use super::Assessment;
use crate::model::{Assess, Decimal, ProgressStatus, Year};

/// Something that is not as it was.
#[derive(Debug, Clone, PartialEq)]
pub enum Change {
    /// An indicator, by its position in the plan: value and status before and after.
    Indicator {
        /// Position in the plan.
        at: usize,
        /// Value and status of the earlier year.
        before: (Option<Decimal>, Assess),
        /// Value and status of the later year.
        after: (Option<Decimal>, Assess),
    },
    /// An assignment, by its position in the plan: its department's word before and after, none where nothing was reported.
    Assignment {
        /// Position in the plan.
        at: usize,
        /// Word of the earlier year.
        before: Option<ProgressStatus>,
        /// Word of the later year.
        after: Option<ProgressStatus>,
    },
}

impl Assessment {
    /// Every change from one year to another, in the plan's order; none if the ledger does not have both years.
    #[must_use]
    pub fn changes(&self, from: Year, to: Year) -> Vec<Change> {
        let place = |year: Year| self.ledger.years.iter().position(|own| *own == year);
        let (Some(from), Some(to)) = (place(from), place(to)) else { return Vec::new() };
        let indicators = self.rows.iter().enumerate().filter_map(|(at, row)| {
            let state = |year: usize| row.verdicts.get(year).map(|verdict| (verdict.actual, verdict.status));
            let (before, after) = (state(from)?, state(to)?);
            (before != after).then_some(Change::Indicator { at, before, after })
        });
        let assignments = self.ledger.progress.iter().enumerate().filter_map(|(at, cells)| {
            let word = |year: usize| cells.get(year)?.as_ref()?.status.as_ref().map(|status| status.value);
            let (before, after) = (word(from), word(to));
            (before != after).then_some(Change::Assignment { at, before, after })
        });
        indicators.chain(assignments).collect()
    }
}

//! What is asked of an indicator by the end of the report's year, whether anything was reported or not.

use super::Assessment;
use super::facts::Facts;
use super::linear;
use crate::model::{Decimal, Indicator, Year, round, year_end};

/// A value that a path asks for, as it is printed: with one decimal more than the target has, at most two; large counts stay
/// whole.
#[must_use]
pub fn shown_node(indicator: &Indicator, value: Decimal) -> Decimal {
    let target = indicator.target.value;
    let places = if target.scale() == 0 && Decimal::ONE_HUNDRED <= target { 0 } else { (target.scale() + 1).min(2) };
    round(value, places).normalize()
}

impl Assessment {
    /// The value that the `at`-th indicator should have at the end of the report's year: its node, or where its path is then; none
    /// where it has no path.
    #[must_use]
    pub fn node(&self, at: usize) -> Option<Decimal> {
        self.node_of(at, self.ledger.year)
    }

    /// The same by the end of another year.
    #[must_use]
    pub fn node_of(&self, at: usize, year: Year) -> Option<Decimal> {
        self.node_by(self.ledger.content.plan.indicators.get(at)?, year)
    }

    /// The same by the end of a year of the ledger, as it was asked in that year: by the target that was in force then.
    #[must_use]
    pub fn node_then(&self, at: usize, year: Year) -> Option<Decimal> {
        self.node_by(self.ledger.plan(year).indicators.get(at)?, year)
    }

    fn node_by(&self, indicator: &Indicator, year: Year) -> Option<Decimal> {
        let ledger = &self.ledger;
        if let Some((_, due)) = indicator.waypoints.iter().find(|(own, _)| *own == year) {
            return Some(*due);
        }
        if year_end(indicator.target.due.year) <= year_end(year) {
            return Some(indicator.target.value);
        }
        // The path does not depend on where one is; a value that is far from the target stays on it.
        let baseline = indicator.baseline.as_ref().map(|base| base.value.value);
        let verdict = linear::verdict(&Facts {
            indicator,
            year,
            actual: Some(baseline.unwrap_or(Decimal::ZERO)),
            earlier: None,
            history: &[],
            date: year_end(year),
            base: ledger.content.plan.head.base,
            cut_offs: ledger.content.settings.cut_offs,
            method: ledger.content.settings.method,
        });
        verdict.expected
    }
}

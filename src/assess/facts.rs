//! What a verdict is made from: one indicator's figures up to a year, the day, and the method asked for.

use crate::model::{Date, Decimal, Indicator, Kind, Method, PaceCutOffs, Year};

/// What a verdict is made from.
#[derive(Debug, Clone, Copy)]
pub struct Facts<'a> {
    /// The indicator.
    pub indicator: &'a Indicator,
    /// Year whose value is judged.
    pub year: Year,
    /// The value, if it was reported.
    pub actual: Option<Decimal>,
    /// The newest value of an earlier year.
    pub earlier: Option<(Year, Decimal)>,
    /// The values that may be compared, the baseline first, this year's last; years without one are left out.
    pub history: &'a [(Year, Decimal)],
    /// The day judged at.
    pub date: Date,
    /// End of the baseline year.
    pub base: Year,
    /// Where statuses of the pace end.
    pub cut_offs: PaceCutOffs,
    /// The method asked for.
    pub method: Method,
}

impl Facts<'_> {
    /// Where the path starts: the baseline that may be compared, or nothing at the end of the baseline year for what adds up
    /// from the plan's first year.
    #[must_use]
    pub fn start(&self) -> Option<(Year, Decimal)> {
        match (&self.indicator.baseline, self.indicator.kind) {
            (_, Kind::Increment) => Some((self.base, Decimal::ZERO)),
            (Some(baseline), _) if baseline.comparable => Some((baseline.year, baseline.value.value)),
            _ => None,
        }
    }

    /// Whether the target year is over: from then on a promise is kept or it is not.
    #[must_use]
    pub fn is_over(&self) -> bool {
        self.indicator.target.due.day() <= self.date
    }

    /// The interim promise for the year that is judged.
    #[must_use]
    pub fn waypoint(&self) -> Option<Decimal> {
        self.indicator.waypoints.iter().find(|(year, _)| *year == self.year).map(|(_, value)| *value)
    }

    /// Whether there is no way from a start to a target: yearly promises and mean growth are met or not.
    #[must_use]
    pub fn pathless(&self) -> bool {
        self.indicator.promised_every_year() || self.indicator.kind == Kind::Growth
    }
}

//! The path from baseline to target: how much of the way should be behind us at a date.

use crate::model::{Date, Decimal, Due, Indicator, Year, year_end};

/// Share of the time gone at `date`, by day, from the end of `from` to when something is due; 0 to 1.
#[must_use]
pub fn share_of_time(from: Year, to: Due, date: Date) -> Decimal {
    let days = |until: Date| i64::from((until - year_end(from)).get_days());
    let (gone, whole) = (days(date), days(to.day()));
    if whole <= 0 {
        return Decimal::ONE;
    }
    (Decimal::from(gone) / Decimal::from(whole)).clamp(Decimal::ZERO, Decimal::ONE)
}

/// The value the path to `end` asks for at `date`, in the indicator's unit: piecewise through the waypoints, straight without.
#[must_use]
pub fn expected(indicator: &Indicator, start: (Year, Decimal), end: Decimal, date: Date) -> Decimal {
    let end = (indicator.target.due, end);
    let inner = indicator.waypoints.iter().copied().filter(|(year, _)| start.0 < *year && *year < end.0.year);
    let inner = std::iter::once(start).chain(inner).map(|(year, value)| (Due::from(year), value));
    let points: Vec<(Due, Decimal)> = inner.chain([end]).collect();
    let mut last = start.1;
    for pair in points.windows(2) {
        let [(from, low), (to, high)] = pair else { continue };
        let share = share_of_time(from.year, *to, date);
        last = *low + (*high - *low) * share;
        if share < Decimal::ONE {
            break;
        }
    }
    last
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn time_goes_by_day() {
        assert_eq!(share_of_time(2020, 2025.into(), year_end(2020)), Decimal::ZERO);
        assert_eq!(share_of_time(2020, 2025.into(), year_end(2025)), Decimal::ONE);
        // 2021 to 2024 have 1461 of the plan's 1826 days.
        assert_eq!(share_of_time(2020, 2025.into(), year_end(2024)), Decimal::from(1461) / Decimal::from(1826));
        assert_eq!(share_of_time(2020, 2025.into(), Date::constant(2030, 1, 1)), Decimal::ONE);
    }
}

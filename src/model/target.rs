//! A target, and the target as seen from where the way began: which way is better, where the way ends, how much of the promise is
//! there.

use super::{Comparator, Decimal, Year};

/// What an indicator promises.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Target {
    /// How it is compared.
    pub comparator: Comparator,
    /// The promised value; of a range, its lower end. In the indicator's unit.
    pub value: Decimal,
    /// The upper end of a range.
    pub upper: Option<Decimal>,
    /// The year it is promised for; of yearly promises, the plan's last.
    pub year: Year,
}

/// A later document's target in place of the plan's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Amendment {
    /// The target that is not in force: the later one until [`super::Plan::set_year`] puts it in force, then the plan's.
    pub other: Target,
    /// First year whose values are judged by the later target.
    pub since: Year,
    /// The document's number or title.
    pub document: String,
    /// Whether the later target is in force.
    pub in_force: bool,
}

/// What a completion is at most, as a share: of “不超过” targets it grows without end as the value nears zero.
const MOST: u8 = 10;

/// A target as seen from a start.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Aim {
    /// What is promised.
    pub target: Target,
    /// Where the way began, if it is known and may be compared.
    pub start: Option<Decimal>,
    /// Whether more is better. A range is reached from below, unless the way began above it.
    pub rising: bool,
    /// Where the way ends; of a range, the end nearer to the start.
    pub end: Decimal,
}

impl Target {
    /// The target as seen from a start.
    #[must_use]
    pub fn aim(&self, start: Option<Decimal>) -> Aim {
        let from_above = self.upper.filter(|upper| start.is_some_and(|start| *upper < start));
        let rising = match self.comparator {
            Comparator::AtLeast | Comparator::MoreThan => true,
            Comparator::AtMost | Comparator::LessThan => false,
            Comparator::Between => from_above.is_none(),
        };
        Aim { target: *self, start, rising, end: from_above.unwrap_or(self.value) }
    }
}

impl Aim {
    /// Whether a value meets the promise; what is beyond the far end of a range meets it, too.
    #[must_use]
    pub fn met_by(&self, actual: Decimal) -> bool {
        self.target.met_by(actual) || self.beyond(actual)
    }

    /// Whether a value is beyond the end of a range that is farther from the start.
    #[must_use]
    pub fn beyond(&self, actual: Decimal) -> bool {
        self.target.upper.is_some_and(|upper| if self.rising { upper < actual } else { actual < self.target.value })
    }

    /// Whether a value is at least as good as another.
    #[must_use]
    pub fn as_good(&self, value: Decimal, as_this: Decimal) -> bool {
        if self.rising { as_this <= value } else { value <= as_this }
    }

    /// The way from start to end, where there is one that leads to the better side. A ceiling above its start has none, nor
    /// has a target that was reached at the start.
    #[must_use]
    pub fn way(&self) -> Option<Decimal> {
        let way = self.end.checked_sub(self.start?)?;
        (!way.is_zero() && way.is_sign_positive() == self.rising).then_some(way)
    }

    /// The share of the way from start to end that a value is at; none where there is no way.
    #[must_use]
    pub fn done(&self, actual: Decimal) -> Option<Decimal> {
        actual.checked_sub(self.start?)?.checked_div(self.way()?)
    }

    /// 完成率 of a value, as a share: a better value never has a lower one. y ÷ yT where more is better, yT ÷ y where less
    /// is; at least 0 and, of the latter, at most 10. Of targets and starts that are not above zero it is the share of the way,
    /// or 1 or 0 where there is no way.
    #[must_use]
    pub fn completion(&self, actual: Decimal) -> Option<Decimal> {
        let signed = self.end <= Decimal::ZERO || self.start.is_some_and(|start| start < Decimal::ZERO);
        if signed {
            let whole = if self.met_by(actual) { Decimal::ONE } else { Decimal::ZERO };
            return if self.way().is_some() { self.done(actual) } else { Some(whole) };
        }
        if self.rising {
            return actual.max(Decimal::ZERO).checked_div(self.end);
        }
        let most = Decimal::from(MOST);
        if actual <= Decimal::ZERO { Some(most) } else { self.end.checked_div(actual).map(|share| share.min(most)) }
    }
}

impl Target {
    /// Whether `actual` meets the promise.
    #[must_use]
    pub fn met_by(&self, actual: Decimal) -> bool {
        match self.comparator {
            Comparator::AtLeast => self.value <= actual,
            Comparator::MoreThan => self.value < actual,
            Comparator::AtMost => actual <= self.value,
            Comparator::LessThan => actual < self.value,
            Comparator::Between => self.value <= actual && self.upper.is_none_or(|upper| actual <= upper),
        }
    }
}

impl std::fmt::Display for Target {
    /// The promise in short, `≥30`, `3～5`, without its unit.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let value = self.value;
        match self.comparator {
            Comparator::AtLeast => write!(f, "≥{value}"),
            Comparator::MoreThan => write!(f, ">{value}"),
            Comparator::AtMost => write!(f, "≤{value}"),
            Comparator::LessThan => write!(f, "<{value}"),
            Comparator::Between => write!(f, "{value}～{}", self.upper.unwrap_or(value)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn aim(comparator: Comparator, value: i64, upper: Option<i64>, start: Option<i64>) -> Aim {
        let target = Target { comparator, value: value.into(), upper: upper.map(Decimal::from), year: 2025 };
        target.aim(start.map(Decimal::from))
    }

    #[test]
    fn the_way_leads_to_the_nearer_end_of_a_range() {
        let below = aim(Comparator::Between, 3, Some(5), Some(1));
        let above = aim(Comparator::Between, 3, Some(5), Some(9));
        assert_eq!((below.rising, below.end, above.rising, above.end), (true, 3.into(), false, 5.into()));
        let met = |aim: Aim| [2, 3, 5, 6].map(|value| aim.met_by(value.into()));
        assert_eq!((met(below), met(above)), ([false, true, true, true], [true, true, true, false]));
    }

    #[test]
    fn less_is_better_where_the_comparator_says_so() {
        let share = |aim: Aim, value: i64| aim.completion(value.into()).unwrap();
        let days = aim(Comparator::AtMost, 5, None, None);
        assert_eq!(share(days, 100), Decimal::new(5, 2));
        assert_eq!(share(days, 4), Decimal::new(125, 2));
        assert_eq!((share(days, 0), share(days, -1)), (10.into(), 10.into()));
        let none = aim(Comparator::AtMost, 0, None, Some(8));
        assert_eq!((share(none, 2), share(none, 0)), (Decimal::new(75, 2), 1.into()));
        let ceiling = aim(Comparator::AtMost, 8, None, Some(5));
        assert_eq!((ceiling.way(), ceiling.met_by(7.into()), share(ceiling, 16)), (None, true, Decimal::new(5, 1)));
    }

    #[test]
    fn what_is_below_zero_is_a_share_of_the_way() {
        let share = |aim: Aim, value: i64| aim.completion(value.into());
        let profit = aim(Comparator::AtLeast, 10, None, Some(-10));
        assert_eq!([-10, 0, 10].map(|value| share(profit, value)), [0, 5, 10].map(|n| Some(Decimal::new(n, 1))));
        assert_eq!(share(aim(Comparator::AtLeast, 10, None, Some(2)), -3), Some(Decimal::ZERO));
    }
}

//! A target, and the target as seen from where the way began: which way is better, where the way ends, how much of the promise is
//! there.

use super::period::month_end;
use super::{Comparator, Date, Decimal, Direction, Year, printed};

/// When something is due: at the end of a year, or of a month of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Due {
    /// The year.
    pub year: Year,
    /// The month, 1 to 12.
    pub month: Option<i8>,
}

impl Due {
    /// The last day.
    #[must_use]
    pub fn day(self) -> Date {
        month_end(self.year, self.month.unwrap_or(12))
    }
}

impl From<Year> for Due {
    fn from(year: Year) -> Self {
        Self { year, month: None }
    }
}

impl std::fmt::Display for Due {
    /// `2025年`, `2026年6月`.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}年", self.year)?;
        self.month.map_or(Ok(()), |month| write!(f, "{month}月"))
    }
}

/// What an indicator promises.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Target {
    /// How it is compared.
    pub comparator: Comparator,
    /// The promised value; of a range, its lower end. In the indicator's unit.
    pub value: Decimal,
    /// The upper end of a range.
    pub upper: Option<Decimal>,
    /// When it is promised for; of yearly promises, the plan's last year.
    pub due: Due,
    /// Which way is better, where the comparator does not say it.
    pub direction: Option<Direction>,
    /// Whether only what is inside a range meets it.
    pub strict: bool,
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
    /// A promise for the end of a year.
    #[must_use]
    pub fn new(comparator: Comparator, value: Decimal, year: Year) -> Self {
        Self { comparator, value, upper: None, due: year.into(), direction: None, strict: false }
    }

    /// The target as seen from a start.
    #[must_use]
    pub fn aim(&self, start: Option<Decimal>) -> Aim {
        let above = || self.upper.is_some_and(|upper| start.is_some_and(|start| upper < start));
        let rising = match (self.comparator, self.direction) {
            (Comparator::AtLeast | Comparator::MoreThan, _) => true,
            (Comparator::AtMost | Comparator::LessThan, _) => false,
            (Comparator::Between | Comparator::About, Some(direction)) => direction == Direction::Up,
            (Comparator::Between | Comparator::About, None) => !above(),
        };
        Aim { target: *self, start, rising, end: if rising { self.value } else { self.upper.unwrap_or(self.value) } }
    }
}

impl Aim {
    /// Whether a value meets the promise; what is beyond the far end of a range meets it, too, unless it is meant strictly.
    #[must_use]
    pub fn met_by(&self, actual: Decimal) -> bool {
        // A node of a year is one value, of a range, too: which side of it is meant the way says.
        if self.target.upper.is_none() && matches!(self.target.comparator, Comparator::Between | Comparator::About) {
            return self.as_good(actual, self.target.value);
        }
        self.target.met_by(actual) || (self.beyond(actual) && !self.target.strict)
    }

    /// Whether a value is beyond the end of a range that is farther from the start.
    #[must_use]
    pub fn beyond(&self, actual: Decimal) -> bool {
        self.target.upper.is_some_and(|upper| if self.rising { upper < actual } else { actual < self.target.value })
    }

    /// The end of a range that is farther from the start.
    fn far(&self) -> Option<Decimal> {
        self.target.upper.map(|upper| if self.rising { upper } else { self.target.value })
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
        // Inside a range and beyond it the promise is there, and no more than there; beyond a strict one less of it.
        if self.target.upper.is_some() && self.met_by(actual) {
            return Some(Decimal::ONE);
        }
        if let Some(far) = self.far().filter(|_| self.beyond(actual)) {
            let share = if self.rising { far.checked_div(actual) } else { actual.checked_div(far) };
            return share.map(|share| share.max(Decimal::ZERO));
        }
        let signed = self.end <= Decimal::ZERO || self.start.is_some_and(|start| start < Decimal::ZERO);
        if signed {
            if self.way().is_some() {
                return self.done(actual);
            }
            // A fall that was promised, from no fall: −0.9 of −1.5.
            let fall = (!self.rising && self.end < Decimal::ZERO).then(|| actual.min(Decimal::ZERO));
            let whole = if self.met_by(actual) { Decimal::ONE } else { Decimal::ZERO };
            return fall.map_or(Some(whole), |fall| fall.checked_div(self.end));
        }
        if self.rising {
            return actual.max(Decimal::ZERO).checked_div(self.end);
        }
        let most = Decimal::from(MOST);
        if actual <= Decimal::ZERO { Some(most) } else { self.end.checked_div(actual).map(|share| share.min(most)) }
    }
}

impl Target {
    /// The middle of a range, which is what “左右” names; of other promises the value.
    #[must_use]
    pub fn middle(&self) -> Decimal {
        self.upper.map_or(self.value, |upper| ((self.value + upper) / Decimal::TWO).normalize())
    }

    /// Whether `actual` meets the promise.
    #[must_use]
    pub fn met_by(&self, actual: Decimal) -> bool {
        match self.comparator {
            Comparator::AtLeast => self.value <= actual,
            Comparator::MoreThan => self.value < actual,
            Comparator::AtMost => actual <= self.value,
            Comparator::LessThan => actual < self.value,
            Comparator::Between | Comparator::About => {
                self.value <= actual && self.upper.is_none_or(|upper| actual <= upper)
            }
        }
    }
}

impl Target {
    /// The promise in short with its unit: `≥30家`, `30项左右`, `78%～82%`.
    #[must_use]
    pub fn with_unit(&self, unit: &str) -> String {
        match self.comparator {
            // A sign belongs to both ends, a word is said once.
            Comparator::Between if ["%", "‰"].contains(&unit) => {
                format!("{}{unit}～{}{unit}", printed(self.value), printed(self.upper.unwrap_or(self.value)))
            }
            Comparator::About => format!("{}{unit}左右", printed(self.middle())),
            _ => format!("{self}{unit}"),
        }
    }
}

impl std::fmt::Display for Target {
    /// The promise in short, `≥30`, `3～5`, without its unit.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let value = printed(self.value);
        match self.comparator {
            Comparator::AtLeast => write!(f, "≥{value}"),
            Comparator::MoreThan => write!(f, ">{value}"),
            Comparator::AtMost => write!(f, "≤{value}"),
            Comparator::LessThan => write!(f, "<{value}"),
            Comparator::Between => write!(f, "{value}～{}", printed(self.upper.unwrap_or(self.value))),
            Comparator::About => write!(f, "{}左右", printed(self.middle())),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn aim(comparator: Comparator, value: i64, upper: Option<i64>, start: Option<i64>) -> Aim {
        let target = Target { upper: upper.map(Decimal::from), ..Target::new(comparator, value.into(), 2025) };
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

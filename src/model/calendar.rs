//! Calendar periods as offices write them: a day, a month, a quarter, a half year, a year.

use std::fmt;

use super::period::month_end;
use super::{Date, Year, parse_date, year_end};

/// How long a period is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Length {
    Day,
    Month,
    Quarter,
    Half,
    Year,
}

/// A day or a whole month, quarter, half or year, by which something is promised or in which it was done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Period {
    first: Date,
    last: Date,
    length: Length,
}

/// Quarters as they are counted in words.
const QUARTERS: [&str; 4] = ["一", "二", "三", "四"];

impl Period {
    /// Reads `2025-06-20`, `2025-06`, `2025年6月`, `2025年二季度`, `2025年上半年`, `2025年底` and `2025`; none if it is anything else or
    /// no day of the calendar.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        if let Some(day) = parse_date(text) {
            return Some(Self::day(day));
        }
        let digits = |part: &str, most: usize| {
            ((1..=most).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit()))
                .then(|| part.parse::<i8>().ok())?
        };
        let year: Year = text.get(..4).filter(|year| year.bytes().all(|b| b.is_ascii_digit()))?.parse().ok()?;
        if !(1900..=2200).contains(&year) {
            return None;
        }
        let rest = &text[4..];
        if let Some(month) = rest.strip_prefix('-').filter(|month| month.len() == 2) {
            return Self::month(year, digits(month, 2)?);
        }
        let rest = rest.strip_prefix('年').unwrap_or(rest);
        if let Some((month, day)) = rest.strip_suffix('日').and_then(|rest| rest.split_once('月')) {
            return Date::new(year, digits(month, 2)?, digits(day, 2)?).ok().map(Self::day);
        }
        if let Some(month) = rest.strip_suffix('月').or_else(|| rest.strip_suffix("月底")) {
            return Self::month(year, digits(month, 2)?);
        }
        if let Some(quarter) = rest.strip_suffix("季度") {
            let quarter = quarter.trim_start_matches('第');
            let at = QUARTERS.iter().position(|own| *own == quarter);
            let at = at.or_else(|| digits(quarter, 1).and_then(|n| usize::try_from(n).ok()?.checked_sub(1)))?;
            return Self::quarter(year, i8::try_from(at).ok()? + 1);
        }
        match rest {
            "上半年" => Some(Self::half(year, 1)),
            "下半年" => Some(Self::half(year, 2)),
            "" | "底" | "末" | "年底" | "年末" | "全年" => Some(Self::year(year)),
            _ => None,
        }
    }

    /// One day.
    #[must_use]
    pub fn day(day: Date) -> Self {
        Self { first: day, last: day, length: Length::Day }
    }

    /// A month, 1 to 12.
    #[must_use]
    pub fn month(year: Year, month: i8) -> Option<Self> {
        let first = Date::new(year, month, 1).ok()?;
        Some(Self { first, last: month_end(year, month), length: Length::Month })
    }

    /// A quarter, 1 to 4.
    #[must_use]
    pub fn quarter(year: Year, quarter: i8) -> Option<Self> {
        let last = quarter.checked_mul(3).filter(|month| (3..=12).contains(month))?;
        let first = Date::new(year, last - 2, 1).ok()?;
        Some(Self { first, last: month_end(year, last), length: Length::Quarter })
    }

    fn half(year: Year, half: i8) -> Self {
        let (first, last) = if half == 1 { (1, 6) } else { (7, 12) };
        Self { first: Date::constant(year, first, 1), last: month_end(year, last), length: Length::Half }
    }

    /// A whole year.
    #[must_use]
    pub fn year(year: Year) -> Self {
        Self { first: Date::constant(year.clamp(1, 9999), 1, 1), last: year_end(year), length: Length::Year }
    }

    /// Its first day.
    #[must_use]
    pub fn first(self) -> Date {
        self.first
    }

    /// Its last day: what is promised for it is overdue the day after.
    #[must_use]
    pub fn last(self) -> Date {
        self.last
    }

    /// As it is written in a file, so that it is read as the same.
    #[must_use]
    pub fn typed(self) -> String {
        match self.length {
            Length::Day => self.first.to_string(),
            Length::Month => format!("{}-{:02}", self.first.year(), self.first.month()),
            _ => self.to_string(),
        }
    }
}

impl fmt::Display for Period {
    /// `2025年6月20日`, `2025年6月`, `2025年二季度`, `2025年上半年`, `2025年底`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month) = (self.first.year(), self.first.month());
        write!(f, "{year}年")?;
        match self.length {
            Length::Day => write!(f, "{month}月{}日", self.first.day()),
            Length::Month => write!(f, "{month}月"),
            Length::Quarter => {
                let quarter = usize::try_from((month - 1) / 3).unwrap_or_default();
                write!(f, "{}季度", QUARTERS.get(quarter).unwrap_or(&""))
            }
            Length::Half => f.write_str(if month == 1 { "上半年" } else { "下半年" }),
            Length::Year => f.write_str("底"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_offices_write_and_writes_it_again() {
        let read =
            |text: &str| Period::parse(text).map(|own| (own.typed(), own.first.to_string(), own.last.to_string()));
        let own = |typed: &str, first: &str, last: &str| Some((typed.to_owned(), first.to_owned(), last.to_owned()));
        assert_eq!(read("2025-06-20"), own("2025-06-20", "2025-06-20", "2025-06-20"));
        assert_eq!(read("2025年6月20日"), read("2025-06-20"));
        assert_eq!(read("2024-02"), own("2024-02", "2024-02-01", "2024-02-29"));
        assert_eq!(read("2024年2月"), read("2024-02"));
        assert_eq!(read("2025年二季度"), own("2025年二季度", "2025-04-01", "2025-06-30"));
        assert_eq!(read("2025年第2季度"), read("2025年二季度"));
        assert_eq!(read("2025年上半年"), own("2025年上半年", "2025-01-01", "2025-06-30"));
        assert_eq!(read("2025年底"), own("2025年底", "2025-01-01", "2025-12-31"));
        assert_eq!(read("2025"), read("2025年底"));
        for none in [
            "",
            "6月",
            "2025-13",
            "2025-02-30",
            "2025-6",
            "2025年五季度",
            "2025年0季度",
            "2025年13月",
            "明年",
            "202",
            "2025年2月30日",
            "9999年",
        ] {
            assert_eq!(read(none), None, "{none}");
        }
    }
}

//! A year, or a month of one, by which something is due.

use std::fmt;

use super::pattern::{Pattern, pattern};

/// A year, or a month of one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Due {
    /// The year.
    pub year: u16,
    /// The month, where the text names one before the last.
    pub month: Option<u8>,
}

static DUE: Pattern = pattern!(r"(?P<year>20[0-9]{2})年(?:(?P<month>[0-9]{1,2})月)?");

impl Due {
    /// The end of a year.
    #[must_use]
    pub fn year(year: u16) -> Self {
        Self { year, month: None }
    }

    /// The last one that a text names.
    #[must_use]
    pub fn last_in(text: &str) -> Option<Self> {
        let hit = DUE.each_groups(text).last()?;
        let month = hit.name("month").and_then(|month| month.as_str().parse().ok());
        Some(Self {
            year: hit.name("year")?.as_str().parse().ok()?,
            month: month.filter(|month| (1..12).contains(month)),
        })
    }

    /// What it is ordered by.
    #[must_use]
    pub fn key(self) -> (u16, u8) {
        (self.year, self.month.unwrap_or(12))
    }
}

impl fmt::Display for Due {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.month {
            Some(month) => write!(f, "{}年{month}月", self.year),
            None => write!(f, "{}", self.year),
        }
    }
}

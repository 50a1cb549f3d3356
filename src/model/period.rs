//! Years and days. There is no clock here: every date was written by somebody.

pub use jiff::civil::Date;

/// A calendar year, such as 2024.
pub type Year = i16;

/// Reads `2025-01-20`, strictly.
#[must_use]
pub fn parse_date(text: &str) -> Option<Date> {
    let mut parts = text.split('-');
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    let digits = |part: &str, len: usize| part.len() == len && part.bytes().all(|b| b.is_ascii_digit());
    if parts.next().is_some() || !digits(year, 4) || !digits(month, 2) || !digits(day, 2) {
        return None;
    }
    Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()
}

/// The day that a text in another form means, `2025.1.20`, `2025/1/20`, `2025年1月20日`; none if that is no day.
#[must_use]
pub fn guess_date(text: &str) -> Option<Date> {
    let parts: Vec<&str> = text.split(|c: char| !c.is_ascii_digit()).filter(|part| !part.is_empty()).collect();
    let [year, month, day] = parts.as_slice() else { return None };
    let four = year.len() == 4;
    four.then(|| Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()).flatten()
}

/// 31 December of `year`, the day figures of a year are judged at.
#[must_use]
pub fn year_end(year: Year) -> Date {
    Date::constant(year.clamp(1, 9999), 12, 31)
}

/// Day and minute of a moment, seconds since 1970, in China's one time zone, UTC+8; none far outside history.
#[must_use]
pub fn china_time(seconds: i64) -> Option<(Date, String)> {
    let local = jiff::tz::offset(8).to_datetime(jiff::Timestamp::from_second(seconds).ok()?);
    Some((local.date(), format!("{} {:02}:{:02}", local.date(), local.hour(), local.minute())))
}

/// Whole days from one day to another, negative if that is earlier.
#[must_use]
pub fn days_between(from: Date, to: Date) -> i32 {
    from.until(to).map_or(0, |span| span.get_days())
}

/// “2024年12月31日”.
#[must_use]
pub fn chinese_date(date: Date) -> String {
    format!("{}年{}月{}日", date.year(), date.month(), date.day())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_the_day_in_china() {
        assert_eq!(china_time(1_735_660_800).map(|(_, text)| text).as_deref(), Some("2025-01-01 00:00"));
        assert_eq!(china_time(i64::MAX), None);
        let day = |text| parse_date(text).unwrap_or_else(|| year_end(1));
        assert_eq!(days_between(day("2024-12-31"), day("2025-01-31")), 31);
        assert_eq!(days_between(day("2025-03-01"), day("2025-02-28")), -1);
    }

    #[test]
    fn guesses_what_other_forms_mean() {
        for text in ["2025.1.20", "2025/01/20", "2025年1月20日", "2025-1-20"] {
            assert_eq!(guess_date(text), parse_date("2025-01-20"), "{text}");
        }
        assert_eq!(guess_date("2025-02-30"), None);
        assert_eq!(guess_date("45373"), None);
    }

    #[test]
    fn reads_only_full_iso_dates() {
        assert_eq!(parse_date("2025-01-20").map(chinese_date).as_deref(), Some("2025年1月20日"));
        for bad in ["2025-1-20", "2025-02-30", "2025/01/20", "20250120", "2025-01-20-1", "+025-01-01"] {
            assert_eq!(parse_date(bad), None, "{bad}");
        }
    }
}

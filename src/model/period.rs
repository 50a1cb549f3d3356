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

/// The day that a text in another form means, `2025.1.20`, `2025/1/20`, `2025年1月20日`, `２０２５-01-20`; none if that is
/// no day or if anything else is written.
#[must_use]
pub fn guess_date(text: &str) -> Option<Date> {
    let text: String = text.trim().chars().map(half_width).collect();
    let text = text.strip_suffix('日').unwrap_or(&text);
    let mark = |c: char| matches!(c, '-' | '.' | '/' | '年' | '月');
    let mut parts = text.split(mark);
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    let digits = |part: &str, most: usize| (1..=most).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
    let whole = parts.next().is_none() && year.len() == 4 && digits(year, 4) && digits(month, 2) && digits(day, 2);
    whole.then(|| Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()).flatten()
}

/// The year that a text in another form means: `2025年`, `2025年度`, `２０２５`.
#[must_use]
pub fn guess_year(text: &str) -> Option<Year> {
    let text: String = text.trim().chars().map(half_width).collect();
    let digits = text.trim_end_matches('度').trim_end_matches('年');
    (digits.len() == 4 && digits.bytes().all(|b| b.is_ascii_digit())).then(|| digits.parse().ok()).flatten()
}

/// The half-width form of a full-width digit or mark.
fn half_width(c: char) -> char {
    match c {
        '\u{ff01}'..='\u{ff5e}' => u32::from(c).checked_sub(0xfee0).and_then(char::from_u32).unwrap_or(c),
        c => c,
    }
}

/// 31 December of `year`, the day figures of a year are judged at.
#[must_use]
pub fn year_end(year: Year) -> Date {
    Date::constant(year.clamp(1, 9999), 12, 31)
}

/// The last day of a month, 1 to 12.
#[must_use]
pub fn month_end(year: Year, month: i8) -> Date {
    Date::constant(year.clamp(1, 9999), month.clamp(1, 12), 1).last_of_month()
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

/// So many days after a day; the day itself far outside history.
#[must_use]
pub fn days_after(day: Date, days: i32) -> Date {
    day.checked_add(jiff::Span::new().days(days)).unwrap_or(day)
}

/// “2024年12月31日”.
#[must_use]
pub fn chinese_date(date: Date) -> String {
    format!("{}年{}月{}日", date.year(), date.month(), date.day())
}

/// A small number as it is written in running text: “五” years, “12” years.
#[must_use]
pub fn chinese_count(count: u8) -> String {
    const NUMERALS: [&str; 11] = ["零", "一", "二", "三", "四", "五", "六", "七", "八", "九", "十"];
    NUMERALS.get(usize::from(count)).map_or_else(|| count.to_string(), |numeral| (*numeral).to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_up_to_ten_are_written_in_words() {
        assert_eq!([5, 10, 11].map(chinese_count), ["五", "十", "11"]);
    }

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
        assert_eq!(guess_date("2025-01-2\u{ff10}"), parse_date("2025-01-20"));
        assert_eq!(guess_year("2025年度"), Some(2025));
        for none in ["2025-02-30", "2026-01-l5", "2026-011-5", "2025-1-20-1", "约2025-1-20", "2025年1月20日上午"]
        {
            assert_eq!(guess_date(none), None, "{none}");
        }
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

//! What a clerk sees in a cell, whatever a spreadsheet keeps of it.

use calamine::Data;
use rust_decimal::Decimal;

use crate::model::{days_after, parse_date};

/// What is wrong with a cell, whatever is meant by it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Trouble {
    /// It cannot be read; why, and what to do.
    Unreadable(&'static str),
    /// It was read, but it should not stand there so.
    Odd(&'static str),
}

/// Digits that a spreadsheet shows of a number at most.
const DIGITS: u32 = 15;

/// What a clerk sees in a cell.
pub fn told(data: &Data, format: &str) -> (String, Option<Trouble>) {
    match data {
        Data::Empty => (String::new(), None),
        Data::String(text) => (unescaped(text).replace("\r\n", "\n").trim_end().to_owned(), None),
        Data::Int(number) => match i32::try_from(*number) {
            Ok(number) => number_as_seen(f64::from(number), format),
            Err(_) => (number.to_string(), None),
        },
        Data::Float(number) => number_as_seen(*number, format),
        Data::Bool(yes) => {
            let word = if *yes { "TRUE" } else { "FALSE" };
            (word.to_owned(), Some(Trouble::Unreadable("单元格里是“真假值”，请改成数字或文字")))
        }
        Data::DateTime(time) if time.is_datetime() => {
            // `mmm-yy` shows a month and no day.
            let shown = format.split('"').step_by(2).any(|part| part.contains(['d', 'D']));
            let day = day(time.as_f64()).map(|day| if shown { day } else { day.chars().take(7).collect() });
            day.map_or_else(
                || (time.as_f64().to_string(), Some(Trouble::Unreadable("日期读不出来，请写成 2025-01-20 的样子"))),
                |day| (day, None),
            )
        }
        Data::DateTime(time) => {
            (time.as_f64().to_string(), Some(Trouble::Unreadable("单元格里是时间，请改成数字或文字")))
        }
        Data::DateTimeIso(text) => (text.split('T').next().unwrap_or_default().to_owned(), None),
        Data::DurationIso(text) => (text.clone(), Some(Trouble::Unreadable("单元格里是时间，请改成数字或文字"))),
        Data::Error(error) => (error.to_string(), Some(Trouble::Unreadable("公式出错，没有值：请直接填写数字或文字"))),
    }
}

/// `_x000D_` and the like, as Excel writes characters that XML has no place for.
fn unescaped(text: &str) -> String {
    text.replace("_x000D_", "").replace("_x000d_", "").replace("_x0009_", "\t")
}

/// A number as a spreadsheet shows it, a percentage with its sign.
fn number_as_seen(number: f64, format: &str) -> (String, Option<Trouble>) {
    let unreadable = || (number.to_string(), Some(Trouble::Unreadable("数字太大或太小，读不准，请改成文字写出")));
    if !number.is_finite() || 1e15 <= number.abs() {
        return unreadable();
    }
    let Ok(decimal) = format!("{number}").parse::<Decimal>() else { return unreadable() };
    let Some(decimal) = decimal.round_sf(DIGITS) else { return unreadable() };
    // Of `0.0%;[Red]-0.0%` the first part counts.
    let first = format.split(';').next().unwrap_or_default().trim();
    let plain = |first: &str| first.chars().all(|c| "0#?,. _-()".contains(c)) && !scaled(first);
    match first {
        first if is_general(first) => {}
        first if first.strip_suffix('%').is_some_and(plain) => {
            return (format!("{}%", (decimal * Decimal::ONE_HUNDRED).normalize()), None);
        }
        first if plain(first) => {}
        _ => {
            let why = "显示的格式带单位或换算，读到的与看到的不一样：把单元格设成“文本”，照看到的样子重新填写";
            return (decimal.normalize().to_string(), Some(Trouble::Unreadable(why)));
        }
    }
    (decimal.normalize().to_string(), None)
}

/// Whether a format shows thousandths: a comma behind the last digit.
fn scaled(format: &str) -> bool {
    format.trim_end_matches(['_', ' ', ')', '-']).ends_with(',')
        || format.split('.').next().is_some_and(|whole| whole.ends_with(',') && format.contains('.'))
}

/// The day of a serial number, `2025-01-20`.
fn day(serial: f64) -> Option<String> {
    #[expect(clippy::cast_possible_truncation, reason = "the range is looked at")]
    let days = (1.0..2_958_466.0).contains(&serial).then_some(serial.floor() as i64)?;
    // Days are counted from the last of 1899 but one: spreadsheets believe in a 29 February 1900.
    Some(days_after(parse_date("1899-12-30")?, i32::try_from(days).ok()?).to_string())
}

/// Whether a format shows a number as it is.
pub fn is_general(format: &str) -> bool {
    matches!(format, "" | "General" | "@" | "G/通用格式")
}

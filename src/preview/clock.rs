//! The time of the day, which no report prints.

use std::time::{SystemTime, UNIX_EPOCH};

use anyhow::{Context, Result};

use crate::model::{Date, china_time};

/// Day, day and minute, and seconds since 1970.
///
/// # Errors
/// The system's clock is far outside history.
pub fn now() -> Result<(Date, String, i64)> {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).context("系统时钟不对")?;
    let seconds = i64::try_from(since.as_secs()).context("系统时钟不对")?;
    let (date, minute) = china_time(seconds).context("系统时钟不对")?;
    Ok((date, minute, seconds))
}

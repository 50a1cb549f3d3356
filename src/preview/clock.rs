//! The time of the day, which no report prints.

use std::collections::BTreeMap;
use std::path::Path;
use std::time::{SystemTime, UNIX_EPOCH};

use anyhow::{Context, Result};

use crate::model::{Date, china_time};
use crate::pipeline::Outcome;

/// A moment as China's clocks show it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Moment {
    /// The day.
    pub date: Date,
    /// Day and minute, such as 2025-01-16 09:30.
    pub minute: String,
    /// Seconds since 1970.
    pub seconds: i64,
}

/// What time it is.
///
/// # Errors
/// The system's clock is far outside history.
pub fn now() -> Result<Moment> {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).context("系统时钟不对")?;
    let seconds = i64::try_from(since.as_secs()).context("系统时钟不对")?;
    let (date, minute) = china_time(seconds).context("系统时钟不对")?;
    Ok(Moment { date, minute, seconds })
}

/// The day each submission was last changed, by its path as it is shown.
#[must_use]
pub fn changed(root: &Path, outcome: &Outcome) -> BTreeMap<String, Date> {
    let day = |time: SystemTime| {
        let seconds = i64::try_from(time.duration_since(UNIX_EPOCH).ok()?.as_secs()).ok()?;
        china_time(seconds).map(|(date, _)| date)
    };
    let paths = outcome.content.submissions.iter().map(|submission| &outcome.sources.file(submission.file).path);
    let times = paths.map(|path| (path, std::fs::metadata(root.join(path)).and_then(|meta| meta.modified())));
    times.filter_map(|(path, time)| Some((path.clone(), day(time.ok()?)?))).collect()
}

//! Every finding as an open point: whose it is, where, and how to mend it.

use serde::{Serialize, Serializer};

use crate::diag::{Diagnostics, Level, RuleName};
use crate::source::Sources;

/// One open point.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Point {
    /// How grave it is.
    #[serde(serialize_with = "key_of")]
    pub level: Level,
    /// The department, or 秘书处.
    pub unit: String,
    /// File and line, or the file alone.
    pub place: String,
    /// What is wrong.
    pub message: String,
    /// How to mend it.
    pub help: String,
    /// The rule.
    pub rule: RuleName,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for a reference")]
fn key_of<S: Serializer>(level: &Level, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(level.key())
}

/// What the secretariat's own findings are filed under.
pub const SECRETARIAT: &str = "秘书处";

/// Every finding as a point, sorted by file and place.
#[must_use]
pub fn points(diags: &Diagnostics, sources: &Sources) -> Vec<Point> {
    diags
        .sorted(sources)
        .into_iter()
        .map(|found| {
            let place = found.primary.map(|span| {
                let file = sources.file(span.file);
                format!("{} 第 {} 行", file.path, file.place(span.start).line)
            });
            Point {
                level: found.level,
                unit: found.unit.clone().unwrap_or_else(|| SECRETARIAT.to_owned()),
                place: place.or_else(|| found.path.clone()).unwrap_or_default(),
                message: found.message.clone(),
                help: found.help.clone().unwrap_or_default(),
                rule: found.rule,
            }
        })
        .collect()
}

//! The file that tells whether the nights go on, and the check that reads it.

use std::path::Path;

use anyhow::Result;
use serde::{Deserialize, Serialize};

use super::store::is_name;
use super::summary::NightStatus;
use crate::output::write;

/// The file, beside the previews.
pub const FILE: &str = "heartbeat.json";

/// What it holds. Times are seconds since 1970, and again for people.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Heartbeat {
    /// Name of the last good preview.
    pub latest: Option<String>,
    /// When it was built.
    pub last_good: Option<i64>,
    /// The same in China's time.
    pub last_good_at: Option<String>,
    /// When the last run ended.
    pub last_run: i64,
    /// The same in China's time.
    pub last_run_at: String,
    /// `ok`, `problems` or `failed`.
    pub status: String,
    /// Why the last run made no preview.
    pub reason: Option<String>,
}

impl Heartbeat {
    /// Reads it; an empty one where there is none.
    #[must_use]
    pub fn read(folder: &Path) -> Self {
        let text = std::fs::read_to_string(folder.join(FILE)).unwrap_or_default();
        let beat: Self = serde_json::from_str(&text).unwrap_or_default();
        // One that was sent by others leads to no other folder.
        Self { latest: beat.latest.filter(|name| is_name(name)), ..beat }
    }

    /// Writes it.
    ///
    /// # Errors
    /// The disk fails.
    pub fn write(&self, folder: &Path) -> Result<()> {
        write(&folder.join(FILE), (serde_json::to_string_pretty(self)? + "\n").as_bytes())
    }
}

/// Whether the nights go on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Health {
    /// The last preview is young enough and the last run made it.
    Good(String),
    /// It is too old: no night has run since.
    Old(String),
    /// The last night made none.
    Failed(String),
    /// It cannot be told, or the preview is gone.
    Bad(String),
    /// There never was one.
    None(String),
}

/// A clock may be this far behind the one that wrote the file, in seconds.
const SKEW: i64 = 600;

/// Judges the heartbeat of a folder at a moment, seconds since 1970.
#[must_use]
pub fn health(folder: &Path, now: i64, max_hours: i64) -> Health {
    if std::fs::read_to_string(folder.join(FILE)).is_ok_and(|text| serde_json::from_str::<Heartbeat>(&text).is_err()) {
        return Health::Bad(format!("「{}」损坏；运行一次 highland nightly 就会重写", folder.join(FILE).display()));
    }
    let beat = Heartbeat::read(folder);
    let (Some(good), Some(at)) = (beat.last_good, &beat.last_good_at) else {
        let reason =
            beat.reason.map(|reason| format!("；最近一次失败：{}", reason.trim_end_matches('。'))).unwrap_or_default();
        return Health::None(format!("还没有成功的预览{reason}"));
    };
    let name = beat.latest.unwrap_or_default();
    let hours = now.saturating_sub(good) / 3_600;
    if now.saturating_add(SKEW) < good {
        return Health::Bad(format!("上一次成功的预览 {name} 生成于 {at}，比现在还晚：系统时钟不对"));
    }
    let there = ["latest", &name].iter().any(|name| folder.join(name).join("preview.json").is_file());
    if !there {
        return Health::Bad(format!("上一次成功的预览 {name}（{at}）不见了：{}", folder.display()));
    }
    if beat.status == NightStatus::Failed.key() {
        let reason = beat.reason.unwrap_or_default();
        let reason = reason.trim_end_matches('。');
        return Health::Failed(format!(
            "最近一次运行（{}）没有生成预览：{reason}；上一次成功的是 {name}（{at}，{hours} 小时前）",
            beat.last_run_at
        ));
    }
    if max_hours <= hours {
        return Health::Old(format!(
            "上一次成功的预览 {name} 生成于 {at}，已过 {hours} 小时，超过 {max_hours} 小时：定时任务可能停了"
        ));
    }
    Health::Good(format!("正常：{name} 生成于 {at}，{hours} 小时前"))
}

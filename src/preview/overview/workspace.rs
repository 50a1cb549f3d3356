//! One workspace as its last night left it.

use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::preview::clock::Moment;
use crate::preview::nightly::{HEARTBEAT, Headline, Health, Heartbeat, NightStatus, health};

/// Most bytes of a digest that are read. That of the shipped content has 40,000.
const MOST: u64 = 32 << 20;

/// How a workspace is, the most urgent first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Wellbeing {
    /// The last night made no preview.
    Failed,
    /// There is no telling: what the nights wrote is damaged or gone.
    Broken,
    /// No night has run for too long.
    Late,
    /// There never was a preview.
    None,
    /// There is a new preview with errors that are new.
    Problems,
    /// All is well.
    Ok,
}

impl Wellbeing {
    /// The word for people.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Failed => "没有生成",
            Self::Broken => "记录损坏",
            Self::Late => "停了",
            Self::None => "还没有预览",
            Self::Problems => "有新的错误",
            Self::Ok => "正常",
        }
    }

    /// Whether the nights go on. Errors in somebody's submission are that workspace's own business.
    #[must_use]
    pub fn is_well(self) -> bool {
        matches!(self, Self::Problems | Self::Ok)
    }
}

/// One workspace. What its last digest does not say is `None`.
#[derive(Debug, Clone, Serialize)]
pub struct Workspace {
    /// Name of its folder.
    pub name: String,
    /// Its folder.
    pub folder: PathBuf,
    /// The page of its nights.
    pub page: Option<PathBuf>,
    /// How it is.
    pub state: Wellbeing,
    /// The same in words, with why.
    pub reason: String,
    /// The report's title.
    pub title: Option<String>,
    /// The report's year.
    pub year: Option<i64>,
    /// When the last good preview was built, to the minute.
    pub built: Option<String>,
    /// Pages of the report.
    pub pages: Option<usize>,
    /// Departments of the plan.
    pub units: Option<usize>,
    /// Those that filed.
    pub filed: Option<usize>,
    /// Those whose signature stands.
    pub signed: Option<usize>,
    /// What is owed.
    pub owed: Option<usize>,
    /// What of it was reported.
    pub filled: Option<usize>,
    /// Errors, the secretariat's among them.
    pub errors: Option<usize>,
    /// Warnings, likewise.
    pub warnings: Option<usize>,
    /// Days until departments have to file; negative when they are over. Counted on the day of the preview.
    pub days_left: Option<i64>,
    /// What the year comes to.
    pub headline: Option<Headline>,
}

/// What is read of a night's digest.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Digest {
    title: String,
    year: Option<i64>,
    pages: usize,
    headline: Option<Headline>,
    cockpit: Option<Board>,
}

/// What is read of its cockpit.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Board {
    days_left: Option<i64>,
    totals: Sums,
    secretariat_errors: usize,
    secretariat_warnings: usize,
}

/// What is read of its totals.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Sums {
    units: usize,
    filed: usize,
    signed: usize,
    owed: usize,
    filled: usize,
    errors: usize,
    warnings: usize,
}

impl Workspace {
    /// Reads it: the nights of a project, or a folder that holds what they wrote.
    #[must_use]
    pub fn read(folder: &Path, max_age: u32, now: &Moment) -> Self {
        let project = folder.join("output").join("preview");
        let nights = if folder.join(HEARTBEAT).is_file() { folder.to_path_buf() } else { project };
        let beat = Heartbeat::read(&nights);
        let (state, reason) = match health(&nights, now.seconds, i64::from(max_age)) {
            Health::Good(text) if beat.status == NightStatus::Problems.key() => (Wellbeing::Problems, text),
            Health::Good(text) => (Wellbeing::Ok, text),
            Health::Old(text) => (Wellbeing::Late, text),
            Health::Failed(text) => (Wellbeing::Failed, text),
            Health::Bad(text) => (Wellbeing::Broken, text),
            Health::None(text) if beat.reason.is_some() => (Wellbeing::Failed, text),
            Health::None(text) => (Wellbeing::None, text),
        };
        let latest = ["latest", beat.latest.as_deref().unwrap_or("latest")].map(|name| nights.join(name));
        let night = latest.iter().find(|night| night.join("digest.json").is_file());
        let read = night.map(|night| digest(&night.join("digest.json")));
        let (state, reason) = match &read {
            Some(None) if state.is_well() => (Wellbeing::Broken, "digest.json 损坏；下一次预览会重写".to_owned()),
            _ => (state, reason),
        };
        let digest = read.flatten();
        let pages = [nights.join("index.html"), nights.join("latest/index.html")];
        let board = digest.as_ref().and_then(|digest| digest.cockpit.as_ref());
        let sum = |read: fn(&Board) -> usize| board.map(read);
        Self {
            name: folder.file_name().unwrap_or(folder.as_os_str()).to_string_lossy().into_owned(),
            folder: folder.to_path_buf(),
            page: pages.into_iter().find(|page| page.is_file()),
            state,
            reason,
            title: digest.as_ref().map(|digest| digest.title.clone()).filter(|title| !title.is_empty()),
            year: digest.as_ref().and_then(|digest| digest.year),
            built: beat.last_good_at.clone(),
            pages: digest.as_ref().map(|digest| digest.pages),
            units: sum(|board| board.totals.units),
            filed: sum(|board| board.totals.filed),
            signed: sum(|board| board.totals.signed),
            owed: sum(|board| board.totals.owed),
            filled: sum(|board| board.totals.filled),
            errors: sum(|board| board.totals.errors + board.secretariat_errors),
            warnings: sum(|board| board.totals.warnings + board.secretariat_warnings),
            days_left: board.and_then(|board| board.days_left),
            headline: digest.as_ref().and_then(|digest| digest.headline.clone()),
        }
    }
}

/// A digest, if it is one.
fn digest(path: &Path) -> Option<Digest> {
    let mut text = String::new();
    File::open(path).ok()?.take(MOST).read_to_string(&mut text).ok()?;
    // An array would be read as the fields in their order.
    let value: serde_json::Value = serde_json::from_str(&text).ok()?;
    value.is_object().then(|| serde_json::from_value(value).ok()).flatten()
}

//! What a night has to say, for the index page, the digest and programs.

use serde::{Deserialize, Serialize};

use super::store::Night;
use crate::assess::Assessment;
use crate::desk::{Changes, Cockpit, Point};
use crate::edition::UNIT;
use crate::model::{Light, Year};
use crate::preview::clock::Moment;

/// How a night went.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum NightStatus {
    /// There is a new preview, and no error that was not there before.
    Ok,
    /// There is a new preview, with errors that are new.
    Problems,
    /// There is no new preview.
    Failed,
}

impl NightStatus {
    /// The word for programs.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Ok => "ok",
            Self::Problems => "problems",
            Self::Failed => "failed",
        }
    }

    /// The word for people.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Ok => "正常",
            Self::Problems => "有新的错误",
            Self::Failed => "没有生成",
        }
    }
}

/// What a night has to say.
#[derive(Debug, Clone, Serialize)]
pub struct NightSummary {
    /// How it went.
    pub status: NightStatus,
    /// The same for people.
    pub status_word: &'static str,
    /// Why there is no new preview.
    pub reason: Option<String>,
    /// The report's title.
    pub title: String,
    /// The report's year.
    pub year: Option<Year>,
    /// The day figures are judged at.
    pub as_of: String,
    /// When this run was, to the minute.
    pub built: String,
    /// The same in seconds since 1970, for the page to tell its age.
    pub seconds: i64,
    /// The preview it is compared with: its name and when it was built.
    pub before: Option<(String, String)>,
    /// The last good preview, likewise, where this run made none.
    pub last_good: Option<(String, String)>,
    /// Pages of the report.
    pub pages: usize,
    /// How many editions the last preview had made of the same, and were taken from there.
    pub again: usize,
    /// What the year comes to in a few figures.
    pub headline: Option<Headline>,
    /// Who owes what.
    pub cockpit: Option<Cockpit>,
    /// The departments' states in words, in the cockpit's order.
    pub states: Vec<&'static str>,
    /// Findings by department.
    pub units: Vec<UnitPoints>,
    /// What is not as it was.
    pub changes: Changes,
    /// Completeness over the nights, the newest last.
    pub trend: Vec<Mark>,
    /// The files of the preview, by path from its folder.
    pub files: Vec<String>,
    /// Departments' parts that could not be made, and why.
    pub missing: Vec<String>,
    /// What is not as it was in the newest release of the year; none if nothing was released.
    pub released: Option<SinceRelease>,
}

/// How far a preview is from the newest release of its year.
#[derive(Debug, Clone, Serialize)]
pub struct SinceRelease {
    /// The release.
    pub name: String,
    /// Things of departments that are different.
    pub count: usize,
    /// Files of the plan, the settings and the templates that are different.
    pub files: usize,
    /// The page that shows them, by path from the preview's folder.
    pub file: String,
}

/// What a year comes to in a few figures.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Headline {
    /// Indicators of the plan.
    pub indicators: usize,
    /// Those at their target or on their path.
    pub good: usize,
    /// Those behind it.
    pub behind: usize,
    /// The index of the year, from 0 to 100, with one decimal; none where nothing could be judged.
    pub index: Option<String>,
}

impl Headline {
    /// The figures of an assessment in its year.
    #[must_use]
    pub fn of(assessment: &Assessment) -> Self {
        let indicators = assessment.rows.len();
        let statuses = || (0..indicators).filter_map(|at| assessment.verdict(at)).map(|verdict| verdict.status);
        let index = assessment.indexes.last().and_then(|index| index.total.value);
        Self {
            indicators,
            good: statuses().filter(|status| status.good()).count(),
            behind: statuses().filter(|status| status.behind()).count(),
            index: index.map(|value| format!("{value:.1}")),
        }
    }
}

/// The findings of a department.
#[derive(Debug, Clone, Serialize)]
pub struct UnitPoints {
    /// Its name.
    pub unit: String,
    /// Its findings, errors first.
    pub points: Vec<GradedPoint>,
}

/// One finding with its level in words.
#[derive(Debug, Clone, Serialize)]
pub struct GradedPoint {
    /// 错误, 警告 or 提示.
    pub word: &'static str,
    /// The finding.
    #[serde(flatten)]
    pub point: Point,
}

/// One night in the trend.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Mark {
    /// When it was built.
    pub built: String,
    /// What was owed.
    pub owed: usize,
    /// What of it was reported.
    pub filled: usize,
    /// Errors.
    pub errors: usize,
    /// Steps that are overdue.
    pub red: usize,
    /// Steps that are due soon.
    pub yellow: usize,
    /// Reported of owed, in per cent, rounded down: full is full.
    pub percent: usize,
}

impl Mark {
    /// The mark of a preview.
    #[must_use]
    pub fn of(night: &Night) -> Self {
        let record = &night.record;
        let percent = (record.filled * 100).checked_div(record.owed).unwrap_or(100);
        let (owed, filled, errors) = (record.owed, record.filled, record.errors.len());
        let lights = |light: Light| record.steps.values().filter(|step| step.light == light.word()).count();
        let (red, yellow) = (lights(Light::Red), lights(Light::Yellow));
        Self { built: night.built.clone(), owed, filled, errors, red, yellow, percent }
    }
}

/// The findings by department, errors first; remarks alone are nobody's night.
#[must_use]
pub fn units(points: Vec<Point>) -> Vec<UnitPoints> {
    let mut units: Vec<UnitPoints> = Vec::new();
    for point in points {
        let graded = GradedPoint { word: point.level.name(), point };
        match units.iter_mut().find(|unit| unit.unit == graded.point.unit) {
            Some(unit) => unit.points.push(graded),
            None => units.push(UnitPoints { unit: graded.point.unit.clone(), points: vec![graded] }),
        }
    }
    for unit in &mut units {
        unit.points.sort_by_key(|graded| graded.point.level);
    }
    units
}

impl NightSummary {
    /// A night without a preview.
    #[must_use]
    pub fn failed(reason: String, at: Moment, last_good: Option<(String, String)>) -> Self {
        Self {
            status: NightStatus::Failed,
            status_word: NightStatus::Failed.word(),
            reason: Some(reason),
            title: String::new(),
            year: None,
            as_of: String::new(),
            built: at.minute,
            seconds: at.seconds,
            before: last_good.clone(),
            last_good,
            pages: 0,
            again: 0,
            headline: None,
            cockpit: None,
            states: Vec::new(),
            units: Vec::new(),
            changes: Changes::default(),
            trend: Vec::new(),
            files: Vec::new(),
            missing: Vec::new(),
            released: None,
        }
    }

    /// How many departments' parts there are.
    #[must_use]
    pub fn parts(&self) -> usize {
        let folder = format!("{}/", UNIT.name);
        self.files.iter().filter(|file| file.starts_with(&folder)).count()
    }

    /// The summary as JSON.
    #[must_use]
    pub fn json(&self) -> String {
        serde_json::to_string_pretty(self).unwrap_or_default() + "\n"
    }
}

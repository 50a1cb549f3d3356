//! Who owes what: one row per department, and the totals.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::assess::{Assessment, Duty};
use crate::diag::{Diagnostic, Diagnostics, Level};
use crate::model::{Date, Submission, Workflow, Year, days_between};
use crate::source::Sources;

/// The day it is, and when each file was last changed, by path.
#[derive(Debug, Clone)]
pub struct Today {
    /// The day.
    pub date: Date,
    /// Day of the last change, by the file's path as it is shown.
    pub changed: BTreeMap<String, Date>,
}

/// How far a submission has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum State {
    /// There is no file, or none that can be read.
    Missing,
    /// Being written.
    Draft,
    /// Handed in.
    Submitted,
    /// Its leader has approved it.
    Approved,
    /// Signed as it is.
    Signed,
    /// Changed since it was signed.
    ChangedAfterSignOff,
}

impl State {
    /// The state as people read it.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Missing => "未报",
            Self::Draft => Workflow::Draft.word(),
            Self::Submitted => Workflow::Submitted.word(),
            Self::Approved => Workflow::Approved.word(),
            Self::Signed => "已签发",
            Self::ChangedAfterSignOff => "签发后有改动",
        }
    }
}

/// One department.
#[derive(Debug, Clone, Serialize)]
pub struct Row {
    /// Its short name.
    pub unit: String,
    /// Its file, if there is one.
    pub path: Option<String>,
    /// How far the file has come.
    pub state: State,
    /// How many figures and assignments it owes.
    pub owed: usize,
    /// How many of them it reported.
    pub filled: usize,
    /// What it did not report.
    pub missing: Vec<String>,
    /// Findings of level 错误.
    pub errors: usize,
    /// Findings of level 警告.
    pub warnings: usize,
    /// Findings of level 提示.
    pub hints: usize,
    /// Day of the file's last change.
    pub changed: Option<String>,
}

/// Sums over the departments.
#[derive(Debug, Clone, Copy, Default, Serialize)]
pub struct Totals {
    /// Departments of the plan.
    pub units: usize,
    /// Those that filed.
    pub filed: usize,
    /// Those whose signature stands.
    pub signed: usize,
    /// Figures and assignments owed.
    pub owed: usize,
    /// Those reported.
    pub filled: usize,
    /// Errors of departments.
    pub errors: usize,
    /// Warnings of departments.
    pub warnings: usize,
    /// Remarks on departments.
    pub hints: usize,
}

/// The whole picture.
#[derive(Debug, Clone, Serialize)]
pub struct Cockpit {
    /// The report's year.
    pub year: Year,
    /// The day it was drawn.
    pub today: String,
    /// Day by which departments file.
    pub deadline: Option<String>,
    /// Days left until then; negative once it is past.
    pub days_left: Option<i32>,
    /// One row per department, in the plan's order.
    pub rows: Vec<Row>,
    /// Sums.
    pub totals: Totals,
    /// Errors of the plan and the settings, which are the secretariat's.
    pub secretariat_errors: usize,
    /// Warnings of the plan and the settings.
    pub secretariat_warnings: usize,
}

/// Draws the picture.
#[must_use]
pub fn cockpit(assessment: &Assessment<'_>, (diags, sources): (&Diagnostics, &Sources), today: &Today) -> Cockpit {
    let content = assessment.ledger.content;
    let year = assessment.ledger.year;
    let found = diags.sorted(sources);
    let count = |unit: Option<&str>, level| {
        found.iter().filter(|d: &&&Diagnostic| d.unit.as_deref() == unit && d.level == level).count()
    };
    let rows: Vec<Row> = content
        .plan
        .departments
        .iter()
        .map(|department| {
            let name = department.name.as_str();
            let submission = content.submission(year, name);
            let duties = assessment.duties(name, assessment.ledger.years.len().saturating_sub(1));
            let path = submission.map(|submission| sources.file(submission.file).path.clone());
            Row {
                unit: name.to_owned(),
                state: submission.map_or(State::Missing, |s| state(s, content.sign_off(year, name).map(|s| &*s.hash))),
                owed: duties.len(),
                filled: duties.iter().filter(|(_, reported)| *reported).count(),
                missing: duties.iter().filter(|(_, reported)| !reported).map(|(duty, _)| named(duty)).collect(),
                errors: count(Some(name), Level::Error),
                warnings: count(Some(name), Level::Warning),
                hints: count(Some(name), Level::Hint),
                changed: path.as_ref().and_then(|path| today.changed.get(path)).map(ToString::to_string),
                path,
            }
        })
        .collect();
    let totals = rows.iter().fold(Totals::default(), |sum, row| Totals {
        units: sum.units + 1,
        filed: sum.filed + usize::from(row.state != State::Missing),
        signed: sum.signed + usize::from(row.state == State::Signed),
        owed: sum.owed + row.owed,
        filled: sum.filled + row.filled,
        errors: sum.errors + row.errors,
        warnings: sum.warnings + row.warnings,
        hints: sum.hints + row.hints,
    });
    // A deadline of another year's report was left in the settings.
    let deadline = content.settings.deadline.as_ref().map(|d| d.value).filter(|d| d.year() == year + 1);
    Cockpit {
        year,
        today: today.date.to_string(),
        deadline: deadline.map(|date| date.to_string()),
        days_left: deadline.map(|date| days_between(today.date, date)),
        rows,
        totals,
        secretariat_errors: count(None, Level::Error),
        secretariat_warnings: count(None, Level::Warning),
    }
}

/// What is owed, in a few words.
fn named(duty: &Duty<'_>) -> String {
    match duty {
        Duty::Indicator(indicator) => {
            format!("指标「{}」（{}，目标 {}）", indicator.name.value, indicator.unit.text(), indicator.target)
        }
        Duty::Assignment(assignment) => format!("任务「{} {}」", assignment.number.value, assignment.name),
    }
}

fn state(submission: &Submission, signed: Option<&String>) -> State {
    match (signed, submission.workflow.as_ref().map(|state| state.value)) {
        (Some(hash), _) if *hash == submission.hash => State::Signed,
        (Some(_), _) => State::ChangedAfterSignOff,
        (None, Some(Workflow::Approved)) => State::Approved,
        (None, Some(Workflow::Submitted)) => State::Submitted,
        (None, Some(Workflow::Draft) | None) => State::Draft,
    }
}

//! Who owes what: one row per department, and the totals.

use std::collections::BTreeMap;

use serde::Serialize;

use super::step_point::{StepPoint, StepTally, Steps, steps};
use crate::assess::{Assessment, Duty, InterimFiling};
use crate::diag::{Diagnostic, Diagnostics, Level};
use crate::model::{Content, Date, Submission, Workflow, Year, days_between};
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
    /// Who filled it in, with the telephone; of the newest earlier year if nobody has yet. Not for pages that many see.
    #[serde(skip)]
    pub contact: Option<String>,
    /// How far the file has come.
    pub state: State,
    /// How many figures, assignments and milestones it owes.
    pub owed: usize,
    /// How many of them it reported.
    pub filled: usize,
    /// What it did not report.
    pub missing: Vec<String>,
    /// Assignments of others that it supports, and how many of them it wrote on.
    pub support: (usize, usize),
    /// Steps by their light on the day.
    pub steps: StepTally,
    /// Steps that are overdue or due soon, the longest overdue first.
    pub due: Vec<StepPoint>,
    /// Assignments without a word on the month or quarter that is due, by number and name.
    pub silent: Vec<String>,
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
    /// What is owed.
    pub owed: usize,
    /// Those reported.
    pub filled: usize,
    /// Steps by their light.
    pub steps: StepTally,
    /// Errors of departments.
    pub errors: usize,
    /// Warnings of departments.
    pub warnings: usize,
    /// Remarks on departments.
    pub hints: usize,
}

/// A filing within the year.
#[derive(Debug, Clone, Serialize)]
pub struct Interim {
    /// The month or quarter: 2025年一季度.
    pub period: String,
    /// The last day for it.
    pub deadline: String,
    /// Days left; negative once it is past.
    pub days_left: i32,
    /// Assignments, and those with a word on it.
    pub told: (usize, usize),
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
    /// A deadline that is set and belongs to another year's report.
    pub other_deadline: Option<String>,
    /// Days left until then; negative once it is past.
    pub days_left: Option<i32>,
    /// The month or quarter that has to be reported on, if one is due.
    pub interim: Option<Interim>,
    /// Whether anybody states steps.
    pub has_steps: bool,
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
pub fn cockpit(assessment: &Assessment, diags: &Diagnostics, sources: &Sources, today: &Today) -> Cockpit {
    let content = &assessment.ledger.content;
    let year = assessment.ledger.year;
    let found = diags.sorted(sources);
    let mut counts: BTreeMap<(&str, Level), usize> = BTreeMap::new();
    for found in &found {
        if let Some(unit) = &found.unit {
            *counts.entry((unit, found.level)).or_default() += 1;
        }
    }
    let count = |unit, level| counts.get(&(unit, level)).copied().unwrap_or_default();
    // What is nobody's of the plan is the secretariat's.
    let theirs = |d: &Diagnostic| d.unit.as_deref().is_some_and(|unit| content.plan.department(unit).is_some());
    let own = |level| found.iter().filter(|d| !theirs(d) && d.level == level).count();
    let interim = assessment.interim(today.date);
    let contacts = contacts(content, year);
    let (mut steps, mut silent) = (steps(assessment, today.date), BTreeMap::new());
    if let Some(filing) = interim {
        silent = self::silent(assessment, filing, today.date);
    }
    let rows: Vec<Row> = content
        .plan
        .departments
        .iter()
        .map(|department| {
            let name = department.name.as_str();
            let submission = content.submission(year, name).map(AsRef::as_ref);
            let duties = assessment.duties(name, assessment.ledger.years.len().saturating_sub(1));
            let Steps { tally, points } = steps.remove(name).unwrap_or_default();
            let path = submission.map(|submission| sources.file(submission.file).path.clone());
            Row {
                unit: name.to_owned(),
                contact: contacts.get(name).cloned(),
                state: state_of(content, year, name),
                owed: duties.len(),
                filled: duties.iter().filter(|(_, reported)| *reported).count(),
                missing: duties.iter().filter(|(_, reported)| !reported).map(|(duty, _)| named(duty)).collect(),
                support: support(content, name, submission),
                steps: tally,
                due: points,
                silent: silent.remove(name).unwrap_or_default(),
                errors: count(name, Level::Error),
                warnings: count(name, Level::Warning),
                hints: count(name, Level::Hint),
                changed: path.as_ref().and_then(|path| today.changed.get(path)).map(ToString::to_string),
                path,
            }
        })
        .collect();
    let (owed, filled) = assessment.owed_and_filled();
    let start = Totals { owed, filled, ..Totals::default() };
    let totals = rows.iter().fold(start, |sum, row| Totals {
        units: sum.units + 1,
        filed: sum.filed + usize::from(row.path.is_some()),
        signed: sum.signed + usize::from(row.state == State::Signed),
        steps: sum.steps.and(row.steps),
        errors: sum.errors + row.errors,
        warnings: sum.warnings + row.warnings,
        hints: sum.hints + row.hints,
        ..sum
    });
    let set = content.settings.deadline.as_ref().map(|d| d.value);
    let deadline = content.settings.deadline_of(year).map(|d| d.value);
    Cockpit {
        year,
        today: today.date.to_string(),
        deadline: deadline.map(|date| date.to_string()),
        other_deadline: set.filter(|_| deadline.is_none()).map(|date| date.to_string()),
        days_left: deadline.map(|date| days_between(today.date, date)),
        interim: interim.map(|filing| {
            let all = content.plan.assignments().count();
            let quiet: usize = rows.iter().map(|row| row.silent.len()).sum();
            Interim {
                period: filing.period.to_string(),
                deadline: filing.deadline.to_string(),
                days_left: filing.days_left(today.date),
                told: (all, all.saturating_sub(quiet)),
            }
        }),
        has_steps: assessment.has_steps(),
        rows,
        totals,
        secretariat_errors: own(Level::Error),
        secretariat_warnings: own(Level::Warning),
    }
}

/// Who is to be asked, by department: the contact of its newest file that names one, as of a year.
fn contacts(content: &Content, year: Year) -> BTreeMap<&str, String> {
    let mut newest: BTreeMap<&str, (Year, String)> = BTreeMap::new();
    for submission in content.submissions.iter().filter(|own| own.folder_year <= year) {
        let Some(filing) = &submission.filing else { continue };
        let (Some(unit), Some(contact)) = (content.plan.author(submission), &filing.contact) else { continue };
        if newest.get(unit.name.as_str()).is_none_or(|(before, _)| *before <= submission.folder_year) {
            let phone = filing.phone.as_ref().map(|phone| format!("，电话 {}", phone.value)).unwrap_or_default();
            newest.insert(&unit.name, (submission.folder_year, format!("{}{phone}", contact.value)));
        }
    }
    newest.into_iter().map(|(unit, (_, contact))| (unit, contact)).collect()
}

/// What is owed, in a few words.
fn named(duty: &Duty<'_>) -> String {
    match duty {
        Duty::Indicator(indicator) => {
            format!("指标「{}」（{}，目标 {}）", indicator.name.value, indicator.unit.text(), indicator.target)
        }
        Duty::Assignment(assignment) => format!("任务「{} {}」", assignment.number.value, assignment.name),
        Duty::Milestone(milestone) => format!("里程碑「{}」", milestone.name.value),
    }
}

/// The assignments without a word on a filing, by the department that leads them first.
fn silent(assessment: &Assessment, filing: InterimFiling, day: Date) -> BTreeMap<&str, Vec<String>> {
    let mut silent: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for (.., own) in assessment.ledger.content.plan.assignments() {
        let lead = own.lead.first();
        if !assessment.updated(own, lead, filing, day) {
            silent.entry(lead).or_default().push(format!("{} {}", own.number.value, own.name));
        }
    }
    silent
}

/// How many assignments of others a department supports, and on how many of them it wrote.
fn support(content: &Content, name: &str, submission: Option<&Submission>) -> (usize, usize) {
    let plan = &content.plan;
    let supported = plan.owed(name).map(|owed| owed.support.as_slice()).unwrap_or_default();
    let told = |number: &str| submission.is_some_and(|s| s.support.iter().any(|(own, _)| **own == number));
    let own = supported.iter().filter_map(|&at| plan.assignment_at(at));
    (supported.len(), own.filter(|assignment| told(&assignment.number)).count())
}

/// How far a department has come.
#[must_use]
pub fn state_of(content: &Content, year: Year, unit: &str) -> State {
    let submission = content.submission(year, unit);
    let signed = content.sign_off(year, unit).map(|sign_off| &*sign_off.hash);
    let workflow = submission.and_then(|s| s.workflow.as_ref()).map(|state| state.value);
    match (submission, signed, workflow) {
        (Some(submission), Some(hash), _) if *hash == submission.hash => State::Signed,
        (_, Some(_), _) => State::ChangedAfterSignOff,
        (None, None, _) => State::Missing,
        (_, None, Some(Workflow::Approved)) => State::Approved,
        (_, None, Some(Workflow::Submitted)) => State::Submitted,
        (_, None, Some(Workflow::Draft) | None) => State::Draft,
    }
}

impl Row {
    /// Whether the secretariat has to go after it: something is missing or wrong, or not handed in.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.filled < self.owed
            || 0 < self.errors
            || 0 < self.steps.red
            || self.state == State::ChangedAfterSignOff
            || (0 < self.owed && matches!(self.state, State::Missing | State::Draft))
    }

    /// Whether there is anything to remind it of: what is open, due soon, untold or to be looked at again.
    #[must_use]
    pub fn is_to_be_reminded(&self) -> bool {
        self.is_open() || !self.due.is_empty() || !self.silent.is_empty() || 0 < self.warnings
    }
}

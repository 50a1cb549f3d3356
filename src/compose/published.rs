//! What an edition says of values, statuses, steps and projects, in the words and figures that it prints: a release keeps it, so that
//! the next site can say what is not as it was.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::sentence;
use super::view::{indicators, mark, steps};
use crate::assess::{AreaIndex, Assessment};
use crate::model::{AssignmentStatus, Year, chinese_date};

/// What an edition says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Published {
    /// The report's year.
    pub year: Year,
    /// The years of the ledger.
    pub years: Vec<Year>,
    /// How far the edition had come: 审定稿.
    pub edition: String,
    /// Its day as printed.
    pub date: String,
    /// The day judged at, as printed.
    pub as_of: String,
    /// The total index and that of each area in the report's year: name and value.
    pub indexes: Vec<(String, Option<String>)>,
    /// Indicators by their keys in the plan.
    pub indicators: Vec<PublishedIndicator>,
    /// Assignments by their numbers, then milestones by their keys.
    pub promises: Vec<PublishedPromise>,
    /// Steps by the numbers of their assignments and their names.
    pub steps: Vec<PublishedStep>,
    /// Projects by year and name.
    pub projects: Vec<PublishedProject>,
}

/// An indicator.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PublishedIndicator {
    /// Its key in the plan.
    pub key: String,
    /// Its name.
    pub name: String,
    /// Its unit.
    pub unit: String,
    /// What is promised, with unit and time.
    pub target: String,
    /// The value at the start, with its year.
    pub baseline: String,
    /// Its value and status year by year.
    pub years: BTreeMap<Year, PublishedYear>,
}

/// The value of a year.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PublishedYear {
    /// The value; none where nothing was reported.
    pub value: Option<String>,
    /// Its mark, as figures have it.
    pub mark: String,
    /// The status.
    pub status: String,
}

/// An assignment or a milestone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PublishedPromise {
    /// 责任分工 or 定性目标.
    pub kind: String,
    /// Its number or key.
    pub key: String,
    /// Its name.
    pub name: String,
    /// Its status year by year.
    pub years: BTreeMap<Year, String>,
}

/// A step.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PublishedStep {
    /// The number of its assignment.
    pub assignment: String,
    /// What is to be done.
    pub name: String,
    /// When it is due.
    pub due: String,
    /// Its light, and when it was done.
    pub state: String,
}

/// A project.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PublishedProject {
    /// The year of the report.
    pub year: Year,
    /// Its name.
    pub name: String,
    /// Its stage.
    pub stage: Option<String>,
    /// Total investment, 亿元.
    pub investment: Option<String>,
    /// Mark of that figure.
    pub mark: String,
    /// Its place.
    pub place: Option<String>,
}

impl Published {
    /// What an assessment says in an edition of such a word.
    #[must_use]
    pub fn of(assessment: &Assessment, edition: &str) -> Self {
        let ledger = &assessment.ledger;
        let settings = &ledger.content.settings;
        Self {
            year: ledger.year,
            years: ledger.years.clone(),
            edition: edition.to_owned(),
            date: settings.published.clone().unwrap_or_else(|| chinese_date(assessment.as_of)),
            as_of: chinese_date(assessment.as_of),
            indexes: indexes(assessment),
            indicators: of_indicators(assessment),
            promises: promises(assessment),
            steps: of_steps(assessment),
            projects: ledger.years.iter().flat_map(|year| projects(assessment, *year)).collect(),
        }
    }

    /// The same without what the offices have and everybody does not: what is withheld today is nowhere on today's pages, whatever
    /// was public before.
    #[must_use]
    pub fn without_what_is_withheld(self, office: &Self, public: &Self) -> Self {
        let steps = |own: &Self| own.steps.iter().map(PublishedStep::key).collect::<BTreeSet<_>>();
        let projects = |own: &Self| own.projects.iter().map(|own| own.name.clone()).collect::<BTreeSet<_>>();
        let (steps, projects) = (&steps(office) - &steps(public), &projects(office) - &projects(public));
        let mut left = self;
        left.steps.retain(|own| !steps.contains(&own.key()));
        left.projects.retain(|own| !projects.contains(&own.name));
        left
    }
}

impl PublishedStep {
    /// By what it is known again.
    #[must_use]
    pub fn key(&self) -> (String, String) {
        (self.assignment.clone(), self.name.clone())
    }
}

fn indexes(assessment: &Assessment) -> Vec<(String, Option<String>)> {
    let Some(index) = assessment.indexes.last() else { return Vec::new() };
    let told = |own: &AreaIndex| own.value.map(|value| sentence::decimals(value, 1));
    let areas = assessment.ledger.content.plan.areas.iter().zip(&index.areas);
    let areas = areas.map(|(area, own)| (area.chapter.clone(), told(own)));
    std::iter::once(("总指数".to_owned(), told(&index.total))).chain(areas).collect()
}

fn of_indicators(assessment: &Assessment) -> Vec<PublishedIndicator> {
    let plan = &assessment.ledger.content.plan;
    let told = plan.indicators.iter().zip(indicators(assessment)).map(|(own, view)| {
        let baseline = view.baseline.value.as_ref();
        let baseline = baseline.map(|value| {
            let year = view.baseline_year.map(|year| format!("{year}年")).unwrap_or_default();
            format!("{year}{value}{}", view.unit)
        });
        PublishedIndicator {
            key: own.id.value.clone(),
            name: view.name,
            unit: view.unit,
            target: format!("{}（{}）", view.whole_target, view.by),
            baseline: baseline.unwrap_or_default(),
            years: view
                .series
                .into_iter()
                .map(|own| {
                    let (value, mark) = (own.figure.value, own.figure.mark.to_owned());
                    (own.year, PublishedYear { value, mark, status: own.status.to_owned() })
                })
                .collect(),
        }
    });
    told.collect()
}

fn promises(assessment: &Assessment) -> Vec<PublishedPromise> {
    let ledger = &assessment.ledger;
    let plan = &ledger.content.plan;
    let assignments = plan.assignments().enumerate().map(|(at, (.., own))| {
        let cells = ledger.progress.get(at).map(Vec::as_slice).unwrap_or_default();
        let words = cells.iter().map(|cell| AssignmentStatus::of(cell.as_deref()).word().to_owned());
        PublishedPromise {
            kind: "责任分工".to_owned(),
            key: own.number.value.clone(),
            name: format!("{} {}", own.number.value, own.name),
            years: ledger.years.iter().copied().zip(words).collect(),
        }
    });
    let milestones = plan.milestones.iter().enumerate().map(|(at, own)| {
        let status = |year: &Year| Some((*year, assessment.told(assessment.milestone_of(at, *year)?).to_owned()));
        PublishedPromise {
            kind: "定性目标".to_owned(),
            key: own.id.value.clone(),
            name: own.name.value.clone(),
            years: ledger.years.iter().filter_map(status).collect(),
        }
    });
    assignments.chain(milestones).collect()
}

fn of_steps(assessment: &Assessment) -> Vec<PublishedStep> {
    let told = (0..assessment.steps.len()).flat_map(|at| steps(assessment, at)).map(|own| {
        let done = own.done.map(|done| format!("（{done}）")).unwrap_or_default();
        PublishedStep {
            assignment: own.assignment,
            name: own.name,
            due: own.due,
            state: format!("{}{done}", own.light),
        }
    });
    told.collect()
}

fn projects(assessment: &Assessment, year: Year) -> Vec<PublishedProject> {
    let told = assessment.projects_of(year).into_iter().map(|own| PublishedProject {
        year,
        name: own.project.name.value.clone(),
        stage: own.project.stage.as_ref().map(|stage| stage.value.word().to_owned()),
        investment: own.investment.map(|value| value.to_string()),
        mark: own.nature.map_or("", mark).to_owned(),
        place: own.project.place.as_ref().map(|place| place.value.clone()).filter(|place| !place.trim().is_empty()),
    });
    told.collect()
}

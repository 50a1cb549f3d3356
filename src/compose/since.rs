//! What is not as it was in the release before: two editions for the same readers beside each other.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::published::{
    Published, PublishedIndicator, PublishedProject, PublishedPromise, PublishedStep, PublishedYear,
};
use crate::assess::Assessment;
use crate::model::Year;

/// The releases that the next edition is compared with, by its readers.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Before {
    /// The newest that was approved: nothing that went round before that was for everybody.
    pub public: Option<Earlier>,
    /// The newest of any kind.
    pub internal: Option<Earlier>,
}

/// A release.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Earlier {
    /// Its name.
    pub name: String,
    /// What it said to the same readers; none if it cannot be read any more.
    pub said: Option<Published>,
}

/// What is different. Things are in the plan's order, those that are gone last.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Since {
    /// The name of the release before.
    pub name: String,
    /// The report's year then.
    pub year: Year,
    /// What that edition was called.
    pub edition: String,
    /// Its day as printed.
    pub date: String,
    /// The day judged at then.
    pub as_of: String,
    /// Indexes, if both are of the same year: name, before, now.
    pub indexes: Vec<(String, Option<String>, Option<String>)>,
    /// Values and statuses of a year that both tell of.
    pub values: Vec<ValueSince>,
    /// Names, units, targets and baselines.
    pub terms: Vec<TermSince>,
    /// Statuses of assignments and milestones.
    pub promises: Vec<PromiseSince>,
    /// Indicators, assignments and milestones that were not there, or are not there any more: kind, name, whether it is new.
    pub things: Vec<(String, String, bool)>,
    /// Steps: before, now.
    pub steps: Vec<StepSince>,
    /// Projects: before, now.
    pub projects: Vec<ProjectSince>,
}

/// A value of an indicator.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ValueSince {
    /// The indicator's number in the plan.
    pub number: usize,
    /// Its name.
    pub name: String,
    /// The year whose value it is.
    pub year: Year,
    /// Its unit then and now.
    pub units: [String; 2],
    /// As it was.
    pub before: PublishedYear,
    /// As it is.
    pub after: PublishedYear,
    /// Why the value was restated, and in the file of which year.
    pub reason: Option<(String, Year)>,
}

/// Something that the plan says of an indicator.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TermSince {
    /// The indicator's number in the plan.
    pub number: usize,
    /// Its name.
    pub name: String,
    /// 名称, 计量单位, 目标 or 基期值.
    pub what: &'static str,
    /// As it was.
    pub before: String,
    /// As it is.
    pub after: String,
}

/// A status of an assignment or of a milestone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PromiseSince {
    /// 责任分工 or 定性目标.
    pub kind: String,
    /// Its number, or its key.
    pub key: String,
    /// Its name.
    pub name: String,
    /// The year.
    pub year: Year,
    /// As it was.
    pub before: String,
    /// As it is.
    pub after: String,
}

/// A step.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct StepSince {
    /// As it was; none if it was not there.
    pub before: Option<PublishedStep>,
    /// As it is; none if it is not there any more.
    pub after: Option<PublishedStep>,
}

/// A project.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ProjectSince {
    /// As it was; none if it was not there.
    pub before: Option<PublishedProject>,
    /// As it is; none if it is not there any more.
    pub after: Option<PublishedProject>,
}

impl Since {
    /// What is not as it was, of an edition that says `now` of an assessment.
    #[must_use]
    pub fn new(name: &str, before: &Published, now: &Published, assessment: &Assessment) -> Self {
        let both: BTreeSet<Year> = now.years.iter().copied().filter(|year| before.years.contains(year)).collect();
        let same = before.year == now.year;
        let mut since = Self {
            name: name.to_owned(),
            year: before.year,
            edition: before.edition.clone(),
            date: before.date.clone(),
            as_of: before.as_of.clone(),
            indexes: if same { indexes(before, now) } else { Vec::new() },
            values: Vec::new(),
            terms: Vec::new(),
            promises: Vec::new(),
            things: Vec::new(),
            steps: pairs(&before.steps, &now.steps, PublishedStep::key)
                .map(|(before, after)| StepSince { before, after })
                .collect(),
            projects: {
                let of_both = |own: &[PublishedProject]| -> Vec<PublishedProject> {
                    own.iter().filter(|own| both.contains(&own.year)).cloned().collect()
                };
                pairs(&of_both(&before.projects), &of_both(&now.projects), |own| (own.year, own.name.clone()))
                    .map(|(before, after)| ProjectSince { before, after })
                    .collect()
            },
        };
        since.indicators(before, now, &both, assessment);
        since.promised(before, now, &both);
        since
    }

    /// How many things are different.
    #[must_use]
    pub fn count(&self) -> usize {
        let Self { indexes, values, terms, promises, things, steps, projects, .. } = self;
        indexes.len() + values.len() + terms.len() + promises.len() + things.len() + steps.len() + projects.len()
    }

    fn indicators(&mut self, before: &Published, now: &Published, both: &BTreeSet<Year>, assessment: &Assessment) {
        let then: BTreeMap<&str, &PublishedIndicator> =
            before.indicators.iter().map(|own| (own.key.as_str(), own)).collect();
        for (at, own) in now.indicators.iter().enumerate() {
            let Some(was) = then.get(own.key.as_str()) else {
                self.things.push(("指标".to_owned(), own.name.clone(), true));
                continue;
            };
            let (number, name) = (at + 1, own.name.clone());
            let terms = [
                ("名称", &was.name, &own.name),
                ("计量单位", &was.unit, &own.unit),
                ("目标", &was.target, &own.target),
                ("基期值", &was.baseline, &own.baseline),
            ];
            self.terms.extend(terms.into_iter().filter(|(_, was, is)| was != is).map(|(what, was, is)| TermSince {
                number,
                name: name.clone(),
                what,
                before: was.clone(),
                after: is.clone(),
            }));
            let years = own.years.iter().filter(|(year, _)| both.contains(*year));
            for (year, is) in years {
                let Some(said) = was.years.get(year).filter(|said| *said != is) else { continue };
                // Of several files the newest one's word counts.
                let mut restated = assessment.ledger.restated.iter().rev();
                let reason =
                    restated.find(|own| own.at == at && own.year == *year).map(|own| (own.reason.clone(), own.said));
                self.values.push(ValueSince {
                    number,
                    name: name.clone(),
                    year: *year,
                    units: [was.unit.clone(), own.unit.clone()],
                    before: said.clone(),
                    after: is.clone(),
                    reason: reason.filter(|_| said.value != is.value),
                });
            }
        }
        let there: BTreeSet<&str> = now.indicators.iter().map(|own| own.key.as_str()).collect();
        let gone = before.indicators.iter().filter(|own| !there.contains(own.key.as_str()));
        self.things.extend(gone.map(|own| ("指标".to_owned(), own.name.clone(), false)));
    }

    fn promised(&mut self, before: &Published, now: &Published, both: &BTreeSet<Year>) {
        for (was, is) in pairs(&before.promises, &now.promises, |own| (own.kind.clone(), own.key.clone())) {
            let (was, is) = match (was, is) {
                (Some(was), Some(is)) => (was, is),
                (None, Some(is)) => {
                    self.things.push((is.kind, is.name, true));
                    continue;
                }
                (was, _) => {
                    self.things.extend(was.map(|was| (was.kind, was.name, false)));
                    continue;
                }
            };
            self.turned(&was, &is, both);
        }
    }

    fn turned(&mut self, was: &PublishedPromise, is: &PublishedPromise, both: &BTreeSet<Year>) {
        let years = is.years.iter().filter(|(year, _)| both.contains(*year));
        for (year, after) in years {
            let Some(before) = was.years.get(year).filter(|before| *before != after) else { continue };
            self.promises.push(PromiseSince {
                kind: is.kind.clone(),
                key: is.key.clone(),
                name: is.name.clone(),
                year: *year,
                before: before.clone(),
                after: after.clone(),
            });
        }
    }
}

/// Indexes that are not as they were.
fn indexes(before: &Published, now: &Published) -> Vec<(String, Option<String>, Option<String>)> {
    let then = |name: &str| before.indexes.iter().find(|own| own.0 == name).map(|own| own.1.clone());
    let told = now.indexes.iter().filter_map(|(name, is)| Some((name.clone(), then(name)?, is.clone())));
    told.filter(|(_, was, is)| was != is).collect()
}

/// What is not the same in two lists, by keys: what changed and what is new in the order of the later one, then what is gone. Of
/// several of one key in a list each has its counterpart in their order.
fn pairs<T: Clone + PartialEq, K: Ord>(
    before: &[T],
    now: &[T],
    key: impl Fn(&T) -> K,
) -> impl Iterator<Item = (Option<T>, Option<T>)> {
    let mut then: BTreeMap<K, Vec<&T>> = BTreeMap::new();
    for own in before.iter().rev() {
        then.entry(key(own)).or_default().push(own);
    }
    let mut told: Vec<(Option<T>, Option<T>)> = Vec::new();
    for own in now {
        let was = then.get_mut(&key(own)).and_then(Vec::pop);
        if was != Some(own) {
            told.push((was.cloned(), Some(own.clone())));
        }
    }
    let mut left: BTreeMap<K, usize> = then.into_iter().map(|(key, own)| (key, own.len())).collect();
    // The last ones of a key have none.
    let gone = before.iter().rev().filter(|own| {
        let Some(count) = left.get_mut(&key(own)).filter(|count| 0 < **count) else { return false };
        *count -= 1;
        true
    });
    let mut gone: Vec<_> = gone.map(|own| (Some(own.clone()), None)).collect();
    gone.reverse();
    told.extend(gone);
    told.into_iter()
}

//! Everything judged: every indicator in every year, every milestone, and the index of each year.

use super::course::{Course, courses};
use super::facts::Facts;
use super::index::{Index, index};
use super::judge::judge;
use super::verdict::Verdict;
use crate::model::{AssignmentStatus, Date, Decimal, Judged, Kind, Ledger, Nature, Progress, Status, Year, year_end};

/// One indicator over the years of the ledger.
#[derive(Debug, Clone)]
pub struct Row {
    /// Its verdict per year.
    pub verdicts: Vec<Verdict>,
}

/// The ledger judged. It owns everything that it was made from.
#[derive(Debug, Clone)]
pub struct Assessment {
    /// What was judged.
    pub ledger: Ledger,
    /// The day the report judges at.
    pub as_of: Date,
    /// Per indicator of the plan.
    pub rows: Vec<Row>,
    /// Per milestone of the plan, the status in the report's year.
    pub milestones: Vec<Status>,
    /// Per year of the ledger.
    pub indexes: Vec<Index>,
    /// Per assignment of the plan, its steps.
    pub steps: Vec<Vec<Course>>,
}

/// Judges every indicator in every year. A year is judged at its end, or at `as_of` if that is earlier.
#[must_use]
pub fn assess(ledger: Ledger, as_of: Date) -> Assessment {
    let plan = &ledger.content.plan;
    let rows: Vec<Row> = plan
        .indicators
        .iter()
        .zip(&ledger.cells)
        .enumerate()
        .map(|(at, (indicator, cells))| {
            let mut earlier = None;
            let mut last = None;
            let mut verdicts = Vec::new();
            // Figures of the sample and real ones are not set side by side; nothing at the beginning goes with both.
            let base = match (&indicator.baseline, indicator.kind) {
                (_, Kind::Increment) => Some((plan.head.base, Decimal::ZERO, None)),
                (Some(baseline), _) => baseline
                    .comparable
                    .then(|| (baseline.year, baseline.value.value, Some(baseline.nature == Nature::Sample))),
                (None, _) => None,
            };
            let mut known: Vec<(Year, Decimal, Option<bool>)> = base.into_iter().collect();
            for (&year, cell) in ledger.years.iter().zip(cells) {
                let cell = cell.as_ref();
                let actual = cell.map(|cell| cell.value);
                // Data that come a year late are judged by the pace of their own year.
                let own = cell.map_or(year, |cell| cell.data_year);
                let sample = cell.map(|cell| cell.nature == Nature::Sample);
                known.retain(|(year, ..)| actual.is_none() || *year < own);
                known.extend(actual.map(|value| (own, value, sample)));
                let alike = known.iter().filter(|(_, _, kind)| kind.is_none() || *kind == sample);
                let history: Vec<(Year, Decimal)> = alike.map(|&(year, value, _)| (year, value)).collect();
                let promised = ledger.plan(year).indicators.get(at).unwrap_or(indicator);
                let (target, day) = (&promised.target, year_end(year).min(as_of));
                let verdict = judge(&Facts {
                    indicator: promised,
                    year: own,
                    actual,
                    earlier,
                    history: &history,
                    // From the end of the target year on the newest figure says whether the promise was kept, late as it may be.
                    date: if target.due.day() <= day { day } else { year_end(own).min(as_of) },
                    base: plan.head.base,
                    cut_offs: ledger.content.settings.cut_offs,
                    method: indicator.method.unwrap_or(ledger.content.settings.method),
                });
                let settings = &ledger.content.settings;
                let by_hand = settings.overrides.iter().find(|o| *o.indicator == *indicator.name && *o.year == year);
                let verdict = match by_hand {
                    None => verdict,
                    Some(set) => {
                        let computed = (verdict.status, set.reason.value.clone(), set.by.value.clone());
                        Verdict { status: set.status, computed: Some(computed), ..verdict }
                    }
                };
                // Silence counts with what was reported last, and with nothing where nothing ever was, or where the promise is
                // one of its own year: it raises no index.
                let (counted, carried) = match (verdict.status, verdict.completion) {
                    (Status::Unassessable, _) => (None, false),
                    (_, Some(share)) => (Some(share), false),
                    (_, None) => (Some(last.filter(|_| !indicator.promised_every_year()).unwrap_or_default()), true),
                };
                last = if carried { last } else { counted.or(last) };
                verdicts.push(Verdict { counted, carried, ..verdict });
                earlier = actual.map(|value| (year, value)).or(earlier);
            }
            Row { verdicts }
        })
        .collect();
    let milestones = (0..plan.milestones.len()).filter_map(|at| milestone_in(&ledger, as_of, at, ledger.year));
    let milestones = milestones.collect();
    let of_year = |at: usize| rows.iter().map(|row| &row.verdicts[at]).collect::<Vec<_>>();
    // A year of which nothing was reported has no index, and no later one is compared with it.
    let indexes = (0..ledger.years.len()).map(|at| {
        let before = (0..at).rev().find(|before| ledger.reported(*before)).map(of_year);
        if ledger.reported(at) { index(plan, &of_year(at), before.as_deref()) } else { Index::none(plan) }
    });
    let indexes = indexes.collect();
    let steps = courses(&ledger);
    Assessment { ledger, as_of, rows, milestones, indexes, steps }
}

/// The status of a milestone in a year of the ledger, by its position and the year.
fn milestone_in(ledger: &Ledger, as_of: Date, at: usize, year: Year) -> Option<Status> {
    let milestone = ledger.content.plan.milestones.get(at)?;
    let place = ledger.years.iter().position(|own| *own == year)?;
    let judged = ledger.judged.get(at)?.get(place)?.as_deref();
    let over = milestone.due.year <= year && milestone.due.day() <= as_of;
    let status = milestone_status(judged, over);
    // A promise of every year is kept in one; 已完成 it is at the end.
    Some(match status {
        Status::Met if !over && milestone.promised_every_year() => Status::Kept,
        Status::Behind if milestone.promised_every_year() => Status::Missed,
        status => status,
    })
}

/// A milestone's status from its department's judgement, which is owed every year; when its date is over, it was realised or it
/// was not.
fn milestone_status(judged: Option<&Judged>, over: bool) -> Status {
    match judged.and_then(|judged| judged.judgement.as_ref()).map(|word| word.value.status()) {
        Some(Status::Met) => Status::Met,
        Some(_) if over => Status::Unmet,
        Some(status) => status,
        None => Status::NotReported,
    }
}

impl Assessment {
    /// Whether the plan ends with the year: the report is its final evaluation.
    #[must_use]
    pub fn closing(&self) -> bool {
        let end = self.ledger.content.plan.head.end;
        end <= self.ledger.year && year_end(end) <= self.as_of
    }

    /// What indicators are called that are not where they should be.
    #[must_use]
    pub fn behind_word(&self) -> &'static str {
        if self.closing() { Status::Unmet.word() } else { "落后" }
    }

    /// The word of a status for those who read it.
    #[must_use]
    pub fn told(&self, status: Status) -> &'static str {
        self.ledger.content.told(status)
    }

    /// The verdict of the `at`-th indicator in the report's year.
    #[must_use]
    pub fn verdict(&self, at: usize) -> Option<&Verdict> {
        self.rows.get(at)?.verdicts.last()
    }

    /// The status of the `at`-th milestone at the end of a year of the ledger.
    #[must_use]
    pub fn milestone_of(&self, at: usize, year: Year) -> Option<Status> {
        milestone_in(&self.ledger, self.as_of, at, year)
    }

    /// The status of the `at`-th assignment in the report's year.
    #[must_use]
    pub fn assignment(&self, at: usize) -> AssignmentStatus {
        AssignmentStatus::of(self.progress(at))
    }

    /// The progress of the `at`-th assignment in the report's year.
    #[must_use]
    pub fn progress(&self, at: usize) -> Option<&Progress> {
        self.ledger.progress.get(at)?.last()?.as_deref()
    }
}

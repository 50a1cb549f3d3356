//! Steps through the years: what the newest file says of each, when it was promised first, what it waits for, and its light on a
//! day.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::model::{Date, Ledger, Light, Period, Step, Year, days_after, days_between};

/// A step of an assignment through the years of the ledger.
#[derive(Debug, Clone)]
pub struct Course {
    /// The department that does it, by short name.
    pub unit: String,
    /// Whether that department supports the assignment and does not lead it.
    pub supporting: bool,
    /// Year of the first file that has it.
    pub since: Year,
    /// Year of the newest file that has it.
    pub year: Year,
    /// What the newest file says.
    pub step: Arc<Step>,
    /// When it was promised first.
    pub promised: Option<Period>,
    /// When it was due in the file before the newest one, if that is otherwise.
    pub before: Option<Period>,
    /// Whether it is open and a newer file of its department does not have it any more.
    pub vanished: bool,
}

impl Course {
    /// When it is due now.
    #[must_use]
    pub fn due(&self) -> Option<Period> {
        self.step.due.as_ref().map(|due| due.value)
    }

    /// When it was done, if it was until the end of a day.
    #[must_use]
    pub fn done(&self, day: Date) -> Option<Period> {
        self.step.done.as_ref().map(|done| done.value).filter(|done| done.first() <= day)
    }

    /// Whether it is due at another time than it was promised first.
    #[must_use]
    pub fn moved(&self) -> bool {
        self.promised.zip(self.due()).is_some_and(|(first, due)| first.last() != due.last())
    }

    /// Whether it was done after the end of the time it is due in.
    #[must_use]
    pub fn late(&self, day: Date) -> bool {
        self.done(day).zip(self.due()).is_some_and(|(done, due)| due.last() < done.first())
    }

    /// Its light on a day, yellow so many days before it is due. One whose time cannot be read is not due.
    #[must_use]
    pub fn light(&self, day: Date, warning: i32) -> Light {
        if self.step.dropped.is_some() {
            return Light::Dropped;
        }
        if self.done(day).is_some() {
            return Light::Done;
        }
        self.open_light(day, warning)
    }

    /// The same when the day is over: what was due on it and is not done is overdue.
    #[must_use]
    pub fn final_light(&self, day: Date, warning: i32) -> Light {
        match self.light(day, warning) {
            closed @ (Light::Done | Light::Dropped) => closed,
            _ => self.open_light(days_after(day, 1), warning),
        }
    }

    /// The light of a step that is not done.
    fn open_light(&self, day: Date, warning: i32) -> Light {
        match self.due().map(|due| days_between(day, due.last())) {
            Some(days) if days < 0 => Light::Red,
            Some(days) if days <= warning => Light::Yellow,
            _ => Light::Green,
        }
    }
}

/// The steps of every assignment of the plan, each once, in the order in which they were promised first.
pub fn courses(ledger: &Ledger) -> Vec<Vec<Course>> {
    let filed: Vec<Filed<'_>> = ledger.years.iter().map(|&year| Filed::of(ledger, year)).collect();
    let count = ledger.content.plan.assignments().count();
    (0..count).map(|at| course(ledger, &filed, at)).collect()
}

/// What was filed for a year.
struct Filed<'a> {
    year: Year,
    /// Who filed.
    units: BTreeSet<&'a str>,
    /// What is said of the steps of an assignment, by its number.
    said: BTreeMap<&'a str, Vec<(Said<'a>, &'a Arc<Step>)>>,
}

impl<'a> Filed<'a> {
    fn of(ledger: &'a Ledger, year: Year) -> Self {
        let content = &ledger.content;
        let mut filed = Self { year, units: BTreeSet::new(), said: BTreeMap::new() };
        for (_, submission) in content.of_year(year) {
            let Some(unit) = content.plan.author(submission).map(|own| own.name.value.as_str()) else { continue };
            // Of two files of a department one counts.
            if !content.submission(year, unit).is_some_and(|counted| std::ptr::eq(counted.as_ref(), submission)) {
                continue;
            }
            filed.units.insert(unit);
            let lead = submission.progress.iter().map(|(own, progress)| (own, &progress.steps, false));
            let other = submission.support_steps.iter().map(|(own, steps)| (own, steps, true));
            for (own, steps, supporting) in lead.chain(other) {
                let named = steps.iter().filter(|step| !step.name.trim().is_empty());
                let said = named.map(|step| (Said { unit, supporting, year }, step));
                filed.said.entry(own.value.as_str()).or_default().extend(said);
            }
        }
        filed
    }
}

/// The steps of the `at`-th assignment.
fn course(ledger: &Ledger, filed: &[Filed<'_>], at: usize) -> Vec<Course> {
    let mut found: Vec<Course> = Vec::new();
    let mut asked: Vec<&Filed<'_>> = Vec::new();
    for filed in filed {
        let Some(assignment) = ledger.plan(filed.year).assignment_at(at) else { continue };
        asked.push(filed);
        let mut said = filed.said.get(assignment.number.value.as_str()).cloned().unwrap_or_default();
        // Of several that state a step of one name, whoever had it before counts, then those who lead, then those who support.
        let rank = |(own, step): &(Said<'_>, &Arc<Step>)| {
            let had = found.iter().any(|course| *course.step.name == *step.name && course.unit == own.unit);
            (!had, own.supporting, !(assignment.lead.includes(own.unit) || assignment.support.includes(own.unit)))
        };
        said.sort_by_cached_key(rank);
        for (own, step) in said {
            take(&mut found, step, own);
        }
    }
    for course in &mut found {
        let open = course.step.done.is_none() && course.step.dropped.is_none();
        let later = |filed: &&Filed<'_>| course.year < filed.year && filed.units.contains(course.unit.as_str());
        course.vanished = open && asked.iter().any(later);
    }
    found.sort_by_key(|course| course.due().or(course.promised).map(Period::last));
    found
}

/// Who says something of a step, and when.
#[derive(Clone, Copy)]
struct Said<'a> {
    unit: &'a str,
    supporting: bool,
    year: Year,
}

/// Takes what a file says of a step into its course.
fn take(found: &mut Vec<Course>, step: &Arc<Step>, said: Said<'_>) {
    let (due, first) = (step.due.as_ref().map(|due| due.value), step.first.as_ref().map(|first| first.value));
    let same = |course: &&mut Course| *course.step.name == *step.name;
    let Some(course) = found.iter_mut().find(same) else {
        found.push(Course {
            unit: said.unit.to_owned(),
            supporting: said.supporting,
            since: said.year,
            year: said.year,
            step: Arc::clone(step),
            promised: first.or(due),
            before: None,
            vanished: false,
        });
        return;
    };
    // Two of one name in the same year are a finding; the first one counts.
    if course.year == said.year {
        return;
    }
    let before = course.due();
    *course = Course {
        unit: said.unit.to_owned(),
        supporting: said.supporting,
        since: course.since,
        year: said.year,
        step: Arc::clone(step),
        promised: course.promised.or(first).or(due),
        before: before.filter(|before| Some(before.last()) != due.map(Period::last)),
        vanished: false,
    };
}

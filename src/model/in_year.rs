//! The plan as it stands in a year: who is called what, who answers for what, by which targets is judged.

use super::{Assignment, Department, Names, Plan, Reform, Responsible, Term, Year};
use crate::source::Spanned;

/// How many mergers are followed; a ring of them ends here.
const MERGERS: usize = 8;

impl Department {
    /// Every name it has in any year, short, full and other ones.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        let later = self.changes.iter().filter_map(|change| match &change.what {
            Reform::Renamed(name, full) => Some([name.as_str(), full.as_str()]),
            Reform::Merged(_) => None,
        });
        let own = [self.name.as_str(), self.full_name.as_str()].into_iter().chain(later.flatten());
        own.chain(self.aliases.iter().map(String::as_str))
    }

    /// What became of it up to a year, first to last.
    #[must_use]
    pub fn changes_until(&self, year: Year) -> impl DoubleEndedIterator<Item = &Term<Reform>> {
        self.changes.iter().filter(move |change| change.since <= year)
    }

    /// What happened to it up to a year, in words: founded, called otherwise, gone into another.
    #[must_use]
    pub fn story(&self, year: Year) -> Vec<String> {
        let founded = self.since.filter(|since| *since <= year).map(|since| format!("{since}年设立"));
        let mut before = self.name.as_str();
        let changes = self.changes_until(year).map(|change| {
            let document = change.document.as_ref().map(|document| format!("，{document}")).unwrap_or_default();
            let since = change.since;
            match &change.what {
                Reform::Renamed(name, _) => {
                    let before = std::mem::replace(&mut before, name.as_str());
                    format!("{since}年起改用现名，此前为{before}{document}")
                }
                Reform::Merged(into) => format!("{before}{since}年起并入{}{document}", into.value),
            }
        });
        let changes: Vec<String> = changes.collect();
        founded.into_iter().chain(changes).collect()
    }

    /// Into which department it went, if it is gone by that year.
    #[must_use]
    pub fn successor(&self, year: Year) -> Option<&Spanned<String>> {
        self.changes_until(year).find_map(|change| match &change.what {
            Reform::Merged(into) => Some(into),
            Reform::Renamed(..) => None,
        })
    }

    /// Whether there is such a department in a year.
    #[must_use]
    pub fn exists(&self, year: Year) -> bool {
        self.since.is_none_or(|since| since <= year) && self.successor(year).is_none()
    }

    /// It under its name of a year; the names it had before are further names of it, and of later ones nothing is known.
    #[must_use]
    pub fn of_year(&self, year: Year) -> Self {
        let mut own = self.clone();
        for change in self.changes_until(year) {
            if let Reform::Renamed(name, full) = &change.what {
                own.aliases.push(std::mem::replace(&mut own.name, name.clone()).value);
                own.aliases.push(std::mem::replace(&mut own.full_name, full.clone()));
            }
        }
        let mut seen = vec![own.name.value.clone(), own.full_name.clone()];
        own.aliases.retain(|name| {
            let fresh = !seen.contains(name);
            seen.extend(fresh.then(|| name.clone()));
            fresh
        });
        own
    }
}

impl Plan {
    /// Sets the names, the leads and the targets that hold in a year.
    pub fn set_year(&mut self, year: Year) {
        self.year = year;
        self.names = Names::default();
        self.departments =
            self.register.iter().filter(|own| own.exists(year)).map(|department| department.of_year(year)).collect();
        let mut areas = std::mem::take(&mut self.areas);
        let mut indicators = std::mem::take(&mut self.indicators);
        let mut milestones = std::mem::take(&mut self.milestones);
        let set = |who: &mut Responsible| who.set_year(year, &|name| self.called(name, year));
        for assignment in areas.iter_mut().flat_map(|area| &mut area.tasks).flat_map(|task| &mut task.assignments) {
            assignment.leader.clone_from(assignment.leaders.in_year(year));
            set(&mut assignment.lead);
            set(&mut assignment.support);
            // Who took over from a supporter may lead already.
            let Assignment { lead, support, .. } = assignment;
            support.without(lead);
        }
        for indicator in &mut indicators {
            set(&mut indicator.department);
            let Some(amendment) = &mut indicator.amendment else { continue };
            if (amendment.since <= year) != amendment.in_force {
                std::mem::swap(&mut indicator.target, &mut amendment.other);
                amendment.in_force = !amendment.in_force;
            }
        }
        for milestone in &mut milestones {
            set(&mut milestone.department);
        }
        (self.areas, self.indicators, self.milestones) = (areas, indicators, milestones);
        // The places are made of the plan as it now is.
        self.names = Names::default();
    }

    /// What happened to a department and to those that went into it, up to the plan's year.
    #[must_use]
    pub fn story(&self, name: &str) -> Vec<String> {
        let own = self.position(name);
        let mut told = own.and_then(|at| self.register.get(at)).map(|own| own.story(self.year)).unwrap_or_default();
        let gone = self.register.iter().filter(|other| {
            other.successor(self.year).is_some_and(|_| self.position(&self.called(&other.name, self.year)) == own)
        });
        told.extend(gone.filter_map(|other| other.story(self.year).pop()));
        told
    }

    /// The plan as it stood in an earlier year; none where it stood as it does in its own.
    #[must_use]
    pub fn in_year(&self, year: Year) -> Option<Self> {
        let changed = self.turning_years().any(|turn| (year < turn) != (self.year < turn));
        changed.then(|| {
            let mut plan = self.clone();
            plan.set_year(year);
            plan
        })
    }

    /// Every year from which something is otherwise.
    fn turning_years(&self) -> impl Iterator<Item = Year> {
        fn of<T>(terms: &[Term<T>]) -> impl Iterator<Item = Year> {
            terms.iter().map(|term| term.since)
        }
        let duties = self.assignments().flat_map(|(.., own)| {
            of(own.leaders.later()).chain(of(own.lead.terms().later())).chain(of(own.support.terms().later()))
        });
        let figures = self.indicators.iter().flat_map(|own| {
            of(own.department.terms().later()).chain(own.amendment.iter().map(|amendment| amendment.since))
        });
        let milestones = self.milestones.iter().flat_map(|own| of(own.department.terms().later()));
        let names = self.register.iter().flat_map(|own| of(&own.changes).chain(own.since));
        duties.chain(figures).chain(milestones).chain(names)
    }

    /// What the department of a name, of any year, is called in a year; of one that is gone, who took over. A name that the plan
    /// does not have stays as it is.
    fn called(&self, name: &str, year: Year) -> String {
        let mut name = name;
        for _ in 0..MERGERS {
            let Some(department) = self.position(name).and_then(|at| self.register.get(at)) else { break };
            match department.successor(year) {
                Some(into) => name = into.as_str(),
                None => return department.of_year(year).name.value,
            }
        }
        name.to_owned()
    }
}

//! What is otherwise from a year on: who answers for something, and what a department is called.

use super::Year;
use crate::source::Spanned;

/// One thing from a year on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Term<T> {
    /// First year it holds.
    pub since: Year,
    /// What holds.
    pub what: T,
    /// The document that says so, if it is named.
    pub document: Option<String>,
}

/// Something in its terms: what held first, and each later one in the order of its year.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Terms<T> {
    first: T,
    later: Vec<Term<T>>,
}

impl<T> Terms<T> {
    /// What held first and what followed, in any order.
    pub fn new(first: T, mut later: Vec<Term<T>>) -> Self {
        later.sort_by_key(|term| term.since);
        Self { first, later }
    }

    /// What holds in a year; of two from the same year the later written.
    pub fn in_year(&self, year: Year) -> &T {
        self.later.iter().rfind(|term| term.since <= year).map_or(&self.first, |term| &term.what)
    }

    /// What held first.
    pub fn first(&self) -> &T {
        &self.first
    }

    /// What followed.
    pub fn later(&self) -> &[Term<T>] {
        &self.later
    }

    /// Everything that holds in any year.
    pub fn iter(&self) -> impl Iterator<Item = &T> {
        std::iter::once(&self.first).chain(self.later.iter().map(|term| &term.what))
    }
}

/// Departments that answer for something together, as of the year the plan is set to; the first speaks for all.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Responsible {
    now: Vec<Spanned<String>>,
    terms: Terms<Vec<Spanned<String>>>,
}

impl Responsible {
    /// Those of every term, by any of their names.
    #[must_use]
    pub fn new(terms: Terms<Vec<Spanned<String>>>) -> Self {
        Self { now: terms.first().clone(), terms }
    }

    /// The terms as written.
    #[must_use]
    pub fn terms(&self) -> &Terms<Vec<Spanned<String>>> {
        &self.terms
    }

    /// Sets those of a year, each under the name that `called` gives it; who comes twice by that counts once.
    pub(super) fn set_year(&mut self, year: Year, called: &dyn Fn(&str) -> String) {
        let mut now: Vec<Spanned<String>> = Vec::new();
        for name in self.terms.in_year(year) {
            let own = called(name);
            if now.iter().all(|there| **there != own) {
                now.push(Spanned::new(own, name.span));
            }
        }
        self.now = now;
    }

    /// Leaves out those who are among others; if that is so from the beginning, it was written so and stays.
    pub(super) fn without(&mut self, others: &Self) {
        let first = |list: &Self, name: &str| list.terms.iter().flatten().any(|own| **own == name);
        let twice = |name: &Spanned<String>| others.includes(name) && !(first(self, name) && first(others, name));
        let kept = self.now.iter().filter(|name| !twice(name)).cloned().collect();
        self.now = kept;
    }

    /// The short name of the first; empty if there is none.
    #[must_use]
    pub fn first(&self) -> &str {
        self.now.first().map_or("", |name| name.as_str())
    }

    /// Whether a department, by its short name, is one of them.
    #[must_use]
    pub fn includes(&self, name: &str) -> bool {
        self.now.iter().any(|own| **own == name)
    }

    /// Their short names.
    pub fn iter(&self) -> impl Iterator<Item = &Spanned<String>> + Clone {
        self.now.iter()
    }

    /// Since when they are it, and who was before them and what says so, where others were up to the year before.
    #[must_use]
    pub fn handover(&self, year: Year) -> Option<String> {
        let at = self.terms.later.iter().rposition(|term| term.since <= year)?;
        let term = self.terms.later.get(at)?;
        let before =
            at.checked_sub(1).and_then(|at| self.terms.later.get(at)).map_or(&self.terms.first, |term| &term.what);
        let before: Vec<&str> = before.iter().map(|name| name.as_str()).collect();
        let document = term.document.as_ref().map(|document| format!("，{document}")).unwrap_or_default();
        let before = if before.is_empty() { "没有".to_owned() } else { before.join("、") };
        Some(format!("{}年起，此前为{before}{document}", term.since))
    }

    /// Their short names as a list, `甲、乙`.
    #[must_use]
    pub fn listed(&self) -> String {
        self.now.iter().map(|name| name.as_str()).collect::<Vec<_>>().join("、")
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.now.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::{Sources, Span};

    fn names(names: &[&str]) -> Vec<Spanned<String>> {
        let span = Span::new(Sources::default().add("", ""), 0, 0);
        names.iter().map(|name| Spanned::new((*name).to_owned(), span)).collect()
    }

    #[test]
    fn each_year_has_its_term() {
        let term = |since, own: &[&str]| Term { since, what: names(own), document: None };
        let terms = Terms::new(names(&["甲"]), vec![term(2026, &["丙"]), term(2024, &["乙", "甲"])]);
        let mut who = Responsible::new(terms);
        let mut in_year = |year| {
            who.set_year(year, &|name| if name == "丙" { "乙".to_owned() } else { name.to_owned() });
            who.listed()
        };
        assert_eq!([2023, 2024, 2025, 2026].map(&mut in_year), ["甲", "乙、甲", "乙、甲", "乙"]);
    }
}

//! Where each name and number of a plan stands, so that nothing is looked for twice.

use std::collections::BTreeMap;
use std::sync::OnceLock;

/// Where each name and number of a plan stands; of two that are the same the first counts. It is made when first asked, of a
/// plan whose names do not change any more.
#[derive(Debug, Clone, Default)]
pub struct Names(OnceLock<Places>);

impl Names {
    /// The places, made by `make` the first time.
    pub(super) fn places(&self, make: impl FnOnce() -> Places) -> &Places {
        self.0.get_or_init(make)
    }
}

/// The places.
#[derive(Debug, Clone, Default)]
pub(super) struct Places {
    /// By every name of every year, the position in the register.
    pub known: BTreeMap<String, usize>,
    /// By the position in the register, the position among those of the plan's year.
    pub present: BTreeMap<usize, usize>,
    pub indicators: BTreeMap<String, usize>,
    pub milestones: BTreeMap<String, usize>,
    /// By number, the position in `order`.
    pub assignments: BTreeMap<String, usize>,
    /// Area, task and assignment of every assignment, in the plan's order.
    pub order: Vec<(usize, usize, usize)>,
    /// By the position in the register.
    pub owed: BTreeMap<usize, Owed>,
}

/// What a department owes every year, by position in the plan; assignments count through all areas.
#[derive(Debug, Clone, Default)]
pub struct Owed {
    /// Figures.
    pub indicators: Vec<usize>,
    /// Assignments it leads.
    pub assignments: Vec<usize>,
    /// Judgements of milestones.
    pub milestones: Vec<usize>,
    /// Assignments of others that it supports.
    pub support: Vec<usize>,
}

impl Owed {
    /// Whether there is anything: words on assignments of others are free.
    #[must_use]
    pub fn is_something(&self) -> bool {
        !(self.indicators.is_empty() && self.assignments.is_empty() && self.milestones.is_empty())
    }
}

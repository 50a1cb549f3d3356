//! A target as it goes into the plan file.

use crate::drafting::due::Due;
use crate::drafting::text::Place;
use crate::model::{Comparator, Force, Kind, Property};

/// How firmly a text promises, if it says so.
#[must_use]
pub fn force_of(text: &str) -> Option<Force> {
    if text.contains("力争") {
        Some(Force::Strive)
    } else if text.contains("争取") {
        Some(Force::Seek)
    } else {
        None
    }
}

/// A promised value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Value {
    /// The number, with 万 or 亿 where the unit is one that is counted.
    pub low: String,
    /// The upper end of a range.
    pub high: Option<String>,
}

/// A number that is a target.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Target {
    /// Its name, guessed from the words round it.
    pub name: String,
    /// What it measures.
    pub kind: Kind,
    /// Whether it is promised for every year.
    pub every_year: bool,
    /// Its unit.
    pub unit: String,
    /// How it is compared.
    pub comparator: Comparator,
    /// What is promised.
    pub value: Value,
    /// By when.
    pub year: Due,
    /// What is promised for years before.
    pub waypoints: Vec<(u16, String)>,
    /// Year and value before the plan.
    pub baseline: Option<(u16, String)>,
    /// How firmly.
    pub force: Force,
    /// Number of the section or the assignment.
    pub section: String,
    /// Which assignment, if it is in one.
    pub assignment: Option<usize>,
    /// How binding it is, where a row of a table says so.
    pub property: Option<Property>,
    /// The words, verbatim.
    pub wording: String,
    /// Other passages that say the same, verbatim.
    pub also: Vec<String>,
    /// Where it stands.
    pub place: Place,
    /// Line of the file.
    pub line: usize,
    /// Names of the fields that have to be checked.
    pub unsure: Vec<&'static str>,
}

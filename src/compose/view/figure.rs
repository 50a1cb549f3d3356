//! Figures as templates see them: with their marks, year by year, in a sentence.

use serde::Serialize;

use super::super::sentence::Sentence;
use super::mark;
use crate::model::{Cell, Year, printed};

/// A value as printed, with the mark it has to carry.
#[derive(Debug, Clone, Serialize)]
pub struct MarkedFigure {
    /// The value; `None` where there is none.
    pub value: Option<String>,
    /// `sample`, `estimate` or empty.
    pub mark: &'static str,
}

/// The value of one year.
#[derive(Debug, Clone, Serialize)]
pub struct YearFigure {
    /// The year.
    pub year: Year,
    /// The value.
    pub figure: MarkedFigure,
    /// The status of that year.
    pub status: &'static str,
}

/// A sentence round a figure: what stands before it, the figure with its mark and its unit, what stands behind.
#[derive(Debug, Clone, Serialize)]
pub struct SentenceView {
    /// Up to the figure; all of a sentence without one.
    pub before: String,
    /// The figure.
    pub value: Option<String>,
    /// Its mark.
    pub mark: &'static str,
    /// Its unit; empty where the figure has its sign in it.
    pub unit: String,
    /// After the unit, without the full stop.
    pub after: String,
}

/// The figure of a cell.
pub fn figure(cell: Option<&Cell>) -> MarkedFigure {
    MarkedFigure { value: cell.map(|cell| printed(cell.value)), mark: cell.map_or("", |cell| mark(cell.nature)) }
}

/// The sentence in its pieces.
pub fn marked(sentence: &Sentence, now: Option<&Cell>) -> SentenceView {
    let Some(value) = &sentence.figure else {
        let before = format!("{}{}", sentence.before, sentence.after);
        return SentenceView { before, value: None, mark: "", unit: String::new(), after: String::new() };
    };
    let (unit, after) = sentence.after.split_at(sentence.after.find('，').unwrap_or(sentence.after.len()));
    SentenceView {
        before: sentence.before.clone(),
        value: Some(value.clone()),
        mark: now.map_or("", |cell| mark(cell.nature)),
        unit: unit.to_owned(),
        after: after.to_owned(),
    }
}

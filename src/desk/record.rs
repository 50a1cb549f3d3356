//! The state of a whole preview as data, and what is not as it was in the one before.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use similar::{Algorithm, ChangeTag, capture_diff_slices};

use super::filed_text::filed_texts;
use super::snapshot::{Difference, Snapshot, snapshot};
use super::step_state::{StepState, StepTurn, step_states, turned};
use crate::assess::Assessment;
use crate::diag::{Diagnostics, Level, REST};
use crate::document::lines;
use crate::model::Date;
use crate::source::Sources;

/// Everything two previews are compared by.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Record {
    /// Values and statuses.
    pub snapshot: Snapshot,
    /// The texts of each section of each department.
    pub texts: BTreeMap<String, BTreeMap<String, Vec<String>>>,
    /// Every error, as its file and its message: what moves to another line is still the same.
    pub errors: BTreeSet<String>,
    /// Every warning, likewise.
    #[serde(default)]
    pub warnings: BTreeSet<String>,
    /// Every step on the day, by assignment and name; not there in what earlier versions wrote.
    #[serde(default)]
    pub steps: BTreeMap<String, StepState>,
    /// What is owed.
    pub owed: usize,
    /// What of it was reported.
    pub filled: usize,
    /// Departments that filed, and how many there are.
    pub filed: (usize, usize),
}

/// A section whose text is not as it was.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TextChange {
    /// The department.
    pub unit: String,
    /// The section.
    pub section: String,
    /// Sentences that are gone.
    pub removed: Vec<String>,
    /// Sentences that are new.
    pub added: Vec<String>,
}

/// What is different in a later record.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Changes {
    /// Values, statuses, departments.
    pub differences: Vec<Difference>,
    /// Texts.
    pub texts: Vec<TextChange>,
    /// Steps whose light turned, the gravest first.
    pub turned: Vec<StepTurn>,
    /// Errors that were not there before.
    pub appeared: Vec<String>,
    /// Errors that are gone.
    pub mended: Vec<String>,
    /// Warnings that were not there before.
    pub warned: Vec<String>,
}

impl Changes {
    /// Whether nothing is different.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.differences.is_empty()
            && self.texts.is_empty()
            && self.turned.is_empty()
            && self.appeared.is_empty()
            && self.mended.is_empty()
            && self.warned.is_empty()
    }
}

/// The record of an assessment and its findings, with the lights of the steps at the end of a day.
#[must_use]
pub fn record(assessment: &Assessment, diags: &Diagnostics, sources: &Sources, day: Date) -> Record {
    let (content, ledger) = (&assessment.ledger.content, &assessment.ledger);
    let mut texts: BTreeMap<String, BTreeMap<String, Vec<String>>> = BTreeMap::new();
    for filed in filed_texts(content, ledger.year) {
        texts.entry(filed.unit).or_default().entry(filed.section).or_default().push(filed.text);
    }
    let of = |level| {
        let own =
            diags.iter().filter(move |found| found.level == level && !found.message.starts_with(REST)).map(|found| {
                let path =
                    found.primary.map(|span| sources.file(span.file).path.clone()).or_else(|| found.path.clone());
                let path = path.unwrap_or_else(|| found.unit.clone().unwrap_or_default());
                format!("{}：{}", path.strip_prefix("content/submissions/").unwrap_or(&path), found.message)
            });
        own.collect()
    };
    let (owed, filled) = assessment.owed_and_filled();
    let units = content.plan.departments.iter();
    let filed = units.filter(|unit| content.submission(ledger.year, &unit.name).is_some()).count();
    Record {
        // The lights of a day are compared by themselves.
        snapshot: Snapshot { steps: None, ..snapshot(assessment) },
        texts,
        errors: of(Level::Error),
        warnings: of(Level::Warning),
        steps: step_states(assessment, day),
        owed,
        filled,
        filed: (filed, content.plan.departments.len()),
    }
}

impl Record {
    /// What is different in a later record. Of another year's, only the errors are compared.
    #[must_use]
    pub fn changes(&self, later: &Self) -> Changes {
        let mut changes = Changes {
            appeared: later.errors.difference(&self.errors).cloned().collect(),
            mended: self.errors.difference(&later.errors).cloned().collect(),
            warned: later.warnings.difference(&self.warnings).cloned().collect(),
            ..Changes::default()
        };
        if self.snapshot.year == later.snapshot.year {
            changes.differences = self.snapshot.differences(&later.snapshot);
            changes.texts = self.text_changes(later);
            // Where none were written down, not all of them have turned.
            if !self.steps.is_empty() {
                changes.turned = turned(&self.steps, &later.steps);
            }
        }
        changes
    }

    fn text_changes(&self, later: &Self) -> Vec<TextChange> {
        let units: BTreeSet<&String> = self.texts.keys().chain(later.texts.keys()).collect();
        let mut found = Vec::new();
        let none = BTreeMap::new();
        for unit in units {
            let (before, after) = (self.texts.get(unit).unwrap_or(&none), later.texts.get(unit).unwrap_or(&none));
            // A whole file that came or went is one thing, not as many as it has sections.
            let whole = match (before.len(), after.len()) {
                (gone, 0) => Some(format!("全部文字（{gone} 节）没有了")),
                (0, come) => Some(format!("报送了文字（{come} 节）")),
                _ => None,
            };
            if let Some(section) = whole {
                found.push(TextChange { unit: unit.clone(), section, removed: Vec::new(), added: Vec::new() });
                continue;
            }
            let sections: BTreeSet<&String> = before.keys().chain(after.keys()).collect();
            for section in sections {
                let (old, new) = (before.get(section), after.get(section));
                if old != new {
                    let (removed, added) =
                        sentence_changes(old.map_or(&[], Vec::as_slice), new.map_or(&[], Vec::as_slice));
                    found.push(TextChange { unit: unit.clone(), section: section.clone(), removed, added });
                }
            }
        }
        found
    }
}

/// The sentences that are gone and those that are new.
fn sentence_changes(old: &[String], new: &[String]) -> (Vec<String>, Vec<String>) {
    let (old, new) = (sentences(old), sentences(new));
    let operations = capture_diff_slices(Algorithm::Myers, &old, &new);
    let changes: Vec<_> = operations.iter().flat_map(|operation| operation.iter_changes(&old, &new)).collect();
    let of = |tag| changes.iter().filter(|c| c.tag() == tag).map(similar::Change::value).collect();
    (of(ChangeTag::Delete), of(ChangeTag::Insert))
}

/// The sentences of texts, each with the mark that ends it, as they read in print: without the marks of Markdown.
fn sentences(texts: &[String]) -> Vec<String> {
    let lines = texts.iter().flat_map(|text| lines(text));
    let pieces = lines.flat_map(|line| {
        line.split_inclusive(['。', '！', '？', '；', '\n']).map(|piece| piece.trim().to_owned()).collect::<Vec<_>>()
    });
    pieces.filter(|sentence| !sentence.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_the_sentences_that_changed_and_no_others() {
        let old = vec!["一期竣工。二期开工；三期设计".to_owned()];
        let new = vec!["一期竣工。二期竣工；三期设计".to_owned(), "新的一段".to_owned()];
        let (removed, added) = sentence_changes(&old, &new);
        assert_eq!(removed, ["二期开工；"]);
        assert_eq!(added, ["二期竣工；", "新的一段"]);
        let table = ["**做法。**\n- 甲\n\n| a | b |\n|---|--:|\n| 1 | 2 |".to_owned()];
        assert_eq!(sentences(&table), ["做法。", "甲", "a　b", "1　2"]);
    }
}

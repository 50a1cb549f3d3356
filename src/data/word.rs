//! The vocabularies of the columns, in the words that the readers of an edition are told.

use crate::model::{AssignmentStatus, Choice, Comparator, Content, Judgement, Kind, Method, Nature, Stage, Status};

/// The words of a vocabulary.
fn all<T: Choice>() -> Vec<&'static str> {
    T::WORDS.iter().map(|(word, _)| *word).collect()
}

/// Words of statuses of indicators and milestones.
pub fn statuses(content: &Content) -> Vec<&'static str> {
    let mut words: Vec<&'static str> = Vec::new();
    for (_, status) in Status::WORDS {
        for (_, method) in Method::WORDS {
            let word = content.told_by(*status, *method);
            if !words.contains(&word) {
                words.push(word);
            }
        }
    }
    words
}

/// Words of statuses of assignments.
pub fn assignment_statuses(_: &Content) -> Vec<&'static str> {
    AssignmentStatus::all().map(AssignmentStatus::word).collect()
}

/// Natures of figures.
pub fn natures(_: &Content) -> Vec<&'static str> {
    all::<Nature>()
}

/// Kinds of indicators.
pub fn kinds(_: &Content) -> Vec<&'static str> {
    all::<Kind>()
}

/// How values are compared with targets.
pub fn comparators(_: &Content) -> Vec<&'static str> {
    all::<Comparator>()
}

/// Methods of judging.
pub fn methods(_: &Content) -> Vec<&'static str> {
    all::<Method>()
}

/// Judgements of milestones.
pub fn judgements(_: &Content) -> Vec<&'static str> {
    all::<Judgement>()
}

/// Stages of projects.
pub fn stages(_: &Content) -> Vec<&'static str> {
    all::<Stage>()
}

/// Yes and no.
pub fn answers(_: &Content) -> Vec<&'static str> {
    all::<crate::model::Answer>()
}

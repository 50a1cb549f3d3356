//! What is told of a place on a page that somebody asks about: its line, and of a figure how it was judged and who answers for it.

use serde::Serialize;

use super::board::Good;
use super::edit::{Editable, editable};
use super::origin::{Origin, Pointed};
use crate::compose::{Past, history, indicators, proof};
use crate::git::Git;
use crate::typeset::words;

/// A line that something on a page comes from, and what there is to say of it.
#[derive(Debug, Serialize)]
pub struct Answer {
    #[serde(flatten)]
    origin: Origin,
    /// How the indicator was judged; none if it is no figure.
    proof: Option<String>,
    /// Where its values come from, the newest first.
    history: Vec<PastView>,
    /// How it may be changed; none where nothing is.
    edit: Option<Editable>,
}

/// One year's value: the place it is written at, and what there is to say of it.
#[derive(Debug, Serialize)]
struct PastView {
    #[serde(flatten)]
    past: Past,
    told: Vec<String>,
}

impl Good {
    /// What stands at a place of a page, given as shares of its width and height; pages count from 0.
    #[must_use]
    pub fn asked(&self, at: usize, (x, y): (f64, f64), edits: bool) -> Vec<Answer> {
        let before = at.checked_sub(1).map(|before| words(&self.document, before)).unwrap_or_default();
        let words = words(&self.document, at);
        let found = self.origins.at(Pointed { words: &words, before: &before, x, y }, &self.sources);
        found.into_iter().map(|origin| self.answer(origin, edits)).collect()
    }

    /// Everything of the submissions on a page, without how it was judged.
    #[must_use]
    pub fn listed(&self, at: usize, edits: bool) -> Vec<Answer> {
        let found = self.origins.on(&words(&self.document, at), &self.sources);
        found.into_iter().map(|origin| self.bare(origin, edits)).collect()
    }

    /// A line without how its figure was judged.
    fn bare(&self, origin: Origin, edits: bool) -> Answer {
        let edit = edits.then(|| editable(&self.assessment.ledger.content, &self.sources, &origin));
        Answer { origin, proof: None, history: Vec::new(), edit }
    }

    fn answer(&self, origin: Origin, edits: bool) -> Answer {
        let bare = self.bare(origin, edits);
        let indicator = bare.origin.indicator.and_then(|at| indicators(&self.assessment).into_iter().nth(at));
        let Some(indicator) = indicator else { return bare };
        let git = Git::at(&self.root);
        let history = history(&self.assessment, &self.sources, indicator.number - 1).into_iter().map(|past| {
            let change = git.line(&past.path, past.line);
            let told = past.lines().into_iter().chain(change.ok().map(|change| change.told())).collect();
            PastView { past, told }
        });
        Answer { proof: Some(proof(&indicator, self.year)), history: history.collect(), ..bare }
    }
}

//! A report that is built again and again in the same process.

use std::sync::Arc;

use anyhow::Result;

use super::press::{Kept, Notes, Press, Supplies};
use super::public::for_public;
use super::{Outcome, Request, Watch, judged};
use crate::project::Project;
use crate::source::{Known, Sources};
use crate::typeset::{Fonts, Live, PagedDocument};

/// What one build leaves to the next.
#[derive(Default)]
pub struct Session {
    known: Known,
    kept: Kept,
    live: Option<(Arc<Fonts>, Live)>,
}

impl Session {
    /// All stages up to the pages; what did not change since the last time is not done again. Without pages the findings say
    /// why.
    ///
    /// # Errors
    /// The machine fails, or the request asks for a department that does not exist.
    pub fn pages(&mut self, project: &Project, request: &Request) -> Result<(Outcome, Option<PagedDocument>)> {
        let begin = &mut |_: &'static str| {};
        let mut watch = Watch::new(begin);
        let mut outcome = judged(project, request, Sources::knowing(self.known.clone()), &mut watch)?;
        if request.edition.public {
            outcome.assessment = for_public(&outcome.assessment);
        }
        let supplies = Supplies::gather_again(project, &mut outcome, &mut self.kept, &mut watch)?;
        let Outcome { assessment, sources, diags, as_of, unit, .. } = &mut outcome;
        let request = Request { unit: unit.clone(), ..request.clone() };
        let press = Press::new(assessment, &supplies);
        let mut notes = Notes::new(sources, diags);
        let document = press.document(&request, &mut notes, &mut watch);
        let manuscript = document.and_then(|document| press.manuscript(&request, &document, &mut notes, &mut watch));
        let mut pages = None;
        let fonts = Arc::clone(&supplies.fonts);
        if let Some(manuscript) = manuscript {
            if self.live.as_ref().is_none_or(|(own, _)| !Arc::ptr_eq(own, &fonts)) {
                self.live = Some((Arc::clone(&fonts), Live::new(Arc::clone(&fonts))?));
            }
            if let Some((_, live)) = &mut self.live {
                pages = watch.run("排版", || live.set(&manuscript, *as_of, notes.diags));
            }
        }
        outcome.fonts = Some(fonts);
        outcome.timings = watch.timings;
        Ok((outcome, pages))
    }

    /// Rounds of layout that the last pages took.
    #[must_use]
    pub fn rounds(&self) -> usize {
        self.live.as_ref().map_or(0, |(_, live)| live.rounds())
    }

    /// Gives back memory that has not been of use for a while; best called when nobody waits.
    pub fn rest(&self) {
        if let Some((_, live)) = &self.live {
            live.rest();
        }
    }
}

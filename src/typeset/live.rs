//! A document set again and again: what did not change since the last time is not set anew.

use std::sync::Arc;

use anyhow::Result;
use typst::World;
use typst::comemo::{Constraint, Track};
use typst::diag::{SourceResult, Warned};
use typst::engine::{Engine, Route, Sink, Traced};
use typst::foundations::{StyleChain, Target, TargetElem};
use typst::introspection::{EmptyIntrospector, Introspector, MAX_ITERS};
use typst::utils::Protected;
use typst_layout::{PagedDocument, layout_document};

use super::world::ManuscriptWorld;
use super::{Fonts, datetime, diagnose};
use crate::diag::Diagnostics;
use crate::model::Date;
use crate::write::Manuscript;

/// Rounds of editing that a piece of layout is remembered for without being used.
const MEMORY: usize = 3;

/// The last document and everything Typst may reuse of it.
pub struct Live {
    world: ManuscriptWorld,
    last: Option<PagedDocument>,
    rounds: usize,
}

impl Live {
    /// Nothing set yet.
    ///
    /// # Errors
    /// None that a content could cause.
    pub fn new(fonts: Arc<Fonts>) -> Result<Self> {
        Ok(Self { world: ManuscriptWorld::new(fonts)?, last: None, rounds: 0 })
    }

    /// Sets a manuscript. A fault that Typst finds in it becomes a finding, and then there are no pages.
    pub fn set(&mut self, manuscript: &Manuscript, date: Date, diags: &mut Diagnostics) -> Option<PagedDocument> {
        self.world.follow(manuscript, datetime(date));
        // Where the last layout leads nowhere, a new one begins from nothing, as every build does.
        let Warned { output, warnings } = resume(&self.world, self.last.as_ref(), &mut self.rounds)
            .unwrap_or_else(|| typst::compile::<PagedDocument>(&self.world));
        diagnose::warnings(&self.world, manuscript, &warnings, diags);
        match output {
            Ok(document) => {
                self.last = Some(document.clone());
                Some(document)
            }
            Err(errors) => {
                diagnose::errors(&self.world, manuscript, &errors, diags);
                None
            }
        }
    }

    /// Rounds of layout that the last document took; one if nothing that it asks of itself was otherwise than before.
    #[must_use]
    pub fn rounds(&self) -> usize {
        self.rounds
    }

    /// Forgets what has not been of use for a while; best done when nobody waits.
    pub fn rest(&self) {
        typst::comemo::evict(MEMORY);
    }
}

/// [`typst::compile`], beginning with the last document in the place of none: what a number, a reference or a page was
/// is mostly what it is. `None` if the layout does not settle.
fn resume(
    world: &dyn World,
    last: Option<&PagedDocument>,
    rounds: &mut usize,
) -> Option<Warned<SourceResult<PagedDocument>>> {
    let (world, traced) = (world.track(), Traced::default());
    let library = world.library();
    let base = StyleChain::new(&library.styles);
    let target = TargetElem::target.set(Target::Paged).wrap();
    let styles = base.chain(&target);
    let mut sink = Sink::new();
    let main = world.source(world.main()).ok()?;
    let module = typst_eval::eval(world, library, traced.track(), sink.track_mut(), Route::default().track(), &main);
    let content = match module {
        Ok(module) => module.content(),
        Err(errors) => return Some(Warned { output: Err(errors), warnings: sink.warnings() }),
    };
    let mut last = last.cloned();
    for round in 1..=MAX_ITERS {
        *rounds = round;
        let introspector: &dyn Introspector = match &last {
            Some(document) => document.introspector().as_ref(),
            None => &EmptyIntrospector,
        };
        let constraint = Constraint::new();
        let mut own = Sink::new();
        let mut engine = Engine {
            library,
            world,
            introspector: Protected::new(introspector.track_with(&constraint)),
            traced: traced.track(),
            sink: own.track_mut(),
            route: Route::default(),
        };
        let document = match layout_document(&mut engine, &content, styles) {
            Ok(document) => document,
            Err(errors) => return Some(Warned { output: Err(errors), warnings: sink.warnings() }),
        };
        if constraint.validate(document.introspector().as_ref() as &dyn Introspector) {
            sink.extend_from_sink(own);
            let delayed = sink.delayed();
            let output = if delayed.is_empty() { Ok(document) } else { Err(delayed) };
            return Some(Warned { output, warnings: sink.warnings() });
        }
        last = Some(document);
    }
    None
}

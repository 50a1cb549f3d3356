//! Elements of GB/T 33190-2016 as types that write themselves.

mod action;
mod document;
mod info;
mod page;
mod resource;

pub use action::{Action, Outline};
pub use document::{Document, PageEntry};
pub use info::Info;
pub use page::{Clip, Code, ImageObject, Object, Page, PathObject, Rule, Shade, Stroke, TextObject};
pub use resource::{Font, Media, fonts, media};

/// An identifier of the document (`ST_ID`, 7.3): unique, from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Id(u32);

impl std::fmt::Display for Id {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

/// Gives out identifiers.
#[derive(Debug, Default)]
pub struct Ids(u32);

impl Ids {
    /// One that nothing has yet.
    pub fn next(&mut self) -> Id {
        self.0 += 1;
        Id(self.0)
    }

    /// The largest given out: `MaxUnitID`.
    pub fn last(&self) -> Id {
        Id(self.0)
    }
}

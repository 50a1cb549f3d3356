//! The whole outside world of Typst: the manuscript, the fonts, the day. No disk, no packages, no network, no clock.

use std::collections::HashMap;

use anyhow::{Context, Result};
use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World};

use super::Fonts;
use crate::compose::Manuscript;

/// The manuscript as Typst sees it.
pub struct ManuscriptWorld<'a> {
    library: LazyHash<Library>,
    fonts: &'a Fonts,
    main: FileId,
    sources: HashMap<FileId, Source>,
    files: HashMap<FileId, Bytes>,
    today: Option<Datetime>,
}

impl<'a> ManuscriptWorld<'a> {
    /// A world of these files and no other.
    ///
    /// # Errors
    /// The manuscript has no main file, which `compose` always makes.
    pub fn new(manuscript: &Manuscript, fonts: &'a Fonts, today: Option<Datetime>) -> Result<Self> {
        let mut sources = HashMap::new();
        let mut files = HashMap::new();
        let mut main = None;
        for (path, part) in &manuscript.parts {
            let Some(id) = file_id(path) else { continue };
            if path == Manuscript::MAIN {
                main = Some(id);
            }
            if path.ends_with(".typ") {
                let text = String::from_utf8_lossy(&part.bytes).into_owned();
                sources.insert(id, Source::new(id, text));
            }
            files.insert(id, Bytes::new(part.bytes.clone()));
        }
        let main = main.context("书稿里没有主文件")?;
        Ok(Self { library: LazyHash::new(Library::default()), fonts, main, sources, files, today })
    }
}

/// The id of an absolute path of the manuscript.
fn file_id(path: &str) -> Option<FileId> {
    Some(FileId::new(RootedPath::new(VirtualRoot::Project, VirtualPath::new(path).ok()?)))
}

/// The absolute path of an id.
pub fn path_of(id: FileId) -> String {
    id.get().vpath().get_with_slash().to_owned()
}

impl World for ManuscriptWorld<'_> {
    fn library(&self) -> &LazyHash<Library> {
        &self.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        self.fonts.store.book()
    }

    fn main(&self) -> FileId {
        self.main
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        self.sources.get(&id).cloned().ok_or(FileError::AccessDenied)
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        self.files.get(&id).cloned().ok_or(FileError::AccessDenied)
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.fonts.store.font(index)
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        self.today
    }
}

//! The whole outside world of Typst: the manuscript, the fonts, the day. No disk, no packages, no network, no clock.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

use anyhow::{Context, Result};
use typst::WorldExt;
use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{DiagSpan, FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World};

use super::Fonts;
use super::fence::{Fences, edit, fence};
use crate::write::Manuscript;

/// Bytes of a manuscript, shared with it.
struct Shared(Arc<[u8]>);

impl AsRef<[u8]> for Shared {
    fn as_ref(&self) -> &[u8] {
        &self.0
    }
}

/// A manuscript as Typst sees it, which another one may take the place of.
pub struct ManuscriptWorld {
    library: LazyHash<Library>,
    fonts: Arc<Fonts>,
    main: FileId,
    sources: HashMap<FileId, Source>,
    files: HashMap<FileId, Bytes>,
    fences: HashMap<FileId, Fences>,
    today: Option<Datetime>,
}

impl ManuscriptWorld {
    /// A world without a manuscript.
    ///
    /// # Errors
    /// The path of the main file is none, which it always is.
    pub fn new(fonts: Arc<Fonts>) -> Result<Self> {
        let main = file_id(Manuscript::MAIN).context("书稿里没有主文件")?;
        let (sources, files, fences) = (HashMap::new(), HashMap::new(), HashMap::new());
        Ok(Self { library: LazyHash::new(Library::default()), fonts, main, sources, files, fences, today: None })
    }

    /// Takes a manuscript as it is.
    pub fn read(&mut self, manuscript: &Manuscript, today: Option<Datetime>) {
        self.today = today;
        for (path, part) in &manuscript.parts {
            let Some(id) = file_id(path) else { continue };
            if path.ends_with(".typ") {
                let text = String::from_utf8_lossy(&part.bytes).into_owned();
                self.sources.insert(id, Source::new(id, text));
            }
            self.files.insert(id, Bytes::new(Shared(Arc::clone(&part.bytes))));
        }
    }

    /// Takes a manuscript in the place of the one before, so that what is the same stays the same to Typst.
    pub fn follow(&mut self, manuscript: &Manuscript, today: Option<Datetime>) {
        self.today = today;
        let ids: Vec<FileId> = manuscript.parts.keys().filter_map(|path| file_id(path)).collect();
        self.sources.retain(|id, _| ids.contains(id));
        self.files.retain(|id, _| ids.contains(id));
        for (path, part) in &manuscript.parts {
            let Some(id) = file_id(path) else { continue };
            if self.files.get(&id).is_some_and(|before| before.as_slice() == &*part.bytes) {
                continue;
            }
            self.files.insert(id, Bytes::new(Shared(Arc::clone(&part.bytes))));
            if !path.ends_with(".typ") {
                continue;
            }
            let (text, fences) = fence(&String::from_utf8_lossy(&part.bytes));
            match self.sources.get_mut(&id) {
                Some(source) => edit(source, &text),
                None => drop(self.sources.insert(id, Source::new(id, text))),
            }
            self.fences.insert(id, fences);
        }
    }

    /// The place in the manuscript, whatever was put between its statements.
    pub fn place(&self, span: DiagSpan) -> Option<Range<usize>> {
        let range = self.range(span)?;
        let fences = span.id().and_then(|id| self.fences.get(&id));
        Some(fences.map_or_else(|| range.clone(), |fences| fences.before(range.start)..fences.before(range.end)))
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

impl World for ManuscriptWorld {
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

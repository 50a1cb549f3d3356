//! The manuscript: every file Typst may see, in memory.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::source::FileId;

/// One file of a manuscript.
#[derive(Debug, Clone)]
pub struct ManuscriptFile {
    /// Its bytes; Typst sources are UTF-8.
    pub bytes: Arc<[u8]>,
    /// The file in [`crate::source::Sources`] to show when Typst finds fault with it.
    pub file: Option<FileId>,
}

/// Generated Typst sources, charts and pictures, by absolute path.
#[derive(Debug, Clone, Default)]
pub struct Manuscript {
    /// The files; the first to be read is [`Manuscript::MAIN`].
    pub parts: BTreeMap<String, ManuscriptFile>,
}

impl Manuscript {
    /// Path of the file Typst begins with.
    pub const MAIN: &'static str = "/main.typ";

    /// Puts a file in.
    pub fn insert(&mut self, path: String, bytes: impl Into<Arc<[u8]>>, file: Option<FileId>) {
        self.parts.insert(path, ManuscriptFile { bytes: bytes.into(), file });
    }

    /// Replaces every character for which `bad` holds by 〓, which printers have always set for a missing type.
    pub fn replace(&mut self, bad: impl Fn(char) -> bool) {
        for part in self
            .parts
            .iter_mut()
            .filter(|(path, _)| path.ends_with(".typ") || path.ends_with(".svg"))
            .map(|(_, part)| part)
        {
            if let Ok(text) = std::str::from_utf8(&part.bytes) {
                let mended: String = text.chars().map(|c| if bad(c) { '〓' } else { c }).collect();
                part.bytes = mended.into_bytes().into();
            }
        }
    }

    /// The text of every Typst source, with its path.
    pub fn texts(&self) -> impl Iterator<Item = (&str, &str)> {
        self.parts
            .iter()
            .filter(|(path, _)| path.ends_with(".typ"))
            .filter_map(|(path, part)| Some((path.as_str(), std::str::from_utf8(&part.bytes).ok()?)))
    }
}

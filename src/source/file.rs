//! The files that were read, kept once each, and byte offsets turned into lines and columns.

use std::sync::Arc;

use super::span::{FileId, Span};
use super::{Keys, Known, Parsed, hash, parse};

/// One file: its path as shown to people and its text.
#[derive(Debug, Clone)]
pub struct SourceFile {
    /// Path relative to the project root, with `/` on every system.
    pub path: String,
    /// The text, valid UTF-8, without a byte-order mark.
    pub text: String,
    /// SHA-256 of the bytes it was read from, in whatever encoding; `None` for a text that was made.
    pub stored: Option<String>,
    lines: Vec<usize>,
}

/// A place as people count it: from 1, columns in characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
}

/// Every file of one run, in the order it was read.
#[derive(Debug, Clone, Default)]
pub struct Sources {
    files: Vec<SourceFile>,
    known: Option<Known>,
}

impl Sources {
    /// None yet; trees that are known are not read again.
    #[must_use]
    pub fn knowing(known: Known) -> Self {
        Self { files: Vec::new(), known: Some(known) }
    }

    /// Keeps a file and gives it a number.
    pub fn add(&mut self, path: impl Into<String>, text: impl Into<String>) -> FileId {
        let id = FileId(u32::try_from(self.files.len()).unwrap_or(u32::MAX));
        self.files.push(SourceFile::new(path.into(), text.into()));
        id
    }

    /// Keeps a file that was read from these bytes.
    pub fn read(&mut self, path: impl Into<String>, text: impl Into<String>, bytes: &[u8]) -> FileId {
        let id = self.add(path, text);
        if let Some(file) = self.files.last_mut() {
            file.stored = Some(hash(bytes));
        }
        id
    }

    /// The file with this number.
    #[must_use]
    pub fn file(&self, id: FileId) -> &SourceFile {
        &self.files[id.0 as usize]
    }

    /// What a file says that has these keys.
    #[must_use]
    pub fn parse(&self, id: FileId, keys: impl FnOnce() -> Keys) -> Parsed {
        let SourceFile { path, text, stored, .. } = self.file(id);
        let read = || {
            let (root, problems) = parse(id, text, &keys());
            Parsed { root: Arc::new(root), problems }
        };
        match (&self.known, stored) {
            (Some(known), Some(hash)) => known.tree(id, path, hash, read),
            _ => read(),
        }
    }

    /// All files, in the order they were read.
    pub fn iter(&self) -> impl Iterator<Item = (FileId, &SourceFile)> {
        (0u32..).map(FileId).zip(&self.files)
    }

    /// The text a span covers.
    #[must_use]
    pub fn text(&self, span: Span) -> &str {
        self.file(span.file).text.get(span.start..span.end).unwrap_or_default()
    }
}

impl SourceFile {
    fn new(path: String, text: String) -> Self {
        let lines = std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect();
        Self { path, text, stored: None, lines }
    }

    /// The bytes of the whole lines from that of `first` to that of `last`.
    #[must_use]
    pub fn lines(&self, first: usize, last: usize) -> std::ops::Range<usize> {
        let start = self.lines.partition_point(|&start| start <= first).max(1) - 1;
        let end = self.lines.partition_point(|&start| start <= last.max(first));
        self.lines[start]..self.lines.get(end).copied().unwrap_or(self.text.len())
    }

    /// The place of a byte offset; an offset past the end is the end.
    #[must_use]
    pub fn place(&self, offset: usize) -> Place {
        let mut offset = offset.min(self.text.len());
        while !self.text.is_char_boundary(offset) {
            offset -= 1;
        }
        let line = self.lines.partition_point(|&start| start <= offset).max(1);
        let start = self.lines[line - 1];
        Place { line, column: self.text[start..offset].chars().count() + 1 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_lines_and_characters_from_one() {
        let mut sources = Sources::default();
        let id = sources.add("a.yaml", "单位: 甲\n年度: 2024");
        let file = sources.file(id);
        assert_eq!(file.place(0), Place { line: 1, column: 1 });
        assert_eq!(file.place("单位: 甲\n年".len()), Place { line: 2, column: 2 });
        assert_eq!(file.place(9999), Place { line: 2, column: 9 });
    }
}

//! Trees of files that were read before, for who reads everything again at every edit.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use super::{FileId, Node, Problem};

/// What a text says: its tree, as far as it could be read, and what is wrong with its writing.
#[derive(Debug, Clone)]
pub struct Parsed {
    /// The tree.
    pub root: Arc<Node>,
    /// What is wrong.
    pub problems: Vec<Problem>,
}

/// The trees of the last reading. A file keeps its tree as long as its number, its path and its bytes are the same.
#[derive(Debug, Clone, Default)]
pub struct Known(Arc<Mutex<BTreeMap<FileId, Tree>>>);

/// The tree of one file, and what it was read from.
#[derive(Debug)]
struct Tree {
    path: String,
    hash: String,
    parsed: Parsed,
}

impl Known {
    /// The tree of a file, which is read if it is not known.
    pub(super) fn tree(&self, file: FileId, path: &str, hash: &str, read: impl FnOnce() -> Parsed) -> Parsed {
        let known = self.0.lock().ok().and_then(|trees| {
            trees.get(&file).filter(|tree| tree.path == path && tree.hash == hash).map(|tree| tree.parsed.clone())
        });
        known.unwrap_or_else(|| {
            let parsed = read();
            if let Ok(mut trees) = self.0.lock() {
                let (path, hash) = (path.to_owned(), hash.to_owned());
                trees.insert(file, Tree { path, hash, parsed: parsed.clone() });
            }
            parsed
        })
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Keys, Sources, Value};
    use super::*;

    /// Reads files of these paths and texts and tells how often each tree is held.
    fn read(known: &Known, files: &[(&str, &str)]) -> Vec<Parsed> {
        let mut sources = Sources::knowing(known.clone());
        let ids: Vec<FileId> = files.iter().map(|(path, text)| sources.read(*path, *text, text.as_bytes())).collect();
        ids.into_iter().map(|id| sources.parse(id, Keys::default)).collect()
    }

    #[test]
    fn a_file_is_parsed_again_if_its_bytes_its_path_or_its_number_changed() {
        let known = Known::default();
        let first = read(&known, &[("a.yaml", "甲: 1"), ("b.yaml", "乙: 2"), ("c.yaml", "丙: 3")]);
        let again = read(&known, &[("a.yaml", "甲: 1"), ("b.yaml", "乙: 4"), ("d.yaml", "丙: 3")]);
        let same: Vec<bool> = first.iter().zip(&again).map(|(one, two)| Arc::ptr_eq(&one.root, &two.root)).collect();
        assert_eq!(same, [true, false, false]);
        let moved = read(&known, &[("b.yaml", "乙: 4"), ("a.yaml", "甲: 1")]);
        for (parsed, key) in moved.iter().zip(["乙", "甲"]) {
            let Value::Map(pairs) = &parsed.root.value else { panic!("a map") };
            assert_eq!(pairs[0].key.value, key);
        }
        assert_ne!(moved[0].root.span.file, moved[1].root.span.file);
    }

    #[test]
    fn what_is_wrong_with_a_file_is_told_every_time() {
        let known = Known::default();
        let text = "甲: 1\n乙: \"没有结束\n";
        let (first, again) = (read(&known, &[("a.yaml", text)]), read(&known, &[("a.yaml", text)]));
        assert!(!first[0].problems.is_empty());
        assert_eq!(first[0].problems, again[0].problems);
    }
}

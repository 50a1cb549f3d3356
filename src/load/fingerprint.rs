//! One hash of everything a report may be made from, to notice that nothing changed.

use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

use walkdir::WalkDir;

use crate::source::hash;

/// Larger files, which are typefaces and big pictures, count by size and time of change; reading them would take longer
/// than all the rest.
const WHOLE: u64 = 1 << 20;

/// The hash of every file below the folders, by path and content, and of what else counts. A folder that does not exist
/// counts as empty.
#[must_use]
pub fn fingerprint(folders: &[PathBuf], what: &str) -> String {
    let mut text = format!("{what}\n");
    for folder in folders {
        for item in WalkDir::new(folder).follow_links(true).sort_by_file_name().into_iter().filter_map(Result::ok) {
            // Links are followed: what they lead to is what is read.
            let Ok(meta) = item.metadata() else { continue };
            if meta.is_file() {
                text.extend([&item.path().to_string_lossy(), " ", &mark(item.path(), &meta), "\n"]);
            }
        }
    }
    hash(text.as_bytes())
}

/// What stands for one file. Whether one that cannot be read matters is for those to say who need it.
fn mark(path: &Path, meta: &std::fs::Metadata) -> String {
    if let Some(bytes) = (meta.len() <= WHOLE).then(|| std::fs::read(path).ok()).flatten() {
        return hash(&bytes);
    }
    let changed = meta.modified().ok().and_then(|time| time.duration_since(UNIX_EPOCH).ok()).unwrap_or_default();
    format!("{} {}", meta.len(), changed.as_nanos())
}

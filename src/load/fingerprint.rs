//! One hash of everything a report may be made from, to notice that nothing changed.

use std::io::Read;
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

use super::inputs::files;
use crate::source::hash;

/// Larger files, which are typefaces and big pictures, count by size and time of change; reading them would take longer
/// than all the rest.
const WHOLE: u64 = 1 << 20;

/// The hash of every file below the folders, by path and content, and of what else counts. A folder that does not exist
/// counts as empty.
#[must_use]
pub fn fingerprint(folders: &[PathBuf], what: &str) -> String {
    let mut text = format!("{what}\n");
    for path in files(folders) {
        text.extend([&path.to_string_lossy(), " ", &mark(&path), "\n"]);
    }
    hash(text.as_bytes())
}

/// What stands for one file. Whether one that cannot be read matters is for those to say who need it.
fn mark(path: &Path) -> String {
    let Ok(meta) = std::fs::metadata(path) else { return String::new() };
    if meta.len() <= WHOLE {
        let mut bytes = Vec::new();
        // Some files of the system say that they are empty and have no end.
        let read = std::fs::File::open(path).and_then(|file| file.take(WHOLE + 1).read_to_end(&mut bytes));
        if read.is_ok() {
            return hash(&bytes);
        }
    }
    let changed = meta.modified().ok().and_then(|time| time.duration_since(UNIX_EPOCH).ok()).unwrap_or_default();
    format!("{} {}", meta.len(), changed.as_nanos())
}

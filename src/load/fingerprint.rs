//! One hash of everything a report may be made from, to notice that nothing changed.

use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

use anyhow::{Context, Result};
use walkdir::WalkDir;

use crate::source::hash;

/// Larger files, which are typefaces and big pictures, count by size and time of change; reading them would take longer
/// than all the rest.
const WHOLE: u64 = 1 << 20;

/// The hash of every file below the folders, by path and content, and of what else counts. A folder that does not exist
/// counts as empty.
///
/// # Errors
/// A file is there and cannot be read.
pub fn fingerprint(folders: &[PathBuf], what: &str) -> Result<String> {
    let mut text = format!("{what}\n");
    for folder in folders {
        for item in WalkDir::new(folder).sort_by_file_name().into_iter().filter_map(Result::ok) {
            let path = item.path();
            // Links are followed: what they lead to is what is read.
            let Ok(meta) = std::fs::metadata(path) else { continue };
            if meta.is_file() {
                writeln!(text, "{} {}", path.display(), mark(path, &meta)?).context("写不了校验文本")?;
            }
        }
    }
    Ok(hash(text.as_bytes()))
}

/// What stands for one file.
fn mark(path: &Path, meta: &std::fs::Metadata) -> Result<String> {
    if meta.len() <= WHOLE {
        let bytes = std::fs::read(path).with_context(|| format!("读不了「{}」", path.display()))?;
        return Ok(hash(&bytes));
    }
    let changed = meta.modified().ok().and_then(|time| time.duration_since(UNIX_EPOCH).ok()).unwrap_or_default();
    Ok(format!("{} {}", meta.len(), changed.as_nanos()))
}

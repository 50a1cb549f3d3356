//! Which files a report may be made from, without being led astray by links.

use std::fs::Metadata;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use walkdir::WalkDir;

/// Folders that are read even where they are links: an office may keep them elsewhere.
const LINKED: [&str; 6] = ["plan", "submissions", "signoff", "templates", "fonts", "schema"];

/// Every file below the folders, in the order of names, by the path it is read by. A link is followed where the reader
/// follows it: the folders themselves, those known by name in them, and single files. A link to any other folder could
/// lead through the whole machine.
#[must_use]
pub fn files(folders: &[PathBuf]) -> Vec<PathBuf> {
    folders.iter().flat_map(|folder| below(folder, true)).collect()
}

fn below(folder: &Path, top: bool) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for item in WalkDir::new(folder).sort_by_file_name().into_iter().filter_map(Result::ok) {
        if item.file_type().is_file() {
            found.push(item.into_path());
        } else if item.path_is_symlink() && item.depth() > 0 {
            let known = top && item.depth() == 1 && LINKED.iter().any(|name| item.file_name() == *name);
            match std::fs::metadata(item.path()) {
                Ok(meta) if meta.is_file() => found.push(item.into_path()),
                Ok(meta) if meta.is_dir() && known => found.extend(below(item.path(), false)),
                _ => {}
            }
        }
    }
    found
}

/// What the system tells of a file: its size, when its content changed, and when and where anything of it changed.
pub type Look = (u64, Option<SystemTime>, i128);

/// How a file looks without being read.
#[must_use]
pub fn look(meta: &Metadata) -> Look {
    (meta.len(), meta.modified().ok(), touched(meta))
}

/// When anything about a file last changed, even if a program set the time of its content back.
#[cfg(unix)]
fn touched(meta: &Metadata) -> i128 {
    use std::os::unix::fs::MetadataExt;
    i128::from(meta.ctime()) * 1_000_000_000 + i128::from(meta.ctime_nsec()) + (i128::from(meta.ino()) << 80)
}

/// Other systems do not tell.
#[cfg(not(unix))]
fn touched(_: &Metadata) -> i128 {
    0
}

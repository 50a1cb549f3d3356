//! One hash of everything a report may be made from, to notice that nothing changed.

use std::io::Read;
use std::path::{Path, PathBuf};

use super::inputs::{files, look};
use crate::source::hash;

/// Where the program's own typefaces are, from the root of a project.
const FONTS: &str = "assets/fonts";

/// A larger file in [`FONTS`] counts by what the system tells of it.
const SMALL: u64 = 1 << 20;

/// A larger file counts by what the system tells of it wherever it is: nothing of that size is read for a report.
const MOST: u64 = 64 << 20;

/// The hash of every file below the folders, by path and bytes, and of what else counts. A folder that does not exist
/// counts as empty.
///
/// The program's own typefaces, 34 MB of files that nobody edits, count by size, times and inode: hashing them would take
/// ten times as long as all the rest (21 ms where the processor knows SHA, many more where not), at every edit of a preview.
#[must_use]
pub fn fingerprint(folders: &[PathBuf], what: &str) -> String {
    let mut text = format!("{what}\n");
    for path in files(folders) {
        text.extend([&path.to_string_lossy(), " ", &mark(&path), "\n"]);
    }
    hash(text.as_bytes())
}

/// What stands for the program: its version, and what the system tells of its file. Time and size alone may be those of another
/// one where files are installed with one time for all.
#[must_use]
pub fn program() -> String {
    let file = std::env::current_exe().and_then(std::fs::metadata).ok();
    format!("{} {:?}", env!("CARGO_PKG_VERSION"), file.as_ref().map(look))
}

/// What stands for one file: the hash of its bytes, or what the system tells of it. Whether one that cannot be read matters is
/// for those to say who need it.
#[must_use]
pub fn mark(path: &Path) -> String {
    let Ok(meta) = std::fs::metadata(path) else { return String::new() };
    let typeface = path.parent().is_some_and(|folder| folder.ends_with(FONTS));
    if meta.len() <= if typeface { SMALL } else { MOST } {
        let mut bytes = Vec::new();
        // Some files of the system say that they are empty and have no end.
        let read = std::fs::File::open(path).and_then(|file| file.take(MOST + 1).read_to_end(&mut bytes));
        if read.is_ok() {
            return hash(&bytes);
        }
    }
    format!("{:?}", look(&meta))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Whether other bytes are noticed that have the same number and are of the same time.
    fn noticed(path: &str, size: usize) -> bool {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        let print = |byte: u8| {
            std::fs::write(&path, vec![byte; size]).unwrap();
            let file = std::fs::OpenOptions::new().append(true).open(&path).unwrap();
            file.set_modified(std::time::SystemTime::UNIX_EPOCH).unwrap();
            fingerprint(&[folder.path().to_path_buf()], "")
        };
        print(1) != print(2)
    }

    #[test]
    fn other_bytes_of_the_same_size_and_time_are_other_content() {
        for path in ["content/submissions/2024/图片/大图.png", "content/fonts/甲.otf", "assets/theme.typ"] {
            assert!(noticed(path, 1_000) && noticed(path, (1 << 20) + 1), "{path}");
        }
        // Of the program's typefaces the system tells that they were written again.
        assert!(noticed("assets/fonts/甲.otf", 1_000));
        #[cfg(unix)]
        assert!(noticed("assets/fonts/甲.otf", (1 << 20) + 1));
    }
}

//! The folder of the releases: their names, and the list of what one holds with the hash of each file.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File, OpenOptions};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use walkdir::WalkDir;

use crate::load::encoding::decode;
use crate::model::{EditionStage, Year};
use crate::project::Project;
use crate::source::hash;

/// The list of hashes, in the form that `sha256sum -c` reads.
pub const SUMS: &str = "SHA256SUMS";

/// The name of the manifest.
pub const MANIFEST: &str = "manifest.json";

/// The folder of the inputs.
pub const INPUTS: &str = "inputs";

/// How the names of folders begin that are on their way in.
pub const PASSING: &str = ".release-";

/// The file that who releases holds.
const LOCK: &str = ".lock";

/// The folder.
#[derive(Debug, Clone)]
pub struct Releases {
    /// Where it is; it may be missing.
    pub folder: PathBuf,
}

impl Releases {
    /// Those of a project.
    #[must_use]
    pub fn of(project: &Project) -> Self {
        Self { folder: project.root.join("output").join("releases") }
    }

    /// Waits until nobody else releases, and takes away what runs that were killed have left. It is this one's turn as long
    /// as the file is open.
    ///
    /// # Errors
    /// The folder cannot be made or written.
    pub fn turn(&self) -> Result<File> {
        let path = self.folder.join(LOCK);
        let fail = || format!("写不了「{}」", path.display());
        fs::create_dir_all(&self.folder).with_context(fail)?;
        let lock = OpenOptions::new().write(true).create(true).truncate(false).open(&path).with_context(fail)?;
        match lock.lock() {
            // Some shared folders know no locks; then nobody can be waited for, and nothing is known to be left.
            Err(error) if error.kind() == ErrorKind::Unsupported => return Ok(lock),
            Err(error) => return Err(error).with_context(fail),
            Ok(()) => {}
        }
        for item in fs::read_dir(&self.folder).into_iter().flatten().filter_map(Result::ok) {
            if item.file_name().to_string_lossy().starts_with(PASSING) {
                // What cannot be taken away is in nobody's way.
                fs::remove_dir_all(item.path()).unwrap_or_default();
            }
        }
        Ok(lock)
    }

    /// The name of every release, in the order of their names.
    #[must_use]
    pub fn names(&self) -> Vec<String> {
        let items = fs::read_dir(&self.folder).into_iter().flatten().filter_map(Result::ok);
        let whole = items.filter(|item| item.path().join(SUMS).is_file());
        let names = whole.filter_map(|item| item.file_name().into_string().ok());
        let mut names: Vec<String> = names.filter(|name| !name.starts_with('.')).collect();
        names.sort_by_key(|name| {
            let (before, number) = name.rsplit_once('-').unwrap_or((name, ""));
            (before.to_owned(), number.parse::<u32>().unwrap_or(0))
        });
        names
    }

    /// The releases of a year.
    #[must_use]
    pub fn of_year(&self, year: Year) -> Vec<String> {
        let start = format!("{year}-");
        self.names().into_iter().filter(|name| name.starts_with(&start)).collect()
    }

    /// The newest release of a year: the one that no other one names as the one before it, whatever the editions are called.
    #[must_use]
    pub fn newest(&self, year: Year) -> Option<String> {
        let names = self.of_year(year);
        let before = |name: &String| {
            let manifest = fs::read(self.folder.join(name).join(MANIFEST)).ok()?;
            let manifest: serde_json::Value = serde_json::from_slice(&manifest).ok()?;
            Some(manifest.get("before")?.as_str()?.to_owned())
        };
        let before: BTreeSet<String> = names.iter().filter_map(before).collect();
        names.iter().rfind(|name| !before.contains(*name)).or(names.last()).cloned()
    }

    /// The newest release of a year, or, where it has none, of the newest year before it that has one; of all, or of those that
    /// were approved alone.
    #[must_use]
    pub fn last(&self, year: Year, approved: bool) -> Option<String> {
        let year_of = |name: &String| name.split_once('-')?.0.parse::<Year>().ok();
        let years: BTreeSet<Year> = self.names().iter().filter_map(year_of).filter(|own| *own <= year).collect();
        let start = |year: Year| format!("{year}-{}-", EditionStage::Approved.word());
        years.into_iter().rev().find_map(|year| {
            if !approved {
                return self.newest(year);
            }
            self.of_year(year).into_iter().rfind(|name| name.starts_with(&start(year)))
        })
    }

    /// A file of the content as it was when a release was made; none if it was not there or is no text.
    #[must_use]
    pub fn filed(&self, name: &str, path: &str) -> Option<String> {
        let bytes = fs::read(self.folder.join(name).join(INPUTS).join(path)).ok()?;
        decode(&bytes).ok().map(|decoded| decoded.text)
    }

    /// The name of the next release of a year's edition: `2024-审定稿-2`. A number is never given twice while its folder is there.
    #[must_use]
    pub fn next(&self, year: Year, stage: EditionStage) -> String {
        let start = format!("{year}-{}-", stage.word());
        let items = fs::read_dir(&self.folder).into_iter().flatten().filter_map(Result::ok);
        let taken =
            items.filter_map(|item| item.file_name().into_string().ok()?.strip_prefix(&start)?.parse::<u32>().ok());
        format!("{start}{}", taken.max().unwrap_or(0) + 1)
    }
}

/// The hash of every file of a release, by path with `/`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sums(pub BTreeMap<String, String>);

impl Sums {
    /// Those of a folder as it is, the list itself left out.
    ///
    /// # Errors
    /// A file cannot be read.
    pub fn taken(folder: &Path) -> Result<Self> {
        let mut sums = BTreeMap::new();
        for item in WalkDir::new(folder).min_depth(1).sort_by_file_name() {
            let item = item.with_context(|| format!("读不了「{}」", folder.display()))?;
            let path = shown(folder, item.path());
            if item.file_type().is_file() && path != SUMS {
                let bytes = fs::read(item.path()).with_context(|| format!("读不了「{}」", item.path().display()))?;
                sums.insert(path, hash(&bytes));
            } else if item.file_type().is_symlink() {
                // A link is no file of the release, wherever it leads.
                sums.insert(path, "（链接）".to_owned());
            }
        }
        Ok(Self(sums))
    }

    /// Reads a list.
    #[must_use]
    pub fn parse(text: &str) -> Self {
        let lines = text.lines().filter_map(|line| line.split_once("  "));
        Self(lines.map(|(hash, path)| (path.to_owned(), hash.to_owned())).collect())
    }

    /// The list as `sha256sum -c` reads it.
    #[must_use]
    pub fn text(&self) -> String {
        self.0.iter().map(|(path, hash)| format!("{hash}  {path}\n")).collect()
    }
}

/// A path from a folder, with `/` on every system.
fn shown(folder: &Path, path: &Path) -> String {
    let relative = path.strip_prefix(folder).unwrap_or(path);
    let parts: Vec<_> = relative.components().map(|part| part.as_os_str().to_string_lossy()).collect();
    parts.join("/")
}

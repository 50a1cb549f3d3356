//! The folder of the previews: whole ones, which one is the latest, and what may go.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Component, Path, PathBuf};

use anyhow::{Context, Result, bail};
use serde::{Deserialize, Serialize};
use tempfile::TempDir;

use crate::desk::Record;
use crate::pipeline::{Again, Part};
use crate::source::hash;

/// The file that makes a folder a preview of ours.
const MARK: &str = "preview.json";

/// What `MARK` says.
const MADE_BY: &str = "highland nightly";

/// Beginnings of the names of what is on its way in or out. What is left of a run that was killed goes with the next.
const PASSING: [&str; 4] = [".build-", ".gone-", ".latest-", ".highland-"];

/// What is known of one preview.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Night {
    /// Who made it.
    made_by: String,
    /// Its place in the order of previews, which does not depend on clocks.
    pub sequence: u64,
    /// Day and minute it was built, in China.
    pub built: String,
    /// Everything the next one is compared with.
    pub record: Record,
    /// What it was made of, by the path of each edition that is set in pages.
    #[serde(default)]
    pub made: BTreeMap<String, Made>,
}

/// An edition as a preview has it.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Made {
    /// One hash of all that it was made of.
    pub fingerprint: String,
    /// How many pages it has.
    pub pages: usize,
    /// The hashes of its files, by their paths.
    pub files: BTreeMap<String, String>,
}

impl Night {
    /// A new preview.
    #[must_use]
    pub fn new(sequence: u64, built: String, record: Record, made: BTreeMap<String, Made>) -> Self {
        Self { made_by: MADE_BY.to_owned(), sequence, built, record, made }
    }

    /// The day, `2025-01-16`.
    #[must_use]
    pub fn day(&self) -> &str {
        self.built.split(' ').next().unwrap_or_default()
    }

    /// The month, `2025-01`.
    fn month(&self) -> &str {
        self.built.get(..7).unwrap_or_default()
    }
}

impl Made {
    /// What is known of an edition that was made for a preview; nothing if nobody asked what it was made of.
    #[must_use]
    pub fn of(part: &Part) -> Option<Self> {
        let files = part.files.iter().map(|(path, bytes)| (path.clone(), hash(bytes))).collect();
        Some(Self { fingerprint: part.fingerprint.clone()?, pages: part.pages, files })
    }

    /// Its files from the preview's folder; nothing if one of them is not as it was written.
    fn again(&self, folder: &Path) -> Option<Again> {
        let read = |(path, hashed): (&String, &String)| {
            let plain = Path::new(path).components().all(|part| matches!(part, Component::Normal(_)));
            let bytes = fs::read(folder.join(path)).ok().filter(|bytes| plain && hash(bytes) == *hashed)?;
            Some((path.clone(), bytes))
        };
        Some(Again { files: self.files.iter().map(read).collect::<Option<_>>()?, pages: self.pages })
    }
}

/// The folder.
pub struct Store {
    folder: PathBuf,
}

impl Store {
    /// The store in a folder that exists.
    #[must_use]
    pub fn at(folder: &Path) -> Self {
        Self { folder: folder.to_path_buf() }
    }

    /// Every preview, by name, the earliest made first. What is no preview of ours is not looked at.
    #[must_use]
    pub fn nights(&self) -> Vec<(String, Night)> {
        let items = fs::read_dir(&self.folder).into_iter().flatten().filter_map(Result::ok);
        let names = items.filter_map(|item| item.file_name().into_string().ok());
        let mut found: Vec<(String, Night)> =
            names.filter_map(|name| self.night(&name).map(|night| (name, night))).collect();
        found.sort_by_key(|(_, night)| night.sequence);
        found
    }

    /// The preview of this name; nothing if it is none of ours.
    fn night(&self, name: &str) -> Option<Night> {
        let folder = is_name(name).then(|| self.folder.join(name))?;
        // A link is none.
        fs::symlink_metadata(&folder).ok().filter(fs::Metadata::is_dir)?;
        let night: Night = serde_json::from_slice(&fs::read(folder.join(MARK)).ok()?).ok()?;
        (night.made_by == MADE_BY).then_some(night)
    }

    /// What a preview of this name made of the same, if it is there still.
    #[must_use]
    pub fn again(&self, name: &str, night: &Night, fingerprint: &str) -> Option<Again> {
        night.made.values().find(|made| made.fingerprint == fingerprint)?.again(&self.folder.join(name))
    }

    /// An empty folder to build in, which goes with the process unless it is published.
    ///
    /// # Errors
    /// The disk fails.
    pub fn staging(&self) -> Result<TempDir> {
        let staging = tempfile::Builder::new().prefix(PASSING[0]).tempdir_in(&self.folder);
        staging.with_context(|| format!("写不了「{}」，请检查磁盘空间和权限", self.folder.display()))
    }

    /// Clears away what runs that were killed left behind.
    pub fn sweep(&self) {
        for item in fs::read_dir(&self.folder).into_iter().flatten().filter_map(Result::ok) {
            let name = item.file_name().to_string_lossy().into_owned();
            if PASSING.iter().any(|passing| name.starts_with(passing)) {
                // What cannot be cleared away is no harm to a preview.
                let gone =
                    if item.path().is_dir() { fs::remove_dir_all(item.path()) } else { fs::remove_file(item.path()) };
                gone.unwrap_or_default();
            }
        }
    }

    /// Makes a whole folder a preview under its day, and the latest one; gives back its name. `digest` is written into it,
    /// made for that name.
    ///
    /// # Errors
    /// The disk fails; then the latest is still the one before.
    pub fn publish(&self, staging: TempDir, night: &Night, digest: impl FnOnce(&str) -> String) -> Result<String> {
        let fail = || format!("写不了「{}」，上一次的预览没有改动", self.folder.display());
        let latest = self.folder.join("latest");
        if fs::symlink_metadata(&latest).is_ok_and(|meta| meta.is_dir()) {
            bail!("「{}」是文件夹，不是链接；请移走后再运行", latest.display());
        }
        let name = self.free_name(night.day());
        fs::write(staging.path().join("digest.md"), digest(&name)).with_context(fail)?;
        fs::write(staging.path().join(MARK), serde_json::to_string(night)?).with_context(fail)?;
        readable(staging.path()).with_context(fail)?;
        sync(staging.path()).with_context(fail)?;
        fs::rename(staging.path(), self.folder.join(&name)).with_context(fail)?;
        // It is not there any more; there is nothing to clear away.
        drop(staging.keep());
        if let Err(error) = self.point(&name) {
            // What nothing points to was never published.
            self.remove(&name);
            return Err(error).with_context(fail);
        }
        Ok(name)
    }

    /// `2025-01-16`, or `2025-01-16-3` after `2025-01-16-2`: no preview is ever overwritten, and no name given to another
    /// while one of that day is there.
    fn free_name(&self, day: &str) -> String {
        let items = fs::read_dir(&self.folder).into_iter().flatten().filter_map(Result::ok);
        let taken = items.filter_map(|item| {
            let name = item.file_name().into_string().ok()?;
            let more = name.strip_prefix(day)?;
            if more.is_empty() { Some(1) } else { more.strip_prefix('-')?.parse::<u32>().ok() }
        });
        taken.max().map_or_else(|| day.to_owned(), |last| format!("{day}-{}", last.saturating_add(1)))
    }

    /// Removes a preview, renamed first, so that half of one never bears a day's name; says whether it did.
    fn remove(&self, name: &str) -> bool {
        let beside = self.folder.join(format!("{}{name}", PASSING[1]));
        fs::rename(self.folder.join(name), &beside).is_ok() && fs::remove_dir_all(&beside).is_ok()
    }

    /// Points `latest` to a preview, at one stroke.
    #[cfg(unix)]
    fn point(&self, name: &str) -> Result<()> {
        let latest = self.folder.join("latest");
        let beside = self.folder.join(format!("{}{}", PASSING[2], std::process::id()));
        fs::remove_file(&beside).unwrap_or_default();
        std::os::unix::fs::symlink(name, &beside)?;
        fs::rename(&beside, &latest)?;
        fs::File::open(&self.folder)?.sync_all().unwrap_or_default();
        Ok(())
    }

    /// Where links need rights, a file names the latest.
    #[cfg(not(unix))]
    fn point(&self, name: &str) -> Result<()> {
        crate::output::write(&self.folder.join("latest.txt"), name.as_bytes())
    }

    /// Name of the latest preview; the newest whole one, if nothing points to one.
    #[must_use]
    pub fn latest(&self) -> Option<String> {
        let pointed = fs::read_link(self.folder.join("latest")).ok().map(|path| path.to_string_lossy().into_owned());
        let written = || fs::read_to_string(self.folder.join("latest.txt")).ok().map(|name| name.trim().to_owned());
        let known = pointed.or_else(written).filter(|name| self.night(name).is_some());
        known.or_else(|| self.nights().pop().map(|(name, _)| name))
    }

    /// Removes previews of ours beyond the newest `keep` and the last of each month; gives back their names.
    #[must_use]
    pub fn prune(&self, keep: usize) -> Vec<String> {
        let nights = self.nights();
        let last_of_month: BTreeMap<&str, &str> =
            nights.iter().map(|(name, night)| (night.month(), name.as_str())).collect();
        let latest = self.latest();
        let old = nights.len().saturating_sub(keep.max(1));
        let spare = |name: &str| latest.as_deref() == Some(name) || last_of_month.values().any(|own| *own == name);
        let gone = nights.iter().take(old).map(|(name, _)| name).filter(|name| !spare(name));
        gone.filter(|name| self.remove(name)).cloned().collect()
    }
}

/// Whether a name is one that previews get.
pub fn is_name(name: &str) -> bool {
    let (day, more) = name.split_at_checked(10).unwrap_or((name, "x"));
    crate::model::parse_date(day).is_some()
        && (more.is_empty() || more.strip_prefix('-').is_some_and(|n| n.bytes().all(|byte| byte.is_ascii_digit())))
}

/// Makes every file last through a power cut.
#[cfg(unix)]
fn sync(folder: &Path) -> std::io::Result<()> {
    for item in fs::read_dir(folder)? {
        let item = item?;
        if item.file_type()?.is_dir() {
            sync(&item.path())?;
        } else {
            fs::File::open(item.path())?.sync_all()?;
        }
    }
    // A file system that cannot sync a folder has kept the files all the same.
    fs::File::open(folder)?.sync_all().or(Ok(()))
}

/// Each file was synced when it was written; Windows makes renamings last by itself.
#[cfg(not(unix))]
fn sync(_: &Path) -> std::io::Result<()> {
    Ok(())
}

/// Temporary folders are private; previews are for all who may read the project.
#[cfg(unix)]
fn readable(folder: &Path) -> std::io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    fs::set_permissions(folder, fs::Permissions::from_mode(0o755))
}

/// On Windows a folder has the rights of the one it lies in.
#[cfg(not(unix))]
fn readable(_: &Path) -> std::io::Result<()> {
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_plain_files_of_the_preview_that_are_as_they_were_are_taken_again() {
        let folder = tempfile::tempdir().unwrap();
        let preview = folder.path().join("2025-01-16");
        fs::create_dir(&preview).unwrap();
        fs::write(preview.join("a.pdf"), "甲").unwrap();
        fs::write(folder.path().join("b.pdf"), "乙").unwrap();
        let made = |path: &str, text: &str| Made {
            fingerprint: "1".to_owned(),
            pages: 3,
            files: BTreeMap::from([(path.to_owned(), hash(text.as_bytes()))]),
        };
        let again = made("a.pdf", "甲").again(&preview).unwrap();
        assert_eq!((again.files, again.pages), (vec![("a.pdf".to_owned(), "甲".into())], 3));
        let outside = folder.path().join("b.pdf").to_string_lossy().into_owned();
        for (path, text) in [("a.pdf", "丙"), ("../b.pdf", "乙"), (outside.as_str(), "乙"), ("none.pdf", "")] {
            assert!(made(path, text).again(&preview).is_none(), "{path}");
        }
    }
}

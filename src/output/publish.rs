//! Files that belong together, put in their places together: after a kill the next run finds all old ones or makes all new.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{File, OpenOptions};
use std::io::ErrorKind;
use std::path::{Component, Path, PathBuf};

use anyhow::{Context, Result, anyhow};
use serde::{Deserialize, Serialize};
use tempfile::NamedTempFile;

use super::atomic::{beside, failure, rights, sync_folder};
use crate::source::hash;

/// The file that says which files are to take their places. While it is there, its renames are not done.
const JOURNAL: &str = ".publish.json";

/// The file that is locked by whoever publishes; it holds nothing and stays.
const LOCK: &str = ".publish.lock";

/// How the names of files begin that wait beside their places.
const PREFIX: &str = ".publish-";

/// Files of one folder on their way to their places. Until [`Publication::publish`] nothing that is there changes; whoever
/// else publishes in the folder waits.
pub struct Publication {
    folder: PathBuf,
    files: Vec<(Entry, NamedTempFile)>,
    /// What is to go, after all files have taken their places.
    gone: Vec<Entry>,
    /// Held as long as the publication is.
    _lock: File,
}

/// A file and where it waits.
#[derive(Debug, Serialize, Deserialize)]
struct Entry {
    /// Its place, from the folder.
    path: String,
    /// The name it waits under, beside its place; empty if it is to go.
    beside: String,
    /// SHA-256 of it.
    hash: String,
}

/// A file that could not take its place.
struct Stuck {
    /// The place.
    place: PathBuf,
    /// Whether others have taken theirs.
    begun: bool,
    /// Why.
    error: std::io::Error,
}

impl Publication {
    /// Waits for others who publish in the folder, finishes what one that was killed left, and begins.
    ///
    /// # Errors
    /// The folder cannot be made or written, or what was left cannot be finished.
    pub fn begin(folder: &Path) -> Result<Self> {
        let lock = folder.join(LOCK);
        let fail = || failure(&lock);
        std::fs::create_dir_all(folder).with_context(fail)?;
        let lock_file = OpenOptions::new().write(true).create(true).truncate(false).open(&lock).with_context(fail)?;
        match lock_file.lock() {
            // Some shared folders know no locks; then nobody can be waited for.
            Err(error) if error.kind() != ErrorKind::Unsupported => return Err(error).with_context(fail),
            _ => {}
        }
        finish(folder)?;
        sweep(folder);
        Ok(Self { folder: folder.to_path_buf(), files: Vec::new(), gone: Vec::new(), _lock: lock_file })
    }

    /// Adds a file by its path from the folder, with `/`; gives back its hash.
    ///
    /// # Errors
    /// The disk is full, or what is in its place may not be written.
    pub fn add(&mut self, path: &str, bytes: &[u8]) -> Result<String> {
        let entry = Entry { path: path.to_owned(), beside: String::new(), hash: hash(bytes) };
        let place = entry.place(&self.folder);
        let rights = rights(&place)?;
        let file = beside(&place, bytes, PREFIX)?;
        if let Some(rights) = rights {
            file.as_file().set_permissions(rights).with_context(|| failure(&place))?;
        }
        let beside = file.path().file_name().unwrap_or_default().to_string_lossy().into_owned();
        let known = entry.hash.clone();
        self.files.push((Entry { beside, ..entry }, file));
        Ok(known)
    }

    /// Takes away a file that an earlier run wrote, by its path from the folder, with `/`.
    pub fn remove(&mut self, path: &str) {
        self.gone.push(Entry { path: path.to_owned(), beside: String::new(), hash: String::new() });
    }

    /// The folder, and each file added so far by its path from there, with its hash.
    pub(super) fn added(&self) -> (&Path, BTreeMap<PathBuf, String>) {
        let files = self.files.iter().map(|(entry, _)| (PathBuf::from(&entry.path), entry.hash.clone()));
        (&self.folder, files.collect())
    }

    /// Puts all files in their places.
    ///
    /// # Errors
    /// The disk is full or a file is open in a program that locks it: then nothing changed, or, if some files had taken
    /// their places already, the message says so and the next run does the rest.
    pub fn publish(self) -> Result<()> {
        let (mut entries, files): (Vec<Entry>, Vec<NamedTempFile>) = self.files.into_iter().unzip();
        entries.extend(self.gone);
        sync_folders(&self.folder, &entries);
        let journal = self.folder.join(JOURNAL);
        let written = beside(&journal, &serde_json::to_vec_pretty(&entries)?, PREFIX)?;
        written.persist(&journal).with_context(|| failure(&journal))?;
        sync_folder(&self.folder);
        for file in files {
            file.into_temp_path().keep().with_context(|| failure(&journal))?;
        }
        put(&self.folder, &entries).or_else(|stuck| {
            if stuck.begun {
                return Err(stuck.half());
            }
            discard(&self.folder, &entries);
            Err(stuck.error).with_context(|| failure(&stuck.place))
        })
    }
}

impl Entry {
    /// Where it belongs. What a link leads to is replaced, not the link.
    fn place(&self, folder: &Path) -> PathBuf {
        let path = folder.join(&self.path);
        path.canonicalize().unwrap_or(path)
    }

    /// Where it waits.
    fn waiting(&self, folder: &Path) -> PathBuf {
        self.place(folder).with_file_name(&self.beside)
    }

    /// Whether it is one that this program could have written, and leads nowhere else.
    fn is_own(&self) -> bool {
        let inside = |path: &str| Path::new(path).components().all(|part| matches!(part, Component::Normal(_)));
        let waits = self.beside.starts_with(PREFIX) && !self.beside.contains(['/', '\\']);
        inside(&self.path) && (waits || self.beside.is_empty())
    }

    /// Whether it is whole where it waits or in its place.
    fn is_whole(&self, folder: &Path) -> bool {
        let holds = |path: &Path| std::fs::read(path).is_ok_and(|bytes| hash(&bytes) == self.hash);
        self.beside.is_empty() || holds(&self.waiting(folder)) || holds(&self.place(folder))
    }
}

impl Stuck {
    /// What to say when some files are new and others are not yet.
    fn half(self) -> anyhow::Error {
        let place = self.place.display().to_string();
        anyhow!(self.error).context(format!(
            "换不了「{place}」，同一批的文件只换了一部分；请关闭正打开它的程序，检查权限，再运行一次，就会接着换完"
        ))
    }
}

/// Finishes what a run that was killed left in a folder, before anything there is read. As a rule there is nothing to do.
///
/// # Errors
/// A file cannot take its place, because it is open in a program that locks it or the folder may not be written.
pub fn settle(folder: &Path) -> Result<()> {
    if folder.join(JOURNAL).exists() { Publication::begin(folder).map(|_| ()) } else { Ok(()) }
}

/// Does the renames of a journal, or gives the files up if they are not all there. Only who holds the lock may.
fn finish(folder: &Path) -> Result<()> {
    let journal = folder.join(JOURNAL);
    let text = match std::fs::read(&journal) {
        Ok(text) => text,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(error).with_context(|| format!("读不了「{}」", journal.display())),
    };
    let entries: Vec<Entry> = serde_json::from_slice(&text).unwrap_or_default();
    if entries.iter().all(|entry| entry.is_own() && entry.is_whole(folder)) {
        put(folder, &entries).map_err(Stuck::half)
    } else {
        discard(folder, &entries);
        Ok(())
    }
}

/// Lets every file that waits take its place; then the journal goes.
fn put(folder: &Path, entries: &[Entry]) -> Result<(), Stuck> {
    let mut begun = false;
    for entry in entries {
        let (waiting, place) = (entry.waiting(folder), entry.place(folder));
        let done =
            if entry.beside.is_empty() { std::fs::remove_file(&place) } else { std::fs::rename(&waiting, &place) };
        match done {
            Ok(()) => begun = true,
            // It took its place before the run was killed.
            Err(error) if error.kind() == ErrorKind::NotFound && (entry.beside.is_empty() || !waiting.exists()) => {}
            Err(error) => return Err(Stuck { place, begun, error }),
        }
    }
    sync_folders(folder, entries);
    // One that stays finds everything done the next time.
    std::fs::remove_file(folder.join(JOURNAL)).unwrap_or_default();
    Ok(())
}

/// Gives up the files of a journal. What cannot be removed is swept the next time.
fn discard(folder: &Path, entries: &[Entry]) {
    std::fs::remove_file(folder.join(JOURNAL)).unwrap_or_default();
    for entry in entries.iter().filter(|entry| entry.is_own() && !entry.beside.is_empty()) {
        std::fs::remove_file(entry.waiting(folder)).unwrap_or_default();
    }
}

/// Makes what was done in the folders of these files last.
fn sync_folders(folder: &Path, entries: &[Entry]) {
    let folders = entries.iter().filter_map(|entry| entry.place(folder).parent().map(Path::to_path_buf));
    folders.collect::<BTreeSet<PathBuf>>().iter().for_each(|folder| sync_folder(folder));
}

/// How deep in the folder files are published: those of a site lie in folders of its folder.
const DEPTH: usize = 2;

/// Clears away what waits for a run that was killed before it had a journal, in the folder and those in it.
fn sweep(folder: &Path) {
    let mut folders = vec![(folder.to_path_buf(), 0)];
    while let Some((folder, depth)) = folders.pop() {
        for item in std::fs::read_dir(&folder).into_iter().flatten().filter_map(Result::ok) {
            let waits = item.file_name().to_string_lossy().starts_with(PREFIX);
            if waits {
                std::fs::remove_file(item.path()).unwrap_or_default();
            } else if depth < DEPTH && item.file_type().is_ok_and(|kind| kind.is_dir()) {
                folders.push((item.path(), depth + 1));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NAMES: [&str; 3] = ["报告.pdf", "分册/甲.pdf", "manifest.json"];

    fn publish(folder: &Path, text: &str) {
        let mut publication = Publication::begin(folder).unwrap();
        for name in NAMES {
            publication.add(name, format!("{text} {name}").as_bytes()).unwrap();
        }
        publication.publish().unwrap();
    }

    /// A run that publishes `text` and is killed after so many renames; without a journal, before any.
    fn killed(folder: &Path, text: &str, renames: Option<usize>) {
        let mut publication = Publication::begin(folder).unwrap();
        for name in NAMES {
            publication.add(name, format!("{text} {name}").as_bytes()).unwrap();
        }
        let (entries, files): (Vec<Entry>, Vec<NamedTempFile>) = publication.files.into_iter().unzip();
        for file in files {
            file.into_temp_path().keep().unwrap();
        }
        let Some(renames) = renames else { return };
        std::fs::write(folder.join(JOURNAL), serde_json::to_vec(&entries).unwrap()).unwrap();
        for entry in entries.iter().take(renames) {
            std::fs::rename(entry.waiting(folder), entry.place(folder)).unwrap();
        }
    }

    /// All files are those of `text`, and nothing but the lock is beside them.
    fn check(folder: &Path, text: &str) {
        for name in NAMES {
            assert_eq!(std::fs::read_to_string(folder.join(name)).unwrap(), format!("{text} {name}"));
        }
        let mut left: Vec<_> = std::fs::read_dir(folder).unwrap().map(|item| item.unwrap().file_name()).collect();
        left.sort();
        assert_eq!(left, [LOCK, "manifest.json", "分册", "报告.pdf"]);
        assert_eq!(std::fs::read_dir(folder.join("分册")).unwrap().count(), 1);
    }

    #[test]
    fn files_belong_together_wherever_a_run_is_killed() {
        let folder = tempfile::tempdir().unwrap();
        let folder = folder.path();
        publish(folder, "old");
        check(folder, "old");
        killed(folder, "never", None);
        drop(Publication::begin(folder).unwrap());
        check(folder, "old");
        for renames in 0..=NAMES.len() {
            killed(folder, &format!("new {renames}"), Some(renames));
            settle(folder).unwrap();
            check(folder, &format!("new {renames}"));
        }
    }

    /// What a run leaves that is killed as soon as it has a journal; its lock goes with it.
    fn journalled(publication: Publication) -> Vec<Entry> {
        let (mut entries, files): (Vec<Entry>, Vec<NamedTempFile>) = publication.files.into_iter().unzip();
        for file in files {
            file.into_temp_path().keep().unwrap();
        }
        entries.extend(publication.gone);
        std::fs::write(publication.folder.join(JOURNAL), serde_json::to_vec(&entries).unwrap()).unwrap();
        entries
    }

    #[test]
    fn what_is_to_go_goes_after_the_new_files_came_wherever_a_run_is_killed() {
        let folder = tempfile::tempdir().unwrap();
        let folder = folder.path();
        let old = "站/图/旧.svg";
        for stage in 0..3 {
            let mut publication = Publication::begin(folder).unwrap();
            publication.add(old, b"old").unwrap();
            publication.publish().unwrap();
            let mut publication = Publication::begin(folder).unwrap();
            publication.add("站/新.html", b"new").unwrap();
            publication.remove(old);
            if stage == 0 {
                publication.publish().unwrap();
            } else {
                let entries = journalled(publication);
                if stage == 2 {
                    std::fs::rename(entries[0].waiting(folder), entries[0].place(folder)).unwrap();
                    std::fs::remove_file(folder.join(old)).unwrap();
                }
                settle(folder).unwrap();
            }
            assert!(!folder.join(old).exists() && folder.join("站/新.html").is_file(), "{stage}");
            assert!(!folder.join(JOURNAL).exists(), "{stage}");
        }
        // What a run left that was killed before it had a journal is swept, as deep as a site is.
        std::fs::write(folder.join("站/图").join(format!("{PREFIX}x.tmp")), "half").unwrap();
        drop(Publication::begin(folder).unwrap());
        assert_eq!(std::fs::read_dir(folder.join("站/图")).unwrap().count(), 0);
    }

    #[test]
    fn a_journal_whose_files_are_damaged_changes_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let folder = folder.path();
        publish(folder, "old");
        killed(folder, "new", Some(0));
        let waiting = |item: &std::fs::DirEntry| item.file_name().to_string_lossy().starts_with(PREFIX);
        let one = std::fs::read_dir(folder).unwrap().map(Result::unwrap).find(waiting).unwrap();
        std::fs::write(one.path(), "half").unwrap();
        settle(folder).unwrap();
        check(folder, "old");
        for text in ["", "[", r#"[{"path":"../../x","beside":".publish-x","hash":""}]"#] {
            std::fs::write(folder.join(JOURNAL), text).unwrap();
            settle(folder).unwrap();
            check(folder, "old");
        }
    }

    #[test]
    fn a_place_that_cannot_be_taken_leaves_every_file_as_it_was() {
        let folder = tempfile::tempdir().unwrap();
        let folder = folder.path();
        publish(folder, "old");
        std::fs::create_dir(folder.join("folder")).unwrap();
        let mut publication = Publication::begin(folder).unwrap();
        publication.add("folder", b"new").unwrap();
        publication.add("manifest.json", b"new").unwrap();
        let told = format!("{:#}", publication.publish().unwrap_err());
        assert!(told.contains("folder") && told.contains("没有改动"), "{told}");
        std::fs::remove_dir(folder.join("folder")).unwrap();
        check(folder, "old");
        // The second of two: what was begun is finished once it can be.
        std::fs::create_dir_all(folder.join("z/full")).unwrap();
        let mut publication = Publication::begin(folder).unwrap();
        publication.add("manifest.json", b"new manifest.json").unwrap();
        publication.add("z", b"new").unwrap();
        let told = format!("{:#}", publication.publish().unwrap_err());
        assert!(told.contains("只换了一部分"), "{told}");
        assert!(settle(folder).is_err());
        std::fs::remove_dir_all(folder.join("z")).unwrap();
        settle(folder).unwrap();
        assert_eq!(std::fs::read(folder.join("z")).unwrap(), b"new");
    }
}

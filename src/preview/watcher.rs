//! Waits until something that a report is made from changes.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

use crate::load::{Look, files, look};
use crate::project::Project;
use anyhow::{Context, Result};
use notify::{Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher as _};

/// How long it has to be quiet before a change counts as whole: programs write a file in several steps.
const QUIET: Duration = Duration::from_millis(15);

/// The longest that a stream of changes is waited for.
const PATIENCE: Duration = Duration::from_millis(300);

/// How often the files are looked at as well: shared folders and full queues lose events.
const LOOK: Duration = Duration::from_secs(2);

/// How every file looks, by path.
type Looks = BTreeMap<PathBuf, Look>;

/// Watches the folders of a project, whether they exist yet or not.
pub struct Watcher {
    folders: Vec<PathBuf>,
    events: Receiver<()>,
    inner: RecommendedWatcher,
    watched: Vec<PathBuf>,
    looks: Looks,
}

impl Watcher {
    /// Begins to watch.
    ///
    /// # Errors
    /// The system does not let itself be asked.
    pub fn new(project: &Project) -> Result<Self> {
        let folders = vec![project.content(), project.templates(), project.root.join("assets")];
        let (send, events) = channel();
        let tell = move |event: notify::Result<Event>| {
            // Reading a file is no change; an error may have swallowed one.
            if !matches!(event, Ok(Event { kind: EventKind::Access(_), .. })) {
                send.send(()).unwrap_or_default();
            }
        };
        let config = notify::Config::default().with_follow_symlinks(false);
        let inner = RecommendedWatcher::new(tell, config).context("监视文件变化失败")?;
        let looks = looks(&folders);
        let mut watcher = Self { folders, events, inner, watched: Vec::new(), looks };
        watcher.follow();
        Ok(watcher)
    }

    /// Waits for a change and until it is whole; gives back the files that are new, gone or different.
    pub fn wait(&mut self) -> Vec<PathBuf> {
        loop {
            match self.events.recv_timeout(LOOK) {
                Ok(()) => self.settle(),
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => std::thread::sleep(LOOK),
            }
            self.follow();
            let now = looks(&self.folders);
            let changed = changed(&self.looks, &now);
            if !changed.is_empty() {
                self.looks = now;
                return changed;
            }
        }
    }

    /// Waits until no more events come.
    fn settle(&self) {
        let start = Instant::now();
        while start.elapsed() < PATIENCE && self.events.recv_timeout(QUIET).is_ok() {}
    }

    /// Watches folders that were not there before. One that cannot be watched is looked at.
    fn follow(&mut self) {
        self.watched.retain(|folder| folder.is_dir());
        for folder in &self.folders {
            if folder.is_dir()
                && !self.watched.contains(folder)
                && self.inner.watch(folder, RecursiveMode::Recursive).is_ok()
            {
                self.watched.push(folder.clone());
            }
        }
    }
}

/// What the files look like now.
fn looks(folders: &[PathBuf]) -> Looks {
    let own = files(folders).into_iter().filter(|path| !passing(path));
    own.filter_map(|path| {
        let meta = std::fs::metadata(&path).ok()?;
        Some((path, look(&meta)))
    })
    .collect()
}

/// Files that editors and offices keep beside the one that is open.
fn passing(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    name.starts_with('.') || name.starts_with("~$") || name.ends_with('~') || name.ends_with(".tmp") || name == "4913"
}

fn changed(before: &Looks, now: &Looks) -> Vec<PathBuf> {
    let mut paths: Vec<PathBuf> =
        now.iter().filter(|(path, look)| before.get(*path) != Some(look)).map(|(path, _)| path.clone()).collect();
    paths.extend(before.keys().filter(|path| !now.contains_key(*path)).cloned());
    paths
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_files_that_are_new_gone_and_different_and_folders_made_later() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        std::fs::create_dir(root.join("content")).unwrap();
        std::fs::write(root.join("content/plan.yaml"), "a").unwrap();
        let mut watcher = Watcher::new(&Project::at(root).unwrap()).unwrap();
        let mut check = |what: &str, path: &str| {
            let path = root.join(path);
            assert_eq!(watcher.wait(), [path], "{what}");
        };
        std::fs::write(root.join("content/plan.yaml"), "ab").unwrap();
        check("different", "content/plan.yaml");
        std::fs::write(root.join("content/.plan.yaml.swp"), "x").unwrap();
        std::fs::write(root.join("content/settings.yaml"), "c").unwrap();
        check("new, and no word of an editor's file", "content/settings.yaml");
        std::fs::create_dir_all(root.join("templates/own")).unwrap();
        std::fs::write(root.join("templates/own/a.j2"), "d").unwrap();
        check("in a folder made later", "templates/own/a.j2");
        std::fs::write(root.join("templates/own/a.j2"), "dd").unwrap();
        check("different there", "templates/own/a.j2");
        std::fs::remove_file(root.join("content/settings.yaml")).unwrap();
        check("gone", "content/settings.yaml");
    }
}

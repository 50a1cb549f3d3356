//! One state of all files, copied before anything is built: what is edited meanwhile counts the next night.

use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use walkdir::WalkDir;

use crate::load::fingerprint;
use crate::project::Project;

/// How often a copy is tried again when files changed under it.
const TRIES: usize = 20;

/// Between two tries.
const PAUSE: Duration = Duration::from_millis(250);

/// How long a version control program may hold its lock before it is taken to have died.
const PATIENCE: Duration = Duration::from_mins(1);

/// Copies content, templates and theme into an empty folder, as they all were at one moment.
///
/// # Errors
/// The files do not stop changing, or the disk fails.
pub fn freeze(project: &Project, into: &Path) -> Result<Project> {
    let folders = [project.content(), project.templates(), project.root.join("assets")];
    for _ in 0..TRIES {
        settle(&project.root);
        let before = fingerprint(&folders, "");
        if into.exists() {
            fs::remove_dir_all(into).context("清理临时文件夹失败")?;
        }
        let copied = copy(&project.root, into);
        if fingerprint(&folders, "") == before && !checking_out(&project.root) {
            copied?;
            return Ok(Project { root: into.to_path_buf(), home: Some(project.root.clone()) });
        }
        std::thread::sleep(PAUSE);
    }
    bail!("内容一直在变动，取不到一致的内容；等改完再运行")
}

/// Waits for a checkout or a merge to end.
fn settle(root: &Path) {
    let start = Instant::now();
    while checking_out(root) && start.elapsed() < PATIENCE {
        std::thread::sleep(PAUSE);
    }
}

/// Whether git is at work on the files of the project. A lock that was left behind does not count for ever.
fn checking_out(root: &Path) -> bool {
    let lock = root.ancestors().map(|folder| folder.join(".git/index.lock")).find(|lock| lock.exists());
    let age = lock.and_then(|lock| fs::metadata(lock).ok()?.modified().ok()?.elapsed().ok());
    age.is_some_and(|age| age < PATIENCE)
}

fn copy(root: &Path, into: &Path) -> Result<()> {
    for folder in ["content", "templates", "assets"] {
        for item in WalkDir::new(root.join(folder)).into_iter().filter_entry(|item| !is_fonts(root, item.path())) {
            let Ok(item) = item else { continue };
            let path = into.join(item.path().strip_prefix(root).unwrap_or(item.path()));
            let fail = || format!("复制「{}」失败", item.path().display());
            if item.path_is_symlink() && item.depth() > 0 {
                // What is a link stays one: the reader refuses it, as it does at the desk.
                link(item.path(), &path).with_context(fail)?;
            } else if item.path().is_dir() {
                fs::create_dir_all(&path).with_context(fail)?;
            } else if item.file_type().is_file() {
                fs::copy(item.path(), &path).with_context(fail)?;
            }
        }
    }
    Ok(())
}

/// Typefaces are read where they are: they are large, and nobody edits them.
fn is_fonts(root: &Path, path: &Path) -> bool {
    path == root.join("assets/fonts")
}

#[cfg(unix)]
fn link(from: &Path, to: &Path) -> std::io::Result<()> {
    let target = fs::read_link(from)?;
    let target = from.parent().map_or_else(|| target.clone(), |folder| folder.join(&target));
    std::os::unix::fs::symlink(target, to)
}

/// Elsewhere a link needs rights that a nightly run does not have.
#[cfg(not(unix))]
fn link(_: &Path, _: &Path) -> std::io::Result<()> {
    Ok(())
}

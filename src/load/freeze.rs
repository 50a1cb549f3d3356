//! One state of all files, copied before anything is built: what is edited meanwhile counts the next time.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

use super::fingerprint::fingerprint;
use super::inputs::files;
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
    // Wherever the program was started: what a link says counts from where the link is.
    let root = fs::canonicalize(&project.root).context("找不到项目文件夹")?;
    let folders = ["content", "templates", "assets"].map(|name| root.join(name));
    for _ in 0..TRIES {
        settle(&root);
        let before = fingerprint(&folders, "");
        if into.exists() {
            fs::remove_dir_all(into).context("清理临时文件夹失败")?;
        }
        let copied = copy(&root, &folders, into);
        if fingerprint(&folders, "") == before && !checking_out(&root) {
            copied?;
            return Ok(Project { root: into.to_path_buf(), home: Some(root), ..project.clone() });
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
    let lock = root.ancestors().filter_map(git).map(|folder| folder.join("index.lock")).find(|lock| lock.exists());
    let age = lock.and_then(|lock| fs::metadata(lock).ok()?.modified().ok()?.elapsed().ok());
    age.is_some_and(|age| age < PATIENCE)
}

/// Where git keeps its state of a folder; in another working tree a file says where.
fn git(folder: &Path) -> Option<PathBuf> {
    let own = folder.join(".git");
    if own.is_dir() {
        return Some(own);
    }
    let text = fs::read_to_string(&own).ok()?;
    Some(folder.join(text.strip_prefix("gitdir:")?.trim()))
}

fn copy(root: &Path, folders: &[PathBuf], into: &Path) -> Result<()> {
    fs::create_dir_all(into.join("content/submissions")).context("复制内容失败")?;
    for path in files(folders).iter().filter(|path| !is_fonts(root, path)) {
        let to = into.join(path.strip_prefix(root).unwrap_or(path));
        let fail = || format!("复制「{}」失败", path.display());
        to.parent().map_or(Ok(()), fs::create_dir_all).with_context(fail)?;
        let strict = |path: &Path| path.starts_with("content/submissions") || path.starts_with("content/plan");
        let refused = path.is_symlink() && path.strip_prefix(root).is_ok_and(strict);
        let copied = if refused { link(path, &to) } else { fs::copy(path, &to).map(|_| ()) };
        match copied {
            // Whether a file that may not be read is needed is for the reader to say.
            Err(error) if error.kind() == ErrorKind::PermissionDenied && fs::File::open(path).is_err() => {}
            copied => copied.with_context(fail)?,
        }
    }
    Ok(())
}

/// Typefaces are read where they are: they are large, and nobody edits them.
fn is_fonts(root: &Path, path: &Path) -> bool {
    path.starts_with(root.join("assets/fonts"))
}

/// A link among the submissions or the plan's files stays one, for the reader to refuse it as it does at the desk.
#[cfg(unix)]
fn link(from: &Path, to: &Path) -> std::io::Result<()> {
    std::os::unix::fs::symlink(fs::canonicalize(from)?, to)
}

/// Elsewhere links need rights that a nightly run does not have. An empty file is refused as well.
#[cfg(not(unix))]
fn link(_: &Path, to: &Path) -> std::io::Result<()> {
    fs::write(to, "")
}

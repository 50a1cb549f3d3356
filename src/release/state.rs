//! A state of a project to be compared: as it is now, as it was released, as it was one night, at a revision of git, in a folder.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, anyhow, bail};
use tempfile::TempDir;

use super::folder::INPUTS;
use super::folder::Releases;
use crate::desk::Record;
use crate::git::{Git, Unknown};
use crate::project::Project;

/// Where a state is found.
#[derive(Debug)]
pub enum State {
    /// Files that can be read and judged.
    Files {
        /// The project.
        project: Project,
        /// Where its files lie if they were taken out of git; they go with it.
        kept: Option<TempDir>,
    },
    /// What the heads of the departments signed, of a project.
    Signed(Project),
    /// What a night wrote down.
    Night(Box<Record>),
}

/// Words for the project as it is.
const NOW: [&str; 3] = [".", "now", "现在"];

/// Words for the project as it was signed.
const SIGNED: [&str; 2] = ["signed", "签发"];

/// Finds a state by name: `.`, `signed`, a release, a night, a folder, a revision of git.
///
/// # Errors
/// There is none of this name, or it cannot be read.
pub fn state(project: &Project, name: &str) -> Result<State> {
    if NOW.contains(&name) {
        return Ok(State::Files { project: project.clone(), kept: None });
    }
    if SIGNED.contains(&name) {
        return Ok(State::Signed(project.clone()));
    }
    let releases = Releases::of(project);
    if releases.names().iter().any(|own| own == name) {
        let root = releases.folder.join(name).join(INPUTS);
        return Ok(State::Files { project: elsewhere(project, root), kept: None });
    }
    // A name leads nowhere else than into its folder.
    let plain = !name.contains(['/', '\\']) && !name.starts_with('.');
    let night = project.previews().join(name).join("preview.json");
    if plain && let Ok(text) = fs::read(&night) {
        let night: serde_json::Value =
            serde_json::from_slice(&text).with_context(|| format!("「{}」读不懂", night.display()))?;
        let record = serde_json::from_value(night["record"].clone()).context("这次预览是别的版本的程序写的，读不懂")?;
        return Ok(State::Night(Box::new(record)));
    }
    let folder = Path::new(name);
    if folder.join("content/plan.yaml").is_file() {
        return Ok(State::Files { project: elsewhere(project, folder.to_path_buf()), kept: None });
    }
    let kept = revision(project, name)?;
    let root = kept.path().to_path_buf();
    Ok(State::Files { project: elsewhere(project, root), kept: Some(kept) })
}

/// The project as its files are at another root; typefaces stay where they are.
fn elsewhere(project: &Project, root: PathBuf) -> Project {
    Project { root, home: Some(project.root.clone()), ..project.clone() }
}

/// The content and the templates at a revision, in a folder of their own.
fn revision(project: &Project, name: &str) -> Result<TempDir> {
    let none = || {
        let names = Releases::of(project).names().join("、");
        let releases = if names.is_empty() { "还没有发布过".to_owned() } else { names };
        format!(
            "没有名为「{name}」的档案、预览、文件夹或版本库里的版本。可以写：. （现在）、signed（签发时的）、档案（{releases}）、预览的日期、文件夹、git 的版本（如 HEAD~1）。"
        )
    };
    if name.starts_with('-') || name.contains(|c: char| c.is_control() || c == ':') {
        bail!(none());
    }
    let git = |args: &[&str]| -> Result<Vec<u8>> {
        Git::at(&project.root).ask(args).map_err(|why| match why {
            Unknown::Missing => anyhow!("没有 git 命令，不能比较版本库里的版本"),
            Unknown::Refused => anyhow!(none()),
        })
    };
    let commit = git(&["rev-parse", "--verify", "--quiet", &format!("{name}^{{commit}}")])?;
    let commit = String::from_utf8_lossy(&commit).trim().to_owned();
    let listed = git(&["ls-tree", "-r", "-z", "--full-name", "--name-only", &commit, "--", "content", "templates"])?;
    let prefix = git(&["rev-parse", "--show-prefix"])?;
    let prefix = String::from_utf8_lossy(&prefix).trim().to_owned();
    let folder = tempfile::tempdir().context("不能建立临时文件夹")?;
    for path in String::from_utf8_lossy(&listed).split('\0').filter(|path| !path.is_empty()) {
        let own = path.strip_prefix(prefix.as_str()).unwrap_or(path);
        // Names in git lead into the folder and nowhere else.
        if own.split('/').any(|part| part.is_empty() || part == "..") || own.starts_with('/') {
            continue;
        }
        let to = folder.path().join(own);
        to.parent().map_or(Ok(()), fs::create_dir_all).context("不能写临时文件")?;
        fs::write(&to, git(&["cat-file", "blob", &format!("{commit}:{path}")])?).context("不能写临时文件")?;
    }
    if !folder.path().join("content/plan.yaml").is_file() {
        bail!("版本库里的「{name}」没有 content/plan.yaml。");
    }
    Ok(folder)
}

//! Everything of a release, made from one copy of the inputs and put in its place at one stroke.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Context, Result, bail};
use serde::{Deserialize, Serialize};

use super::compare::{Compared, compare};
use super::folder::{INPUTS, MANIFEST, PASSING, Releases, SUMS, Sums};
use super::gate::{Permit, obstacles, permitted};
use super::said::{self, SAID, Said};
use super::state::{State, state};
use crate::compose::{Before, Exception};
use crate::desk::snapshot;
use crate::diag::{Diagnostics, Level};
use crate::edition;
use crate::load::freeze;
use crate::model::{Date, EditionStage, Plan, Year};
use crate::output::write;
use crate::pipeline::{self, Outcome, Request};
use crate::project::Project;
use crate::source::{Sources, hash};

/// What is asked for.
#[derive(Debug, Clone)]
pub struct Asked {
    /// Which edition.
    pub stage: EditionStage,
    /// Year; the newest with submissions if none is given.
    pub year: Option<Year>,
    /// Day to judge at; the end of the year if none is given.
    pub as_of: Option<Date>,
    /// What is let pass.
    pub permits: Vec<Permit>,
    /// Only says whether it could be released.
    pub rehearsal: bool,
    /// When it is done, such as 2025-03-01 09:30. Nothing that is printed depends on it.
    pub made: String,
}

/// What is known of a release, beside its files.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// Program and version.
    pub program: String,
    /// Year reported on.
    pub year: Year,
    /// Edition.
    pub edition: String,
    /// Day judged at.
    pub as_of: String,
    /// When it was released.
    pub made: String,
    /// The release of the same year before it.
    pub before: Option<String>,
    /// What was let pass.
    pub exceptions: Vec<Exception>,
    /// SHA-256 of every typeface it was set with, by path: typefaces are not copied.
    pub typefaces: BTreeMap<String, String>,
}

/// A release that was made, or would be.
#[derive(Debug)]
pub struct Frozen {
    /// Its name; none of a rehearsal.
    pub name: Option<String>,
    /// Its files but the inputs, by path.
    pub files: Vec<String>,
    /// Pages of the report.
    pub pages: usize,
    /// Hash of the list of hashes: whoever has it can tell whether anything was changed.
    pub seal: String,
    /// What was let pass.
    pub exceptions: Vec<Exception>,
}

/// How it ended.
#[derive(Debug)]
pub enum Told {
    /// It was released.
    Frozen(Frozen),
    /// Something stands in its way.
    Refused {
        /// The year it would have been.
        year: Year,
        /// What.
        obstacles: Diagnostics,
        /// The texts it was found in.
        sources: Sources,
    },
}

/// Releases an edition.
///
/// # Errors
/// The machine fails, a part cannot be set, or nothing is asked that there is.
pub fn release(project: &Project, asked: &Asked) -> Result<Told> {
    let releases = Releases::of(project);
    let _turn = releases.turn()?;
    let staging = tempfile::Builder::new().prefix(PASSING).tempdir_in(&releases.folder);
    let staging = staging.with_context(|| format!("写不了「{}」", releases.folder.display()))?;
    let frozen = freeze(project, &staging.path().join(INPUTS))?;
    let request = Request { year: asked.year, as_of: asked.as_of, stage: Some(asked.stage), ..Request::default() };
    let mut checked = pipeline::check(&frozen, &request, &mut |_| {})?;
    let year = checked.year;
    let (left, exceptions) = permitted(&obstacles(&checked, asked.stage), &checked, &asked.permits);
    if !left.is_empty() {
        return Ok(Told::Refused { year, obstacles: left, sources: checked.sources });
    }
    let request = Request { year: Some(year), exceptions: exceptions.clone(), ..request };
    let mut told = Frozen { name: None, files: Vec::new(), pages: 0, seal: String::new(), exceptions };
    if asked.rehearsal {
        return Ok(Told::Frozen(told));
    }
    let before = releases.newest(year);
    let request = Request { before: Arc::new(said::before(project, year)), ..request };
    told.pages = editions(&frozen, &request, &mut checked, (staging.path(), &mut told.files))?;
    let now = snapshot(&checked.assessment);
    put(staging.path(), "台账.json", now.json().as_bytes(), &mut told.files)?;
    let said = Said::of(&checked, asked.stage.word(), Before::clone(&request.before)).json()?;
    put(staging.path(), SAID, said.as_bytes(), &mut told.files)?;
    let changes = changes(project, before.as_deref(), (&frozen, year))?;
    put(staging.path(), "与上一版相比.md", changes.as_bytes(), &mut told.files)?;
    let manifest = Manifest {
        program: concat!("highland ", env!("CARGO_PKG_VERSION")).to_owned(),
        year,
        edition: asked.stage.word().to_owned(),
        as_of: checked.as_of.to_string(),
        made: asked.made.clone(),
        before,
        exceptions: told.exceptions.clone(),
        typefaces: typefaces(project, &checked),
    };
    put(staging.path(), MANIFEST, (serde_json::to_string_pretty(&manifest)? + "\n").as_bytes(), &mut told.files)?;
    let sums = Sums::taken(staging.path())?.text();
    told.seal = hash(sums.as_bytes());
    write(&staging.path().join(SUMS), sums.as_bytes())?;
    told.name = Some(placed(&releases, staging, (year, asked.stage))?);
    Ok(Told::Frozen(told))
}

/// Makes every edition of the table that a release has; gives back the pages of the report.
fn editions(
    frozen: &Project,
    request: &Request,
    checked: &mut Outcome,
    (into, files): (&Path, &mut Vec<String>),
) -> Result<usize> {
    let asked = requests(request, &checked.content.plan);
    let made = pipeline::parts(frozen, &asked, checked, &|diags, sources| why(diags, sources), None)?;
    let mut pages = 0;
    for (at, part) in made.into_iter().enumerate() {
        let part = part?;
        pages = if at == 0 { part.pages } else { pages };
        for (path, bytes) in &part.files {
            put(into, path, bytes, files)?;
        }
    }
    Ok(pages)
}

/// Every edition that is released, the report first. Files of Word go round for comments and are not what is released.
pub fn requests(request: &Request, plan: &Plan) -> Vec<Request> {
    let units: Vec<String> = plan.departments.iter().map(|unit| unit.name.value.clone()).collect();
    let editions = edition::ALL.iter().filter(|edition| edition.released);
    let asked = editions.flat_map(|edition| {
        let units = if edition.of_unit { units.iter().cloned().map(Some).collect() } else { vec![None] };
        units.into_iter().map(|unit| Request { unit, edition, ..request.clone() })
    });
    asked.collect()
}

/// Why an edition could not be made: the first error.
pub fn why(diags: &Diagnostics, sources: &Sources) -> String {
    let found = diags.sorted(sources);
    let first = found.iter().find(|found| found.level == Level::Error);
    first.map(|found| format!("{}{}", found.message, found.help.clone().unwrap_or_default())).unwrap_or_default()
}

fn put(folder: &Path, path: &str, bytes: &[u8], files: &mut Vec<String>) -> Result<()> {
    write(&folder.join(path), bytes)?;
    files.push(path.to_owned());
    Ok(())
}

/// What is not as it was in the release before, in full.
fn changes(project: &Project, before: Option<&str>, (frozen, year): (&Project, Year)) -> Result<String> {
    let Some(name) = before else {
        return Ok("# 与上一版相比\n\n本年度第一次发布，没有上一版。\n".to_owned());
    };
    let now = State::Files { project: frozen.clone(), kept: None };
    let found = compare(&state(project, name)?, &now, Compared { year: Some(year), pages: true })?;
    Ok(found.markdown(&format!("上一版 {name}"), "这一版"))
}

/// The hash of every typeface of the project.
pub fn typefaces(project: &Project, checked: &Outcome) -> BTreeMap<String, String> {
    let fonts = checked.fonts.iter().flat_map(|fonts| &fonts.files);
    fonts.map(|font| (project.shown(&font.path), hash(&font.bytes))).collect()
}

/// Makes the folder read-only and gives it its name; what is there is never touched.
fn placed(releases: &Releases, staging: tempfile::TempDir, (year, stage): (Year, EditionStage)) -> Result<String> {
    for _ in 0..99 {
        let name = releases.next(year, stage);
        let to = releases.folder.join(&name);
        if to.exists() {
            continue;
        }
        // Before it has its name, so that nothing half-done ever bears it.
        guarded(staging.path())?;
        fs::rename(staging.path(), &to).with_context(|| format!("写不了「{}」", to.display()))?;
        drop(staging.keep());
        return Ok(name);
    }
    bail!("「{}」里的名称都被占用了", releases.folder.display())
}

/// Takes everybody's right to write to the files of a folder.
fn guarded(folder: &Path) -> Result<()> {
    let files: Vec<PathBuf> = walkdir::WalkDir::new(folder)
        .into_iter()
        .filter_map(Result::ok)
        .filter(|item| item.file_type().is_file())
        .map(walkdir::DirEntry::into_path)
        .collect();
    for path in files {
        let mut rights = fs::metadata(&path).with_context(|| format!("读不了「{}」", path.display()))?.permissions();
        rights.set_readonly(true);
        fs::set_permissions(&path, rights).with_context(|| format!("写不了「{}」", path.display()))?;
    }
    open_to_readers(folder)
}

/// Temporary folders are private; a release is for all who may read the project.
#[cfg(unix)]
fn open_to_readers(folder: &Path) -> Result<()> {
    use std::os::unix::fs::PermissionsExt;
    fs::set_permissions(folder, fs::Permissions::from_mode(0o755)).context("改不了文件夹的权限")
}

/// On Windows a folder has the rights of the one it lies in.
#[cfg(not(unix))]
fn open_to_readers(_: &Path) -> Result<()> {
    Ok(())
}

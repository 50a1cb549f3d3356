//! A release against its own list of hashes, and against what its inputs give today.

use std::fs;
use std::path::Path;
use std::sync::Arc;

use anyhow::{Context, Result};

use super::folder::{INPUTS, MANIFEST};
use super::folder::{SUMS, Sums};
use super::freeze::{Manifest, requests, typefaces, why};
use super::said::Said;
use crate::model::{Choice, EditionStage, parse_date};
use crate::pipeline::{self, Request};
use crate::project::Project;
use crate::source::hash;

/// What is not as it was released.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Differences {
    /// Files that are gone.
    pub missing: Vec<String>,
    /// Files that are others.
    pub changed: Vec<String>,
    /// Files that were not there.
    pub added: Vec<String>,
    /// How many files there should be.
    pub files: usize,
    /// Hash of the list of hashes as it is now.
    pub seal: String,
}

impl Differences {
    /// Whether nothing is different.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.missing.is_empty() && self.changed.is_empty() && self.added.is_empty()
    }
}

/// Compares the files of a release with its list.
///
/// # Errors
/// There is no list, or a file cannot be read.
pub fn verify(folder: &Path) -> Result<Differences> {
    let list =
        fs::read_to_string(folder.join(SUMS)).with_context(|| format!("读不了「{}」", folder.join(SUMS).display()))?;
    let (then, now) = (Sums::parse(&list), Sums::taken(folder)?);
    let names = |from: &Sums, keep: &dyn Fn(&str, &str) -> bool| -> Vec<String> {
        from.0.iter().filter(|(path, hash)| keep(path, hash)).map(|(path, _)| path.clone()).collect()
    };
    Ok(Differences {
        missing: names(&then, &|path, _| !now.0.contains_key(path)),
        changed: names(&then, &|path, hash| now.0.get(path).is_some_and(|own| own != hash)),
        added: names(&now, &|path, _| !then.0.contains_key(path)),
        files: then.0.len(),
        seal: hash(list.as_bytes()),
    })
}

/// What came of building a release again from its inputs.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Rebuilt {
    /// Files that are the same byte by byte.
    pub same: usize,
    /// Files that are others, or that cannot be made any more.
    pub other: Vec<String>,
    /// Typefaces that are not those it was set with.
    pub typefaces: Vec<String>,
    /// The program and version that made the release, if that is not this one.
    pub program: Option<String>,
}

/// Builds a release again from its inputs and compares the bytes.
///
/// # Errors
/// The manifest or the inputs cannot be read, or the machine fails.
pub fn rebuild(project: &Project, folder: &Path) -> Result<Rebuilt> {
    let text =
        fs::read(folder.join(MANIFEST)).with_context(|| format!("读不了「{}」", folder.join(MANIFEST).display()))?;
    let manifest: Manifest = serde_json::from_slice(&text).context("清单 manifest.json 读不懂")?;
    let inputs = Project { root: folder.join(INPUTS), home: Some(project.root.clone()), ..project.clone() };
    let request = Request {
        year: Some(manifest.year),
        as_of: parse_date(&manifest.as_of),
        stage: EditionStage::parse(&manifest.edition),
        exceptions: manifest.exceptions,
        // Its own copy: the releases before it may be gone, or another one newer by now. Where that cannot be read, which the hashes
        // tell, the site is not the same.
        before: Said::read(folder).ok().flatten().map(|said| Arc::new(said.before)).unwrap_or_default(),
        ..Request::default()
    };
    let mut checked = pipeline::check(&inputs, &request, &mut |_| {})?;
    let asked = requests(&request, &checked.content.plan);
    let made = pipeline::parts(&inputs, &asked, &mut checked, &|diags, sources| why(diags, sources), None)?;
    let now = typefaces(project, &checked);
    let then = &manifest.typefaces;
    let other = then.iter().filter(|(path, hash)| now.get(*path) != Some(*hash)).map(|(path, _)| path.clone());
    let added = now.keys().filter(|path| !then.contains_key(*path)).cloned();
    let mut rebuilt = Rebuilt { typefaces: other.chain(added).collect(), ..Rebuilt::default() };
    for (part, request) in made.into_iter().zip(&asked) {
        let path = request.edition.file(request.unit.as_deref(), false);
        // What the program could not make then, the release has not.
        if !folder.join(&path).exists() {
            continue;
        }
        let Ok(part) = part else {
            rebuilt.other.push(path);
            continue;
        };
        for (path, bytes) in part.files {
            let same = fs::read(folder.join(&path)).is_ok_and(|then| then == bytes);
            if same { rebuilt.same += 1 } else { rebuilt.other.push(path) }
        }
    }
    let own = concat!("highland ", env!("CARGO_PKG_VERSION"));
    rebuilt.program = Some(manifest.program).filter(|program| program != own);
    Ok(rebuilt)
}

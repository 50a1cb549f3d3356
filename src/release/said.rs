//! What a release says to whom, kept in it so that the next one’s site can tell what is not as it was.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use serde::{Deserialize, Serialize};

use super::folder::Releases;
use crate::compose::{Before, Earlier, Published};
use crate::model::Year;
use crate::pipeline::{Outcome, for_public};
use crate::project::Project;

/// The file in a release.
pub const SAID: &str = "状态.json";

/// What it holds.
#[derive(Debug, Serialize, Deserialize)]
pub struct Said {
    /// What everybody is told.
    pub public: Published,
    /// What the offices are told.
    pub internal: Published,
    /// What its own site was compared with.
    pub before: Before,
}

impl Said {
    /// What an edition of such a word says.
    #[must_use]
    pub fn of(checked: &Outcome, edition: &str, before: Before) -> Self {
        let internal = Published::of(&checked.assessment, edition);
        Self { public: Published::of(&for_public(&checked.assessment), edition), internal, before }
    }

    /// It as a file.
    ///
    /// # Errors
    /// It cannot be serialised, which no content can cause.
    pub fn json(&self) -> Result<String> {
        Ok(serde_json::to_string_pretty(self)? + "\n")
    }

    /// That of a release in a folder; none if it has none.
    ///
    /// # Errors
    /// It is there and cannot be read.
    pub fn read(folder: &Path) -> Result<Option<Self>> {
        let path = folder.join(SAID);
        if !path.exists() {
            return Ok(None);
        }
        let text = fs::read(&path).with_context(|| format!("读不了「{}」", path.display()))?;
        serde_json::from_slice(&text).map(Some).with_context(|| format!("「{}」读不懂", path.display()))
    }
}

/// The releases of a project that a site of a year is compared with. One whose record is gone or broken is named, and that is all.
#[must_use]
pub fn before(project: &Project, year: Year) -> Before {
    let releases = Releases::of(project);
    let earlier = |approved: bool, to: fn(Said) -> Published| {
        let name = releases.last(year, approved)?;
        let said = Said::read(&releases.folder.join(&name)).ok().flatten().map(to);
        Some(Earlier { name, said })
    };
    Before { public: earlier(true, |said| said.public), internal: earlier(false, |said| said.internal) }
}

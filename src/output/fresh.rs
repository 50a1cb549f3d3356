//! What the last builds of a year were made from, so that a build of unchanged content has nothing to do.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use anyhow::Result;
use serde::{Deserialize, Serialize};

use super::publish::{Publication, settle};
use crate::source::hash;

/// The file in a year's output folder.
const FILE: &str = ".highland.json";

/// The builds of a year by the name of their PDF. A file that cannot be read is as good as none.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Fresh {
    builds: BTreeMap<String, Build>,
    /// Hash of each typeface by its path and what stood for it when it was hashed.
    typefaces: BTreeMap<String, (String, String)>,
}

/// One build.
#[derive(Debug, Serialize, Deserialize)]
struct Build {
    /// Fingerprint of everything it was made from.
    inputs: String,
    /// Hash of each file it wrote, by its path from the year's folder.
    outputs: BTreeMap<PathBuf, String>,
}

impl Fresh {
    /// What is known of the builds in a year's folder, after what a run that was killed left there is finished.
    ///
    /// # Errors
    /// It cannot be finished.
    pub fn read(folder: &Path) -> Result<Self> {
        settle(folder)?;
        Ok(Self::of(folder))
    }

    /// What is known of the builds in a year's folder as it is.
    fn of(folder: &Path) -> Self {
        let text = std::fs::read_to_string(folder.join(FILE)).unwrap_or_default();
        serde_json::from_str(&text).unwrap_or_default()
    }

    /// Whether the build of this name was made from the same, and all it wrote is still there as it was written.
    #[must_use]
    pub fn holds(&self, folder: &Path, name: &str, inputs: &str) -> bool {
        let whole = |(path, before): (&PathBuf, &String)| {
            std::fs::read(folder.join(path)).is_ok_and(|bytes| hash(&bytes) == *before)
        };
        self.builds.get(name).is_some_and(|build| build.inputs == inputs && build.outputs.iter().all(whole))
    }

    /// The hash of a typeface, which is not hashed again while what stands for it is what it was.
    pub fn typeface(&mut self, path: &str, mark: String, bytes: &[u8]) -> String {
        match self.typefaces.get(path) {
            Some((own, hash)) if *own == mark => hash.clone(),
            _ => {
                let hash = hash(bytes);
                self.typefaces.insert(path.to_owned(), (mark, hash.clone()));
                hash
            }
        }
    }

    /// The file's text with one more build.
    ///
    /// # Errors
    /// It cannot be serialised, which no content can cause.
    fn with(mut self, name: &str, inputs: String, outputs: BTreeMap<PathBuf, String>) -> Result<String> {
        self.builds.insert(name.to_owned(), Build { inputs, outputs });
        Ok(serde_json::to_string_pretty(&self)?)
    }
}

impl Publication {
    /// Adds the memory that the build of this name was made from `inputs` and wrote the files added so far, and what `known`
    /// knows of typefaces.
    ///
    /// # Errors
    /// The disk is full.
    pub fn remember(&mut self, name: &str, inputs: String, known: &Fresh) -> Result<()> {
        let (folder, outputs) = self.added();
        let now = Fresh { typefaces: known.typefaces.clone(), ..Fresh::of(folder) };
        let text = now.with(name, inputs, outputs)?;
        self.add(FILE, text.as_bytes()).map(|_| ())
    }
}

//! `manifest.json`: the hash of every input and output of a build, so that anyone can tell what it was made from.

use std::collections::BTreeMap;

use anyhow::{Context, Result};
use serde::Serialize;

/// What a build was made from and what it made. Paths are relative to the project's root, with `/`.
#[derive(Debug, Clone, Serialize)]
pub struct Manifest {
    /// Program and version.
    pub program: &'static str,
    /// Which edition, by its name in data.
    pub edition: &'static str,
    /// Year reported on.
    pub year: i16,
    /// Day judged at.
    pub as_of: String,
    /// Whether it is a draft.
    pub draft: bool,
    /// SHA-256 of every input, by path.
    pub inputs: BTreeMap<String, String>,
    /// SHA-256 of every output, by path.
    pub outputs: BTreeMap<String, String>,
}

impl Manifest {
    /// The manifest as JSON.
    ///
    /// # Errors
    /// It cannot be serialised, which no content can cause.
    pub fn json(&self) -> Result<String> {
        Ok(serde_json::to_string_pretty(self).context("清单不能写成 JSON")? + "\n")
    }
}

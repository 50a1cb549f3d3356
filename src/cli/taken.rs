//! What was taken in from a department's forms before: the text that its file was given, and which files came, the newest last.

use std::path::PathBuf;

use anyhow::Result;

use super::department_form::forms;
use crate::forms::values;
use crate::model::{Year, file_name};
use crate::output::{append, write};
use crate::project::Project;
use crate::source::Tree;

/// What is known of one department and year.
pub struct Taken {
    /// The text that was written last.
    text: PathBuf,
    /// The hash of every file that was taken in, a line each.
    came: PathBuf,
}

impl Taken {
    /// That of a department.
    pub fn of(project: &Project, year: Year, unit: &str) -> Self {
        let folder = forms(project, year).join("已收");
        let own = |ending: &str| folder.join(format!("{}.{ending}", file_name(unit)));
        Self { text: own("yaml"), came: own("txt") }
    }

    /// The values that its file was given last.
    pub fn values(&self) -> Option<Tree> {
        std::fs::read_to_string(&self.text).ok().map(|text| values(&text))
    }

    /// Whether a file was taken in before, and another one after it.
    pub fn is_older(&self, hash: &str) -> bool {
        let came = std::fs::read_to_string(&self.came).unwrap_or_default();
        came.lines().any(|own| own == hash) && came.lines().last() != Some(hash)
    }

    /// Keeps what was taken in now.
    ///
    /// # Errors
    /// The disk fails.
    pub fn keep(&self, text: &str, hash: &str) -> Result<()> {
        write(&self.text, text.as_bytes())?;
        append(&self.came, |_| Ok(format!("{hash}\n")))
    }
}

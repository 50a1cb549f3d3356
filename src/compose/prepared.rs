//! The templates of a project marked and read, once for every document and for as long as they stay as they are.

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use super::environment::{Mistake, Ready, ready};
use super::marks::{Marked, mark};

/// Templates with their elements marked; read when the first of them is filled.
#[derive(Debug)]
pub struct Prepared {
    marked: BTreeMap<String, Marked>,
    ready: OnceLock<Result<Ready, Vec<Mistake>>>,
}

impl Prepared {
    /// Marks templates, each with its name, in the order in which they are numbered. Those of the `last` time are taken if
    /// they are the same.
    pub fn of<'a>(templates: impl Iterator<Item = (&'a str, &'a str)>, last: Option<&Arc<Self>>) -> Arc<Self> {
        let marked =
            templates.enumerate().map(|(number, (name, text))| (name.to_owned(), mark(text, number))).collect();
        match last {
            Some(last) if last.marked == marked => Arc::clone(last),
            _ => Arc::new(Self { marked, ready: OnceLock::new() }),
        }
    }

    /// A template with its marks.
    pub fn marked(&self, name: &str) -> Option<&Marked> {
        self.marked.get(name)
    }

    /// The marked texts by name.
    pub fn texts(&self) -> impl Iterator<Item = (&str, &str)> {
        self.marked.iter().map(|(name, marked)| (name.as_str(), marked.text.as_str()))
    }

    /// The templates as the engine has read them.
    ///
    /// # Errors
    /// Everything that is wrong with them; never none.
    pub fn ready(&self) -> Result<&Ready, Vec<Mistake>> {
        self.ready.get_or_init(|| ready(self.texts())).as_ref().map_err(Clone::clone)
    }
}

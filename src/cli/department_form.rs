//! The forms of a year's departments: where they are, and what is in them.

use std::path::{Path, PathBuf};

use anyhow::Result;

use crate::forms::{Head, Mark, book, owes, page, values};
use crate::model::Year;
use crate::pipeline::Outcome;
use crate::project::Project;

/// The folder of the forms of a year.
pub fn forms(project: &Project, year: Year) -> PathBuf {
    let root: &Path = &project.root;
    root.join("output/forms").join(year.to_string())
}

/// The form of a department, filled with what a text of its file says.
///
/// # Errors
/// It cannot be put together.
pub fn form(outcome: &Outcome, unit: &str, year: Year, text: &str, marks: &[Mark]) -> Result<Vec<u8>> {
    book(head(outcome, unit, year), &values(text), &owes(&outcome.content, unit, year), marks)
}

/// The same as a page for a browser.
///
/// # Errors
/// It cannot be put together.
pub fn form_page(outcome: &Outcome, unit: &str, year: Year, text: &str) -> Result<String> {
    let content = &outcome.content;
    page(head(outcome, unit, year), &values(text), &owes(content, unit, year), content)
}

fn head<'a>(outcome: &'a Outcome, unit: &'a str, year: Year) -> Head<'a> {
    let content = &outcome.content;
    let deadline = content.settings.deadline_of(year).map(|day| day.value);
    Head { unit, year, plan: &content.plan.head.title, deadline }
}

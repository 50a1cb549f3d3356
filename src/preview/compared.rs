//! Two states of a project side by side: one HTML file that needs no server and brings nothing from elsewhere.

use anyhow::Result;
use minijinja::value::Serde;
use minijinja::{Value, context};

use super::nightly::web_page;
use crate::model::Year;
use crate::project::Project;
use crate::release::{Compared, Comparison, Releases, State, compare, state};

/// The page.
const PAGE: &str = include_str!("../../assets/web/compared.html.j2");

/// The files as they are against the newest release of a year: its name and what is different; nothing if there is none.
///
/// # Errors
/// The machine fails.
pub fn since_release(project: &Project, files: &Project, year: Year) -> Result<Option<(String, Comparison)>> {
    let Some(name) = Releases::of(project).newest(year) else { return Ok(None) };
    let now = State::Files { project: files.clone(), kept: None };
    let found = compare(&state(project, &name)?, &now, Compared { year: Some(year), pages: false })?;
    Ok(Some((name, found)))
}

/// The page of a comparison; `from` and `to` are what the two states are called.
///
/// # Errors
/// The template does not fit, which a test would tell.
pub fn compared(found: &Comparison, from: &str, to: &str) -> Result<String> {
    let empty = found.is_empty();
    web_page("compared.html", PAGE, context! { found => Value::from(Serde(found)), from, to, empty })
}

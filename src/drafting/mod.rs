//! A content folder drafted from the text of a plan: read as paragraphs, ordered by its headings and brackets, its numbers
//! sorted into targets and others, written as the files of `content/`. What is guessed is marked 待核, which is a finding until
//! somebody has settled it.

mod candidate;
mod docx;
mod draft;
mod marker;
mod outline;
mod pattern;
mod text;

pub use docx::{is_word, read as read_word};
pub use draft::{Counts, Draft, File};

use anyhow::Result;

use crate::model::Year;

/// Drafts the files of a content folder from the text of a plan; `year` is that of the first report, if it is not the plan's
/// first year.
///
/// # Errors
/// The text is longer than any plan.
pub fn drafted(text: &str, year: Option<Year>) -> Result<Draft> {
    let year = year.and_then(|year| u16::try_from(year).ok());
    let outline = outline::read(text::Text::read(text)?, year);
    let found = candidate::read(&outline);
    Ok(draft::render(&outline, &found, year))
}

//! A content folder drafted from the text of a plan: read as paragraphs, ordered by its headings and brackets, its numbers
//! sorted into targets and others, written as the files of `content/`. What is guessed is marked 待核, which is a finding until
//! somebody has settled it.

mod candidate;
mod docx;
mod draft;
mod due;
mod marker;
mod outline;
mod pattern;
mod text;

pub use docx::{is_word, read as read_word};
pub use draft::{Counts, Draft, File};

use anyhow::{Result, bail};

use crate::model::Year;

/// Drafts the files of a content folder from the text of a plan; `year` is that of the first report, if it is not the plan's
/// first year.
///
/// # Errors
/// The text is empty or longer than any plan, or the year is not one of the plan's.
pub fn drafted(text: &str, year: Option<Year>) -> Result<Draft> {
    let year = year.and_then(|year| u16::try_from(year).ok());
    let outline = outline::read(text::Text::read(text)?, year);
    let period = outline.head.period;
    if let Some(year) = year.filter(|year| outline.head.period_is_stated && !(period.start..=period.end).contains(year))
    {
        bail!(
            "{year}年不在方案的规划期（{}—{}年）里，没有写出文件。请改 --year，或不写（默认是规划首年）。",
            period.start,
            period.end
        );
    }
    let found = candidate::read(&outline);
    Ok(draft::render(&outline, &found, year))
}

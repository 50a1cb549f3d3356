//! The page numbers that a layout prints, for editions that have no layout of their own.

use typst::foundations::Label;
use typst::introspection::{Introspector, Location};
use typst::model::Numbering;
use typst::utils::PicoStr;
use typst_layout::PagedDocument;

use super::outline::outline;
use crate::write::docx::PrintedPages;

/// Where a label of the document may stand on a page: a floating figure is not where it is called.
const FORMS: [&str; 3] = ["at-", "fig:", ""];

/// The page numbers of every heading, and of these labels.
#[must_use]
pub fn printed<'a>(document: &PagedDocument, labels: impl Iterator<Item = &'a String>) -> PrintedPages {
    let introspector = document.introspector();
    let headings = outline(document).into_iter();
    let headings = headings.filter_map(|heading| Some((heading.text, number(document, heading.page)?)));
    let place = |label: &str| -> Option<Location> {
        FORMS.iter().find_map(|form| {
            let label = Label::new(PicoStr::intern(&format!("{form}{label}")))?;
            introspector.query_label(label).ok()?.location()
        })
    };
    let labels = labels.filter_map(|label| {
        let page = introspector.position(place(label)?)?.page.get() - 1;
        Some((label.clone(), number(document, page)?))
    });
    PrintedPages { headings: headings.collect(), labels: labels.collect() }
}

/// The number printed on a page; pages count from 0.
fn number(document: &PagedDocument, at: usize) -> Option<String> {
    let page = document.pages().get(at)?;
    match &page.numbering {
        Some(Numbering::Pattern(pattern)) => pattern.apply(None, &[page.number]).ok().map(String::from),
        _ => None,
    }
}

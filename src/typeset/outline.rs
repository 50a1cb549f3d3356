//! The headings of a document and where they stand.

use serde::Serialize;
use typst::foundations::{NativeElement, StyleChain};
use typst::introspection::Introspector;
use typst::model::HeadingElem;
use typst_layout::PagedDocument;

/// A heading that the outline of the PDF has, too.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Heading {
    /// Its level, from 1.
    pub level: usize,
    /// Its number and its words.
    pub text: String,
    /// Its page, from 0.
    pub page: usize,
    /// Where it stands on it, as a share of the page's height from the top.
    pub top: f64,
}

/// Every heading in order.
#[must_use]
pub fn outline(document: &PagedDocument) -> Vec<Heading> {
    let introspector = document.introspector();
    let all = introspector.query(&HeadingElem::ELEM.select());
    let told = all.iter().filter_map(|element| {
        let heading = element.to_packed::<HeadingElem>()?;
        let styles = StyleChain::default();
        let shown = heading.bookmarked.get(styles).unwrap_or_else(|| heading.outlined.get(styles));
        let at = introspector.position(element.location()?).filter(|_| shown)?;
        let page = at.page.get() - 1;
        let height = document.pages().get(page)?.frame.height();
        let number = heading.numbers.as_deref().filter(|number| !number.is_empty());
        let words = heading.body.plain_text();
        Some(Heading {
            level: heading.resolve_level(styles).get(),
            text: number.map_or_else(|| words.to_string(), |number| format!("{number} {words}")),
            page,
            top: at.point.y.to_pt() / height.to_pt(),
        })
    });
    told.collect()
}

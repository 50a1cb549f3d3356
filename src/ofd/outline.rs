//! The headings of a document as its outline.

use typst::foundations::{NativeElement, StyleChain};
use typst::introspection::Introspector as _;
use typst::model::HeadingElem;
use typst_layout::PagedDocument;

use super::schema::{Action, Outline, PageEntry};
use super::unit::{Mm, POINT};

/// The headings that are bookmarks in a PDF, too, each under the one above it.
pub fn outline(document: &PagedDocument, pages: &[PageEntry]) -> Vec<Outline> {
    let introspector = document.introspector();
    let styles = StyleChain::default();
    let mut open: Vec<(usize, Outline)> = Vec::new();
    let mut whole = Vec::new();
    for element in &introspector.query(&HeadingElem::ELEM.select()) {
        let Some(heading) = element.to_packed::<HeadingElem>() else { continue };
        if !heading.bookmarked.get(styles).unwrap_or_else(|| heading.outlined.get(styles)) {
            continue;
        }
        let Some(at) = element.location().and_then(|location| introspector.position(location)) else { continue };
        let Some(page) = pages.get(at.page.get() - 1) else { continue };
        let words = heading.body.plain_text();
        let number = heading.numbers.as_deref().filter(|number| !number.is_empty());
        let title = number.map_or_else(|| words.to_string(), |number| format!("{number} {words}"));
        let level = heading.resolve_level(styles).get();
        close(&mut open, &mut whole, level);
        let action = Action::Goto(page.id, Mm(at.point.y.to_pt() * POINT));
        open.push((level, Outline { title, action, children: Vec::new() }));
    }
    close(&mut open, &mut whole, 0);
    whole
}

/// Puts every open heading that is not above this level under the one before it.
fn close(open: &mut Vec<(usize, Outline)>, whole: &mut Vec<Outline>, level: usize) {
    while let Some((_, done)) = open.pop_if(|(own, _)| level <= *own) {
        open.last_mut().map_or(&mut *whole, |(_, above)| &mut above.children).push(done);
    }
}

//! Headings as the outline of a document.

use super::Heading;
use super::schema::{Action, Outline, PageEntry};
use super::unit::Mm;

/// Each heading under the one above it.
pub fn outline(headings: &[Heading], pages: &[PageEntry]) -> Vec<Outline> {
    let mut open: Vec<(usize, Outline)> = Vec::new();
    let mut whole = Vec::new();
    for Heading { level, title, page, top } in headings {
        let Some(page) = pages.get(*page) else { continue };
        close(&mut open, &mut whole, *level);
        let action = Action::to(page.id, Mm(top * page.area.height()));
        open.push((*level, Outline { title: title.clone(), action, children: Vec::new() }));
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

//! Pages as set, for people at a screen.

use typst_layout::PagedDocument;
use typst_svg::SvgOptions;

/// One page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// The same as long as nothing on the page changes.
    pub mark: String,
    /// The number printed on it, or its place from the front where none is.
    pub number: String,
    /// Width and height in points, rounded up.
    pub size: (u32, u32),
}

/// Every page in order.
#[must_use]
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a page is some hundred points wide")]
pub fn pages(document: &PagedDocument) -> Vec<Page> {
    let size = |length: typst::layout::Abs| length.to_pt().ceil() as u32;
    document
        .pages()
        .iter()
        .map(|page| Page {
            mark: format!("{:032x}", typst::utils::hash128(page)),
            number: page.number.to_string(),
            size: (size(page.frame.width()), size(page.frame.height())),
        })
        .collect()
}

/// A page as SVG; `None` if there is no such page. Pages count from 0.
#[must_use]
pub fn svg(document: &PagedDocument, at: usize) -> Option<String> {
    Some(typst_svg::svg(document.pages().get(at)?, &SvgOptions::default()))
}

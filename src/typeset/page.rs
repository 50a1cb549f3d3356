//! Pages as set, for people at a screen.

use std::collections::HashMap;
use std::hash::{Hash, Hasher};

use typst::layout::{Abs, Frame, FrameItem};
use typst::text::TextItem;
use typst::utils::hash128;
use typst_layout::PagedDocument;
use typst_svg::SvgOptions;

/// One page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// The same as long as the page looks the same.
    pub mark: String,
    /// Width and height in points, rounded up.
    pub size: (u32, u32),
}

/// The looks of the last pages, so that only pages that were set anew are looked at.
#[derive(Debug, Default)]
pub struct Marks(HashMap<u128, String>);

impl Marks {
    /// Every page in order.
    #[must_use]
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a page is some hundred points wide")]
    pub fn pages(&mut self, document: &PagedDocument) -> Vec<Page> {
        let size = |length: Abs| length.to_pt().ceil() as u32;
        let mut known = HashMap::new();
        let mut pages = Vec::new();
        for page in document.pages() {
            let set = hash128(&page.frame);
            let mark = self.0.remove(&set).unwrap_or_else(|| format!("{:032x}", hash128(&Looks(&page.frame))));
            known.insert(set, mark.clone());
            pages.push(Page { mark, size: (size(page.frame.width()), size(page.frame.height())) });
        }
        self.0 = known;
        pages
    }
}

/// What can be seen of a frame: nothing of where in the manuscript it is from.
struct Looks<'a>(&'a Frame);

impl Hash for Looks<'_> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.0.size().hash(state);
        for (position, item) in self.0.items() {
            match item {
                FrameItem::Group(group) => {
                    (position, &group.transform, &group.clip).hash(state);
                    Looks(&group.frame).hash(state);
                }
                FrameItem::Text(text) => {
                    position.hash(state);
                    text_looks(text, state);
                }
                FrameItem::Shape(shape, _) => (position, shape).hash(state),
                FrameItem::Image(image, size, _) => (position, image, size).hash(state),
                FrameItem::Link(..) | FrameItem::Tag(_) => {}
            }
        }
    }
}

fn text_looks<H: Hasher>(text: &TextItem, state: &mut H) {
    (&text.font.info().family, text.font.info().variant, text.size, &text.fill, &text.stroke).hash(state);
    text.text.hash(state);
    for glyph in &text.glyphs {
        (glyph.id, glyph.x_advance, glyph.x_offset, glyph.y_advance, glyph.y_offset).hash(state);
    }
}

/// A page as SVG; `None` if there is no such page. Pages count from 0.
#[must_use]
pub fn svg(document: &PagedDocument, at: usize) -> Option<String> {
    Some(typst_svg::svg(document.pages().get(at)?, &SvgOptions::default()))
}

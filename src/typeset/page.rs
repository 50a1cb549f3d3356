//! Pages as set, for people at a screen.

use std::collections::HashMap;
use std::hash::{Hash, Hasher};

use typst::layout::{Abs, Frame, FrameItem};
use typst::model::Numbering;
use typst::text::TextItem;
use typst::utils::hash128;
use typst_layout::PagedDocument;
use typst_svg::SvgOptions;

use super::words::words;
use crate::threads::each;

/// One page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// The same as long as the page looks the same.
    pub mark: String,
    /// The same as long as what stands between head and foot reads the same: a page that only moved keeps it.
    pub body: String,
    /// The number printed on the page; none where there is none.
    pub number: Option<String>,
    /// Width and height in points, rounded up.
    pub size: (u32, u32),
}

/// The looks of the last pages, so that only pages that were set anew are looked at.
#[derive(Debug, Default)]
pub struct Marks(HashMap<u128, (String, String)>);

impl Marks {
    /// Every page in order.
    #[must_use]
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a page is some hundred points wide")]
    pub fn pages(&mut self, document: &PagedDocument) -> Vec<Page> {
        let size = |length: Abs| length.to_pt().ceil() as u32;
        let numbers: Vec<usize> = (0..document.pages().len()).collect();
        let looks = each(&numbers, |&at| {
            let frame = &document.pages()[at].frame;
            let set = hash128(frame);
            let known = self.0.get(&set).cloned();
            (set, known.unwrap_or_else(|| (format!("{:032x}", hash128(&Looks(frame))), body(document, at))))
        });
        let page = |(page, (_, (mark, body))): (&typst_layout::Page, &(u128, (String, String)))| {
            let number = match &page.numbering {
                Some(Numbering::Pattern(pattern)) => pattern.apply(None, &[page.number]).ok().map(String::from),
                _ => None,
            };
            let size = (size(page.frame.width()), size(page.frame.height()));
            Page { mark: mark.clone(), body: body.clone(), number, size }
        };
        let pages = document.pages().iter().zip(&looks).map(page).collect();
        self.0 = looks.into_iter().collect();
        pages
    }
}

/// Where the head ends and the foot begins, as shares of the page's height.
const BODY: std::ops::Range<f64> = 0.12..0.88;

/// What a page says between head and foot.
fn body(document: &PagedDocument, at: usize) -> String {
    let words = words(document, at);
    let own = words.iter().filter(|word| BODY.contains(&f64::midpoint(word.edges[1], word.edges[3])));
    format!("{:032x}", hash128(&own.map(|word| word.text.as_str()).collect::<String>()))
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

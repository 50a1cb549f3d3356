//! What stands where on a page: runs of text and pictures, in the order they are painted.

use typst::layout::{Frame, FrameItem, Point, Size, Transform};
use typst_layout::PagedDocument;

/// A run of text, or a picture by its description.
#[derive(Debug, Clone, PartialEq)]
pub struct Word {
    /// The text, or what describes the picture.
    pub text: String,
    /// Whether it is a picture.
    pub picture: bool,
    /// Whether it runs otherwise than from left to right, like the word across every page of a draft.
    pub turned: bool,
    /// Left, top, right and bottom edge as shares of the page's width and height, from its upper left corner.
    pub edges: [f64; 4],
}

/// Everything on a page; nothing if there is no such page. Pages count from 0.
#[must_use]
pub fn words(document: &PagedDocument, at: usize) -> Vec<Word> {
    let Some(page) = document.pages().get(at) else { return Vec::new() };
    let mut found = Vec::new();
    walk(&page.frame, Transform::identity(), page.frame.size(), &mut found);
    found
}

fn walk(frame: &Frame, outer: Transform, page: Size, found: &mut Vec<Word>) {
    for (position, item) in frame.items() {
        let here = outer.pre_concat(Transform::translate(position.x, position.y));
        match item {
            FrameItem::Group(group) => walk(&group.frame, here.pre_concat(group.transform), page, found),
            FrameItem::Text(text) => {
                // Text stands on its line; what hangs below it is about a fifth of its size.
                let (top, bottom) = (-text.size * 0.88, text.size * 0.2);
                let edges =
                    edges(here, Point::new(typst::layout::Abs::zero(), top), Point::new(text.width(), bottom), page);
                found.push(Word { text: text.text.to_string(), picture: false, turned: !level(here), edges });
            }
            FrameItem::Image(image, size, _) => {
                let edges = edges(here, Point::zero(), size.to_point(), page);
                found.push(Word {
                    text: image.alt().unwrap_or_default().to_owned(),
                    picture: true,
                    turned: !level(here),
                    edges,
                });
            }
            _ => {}
        }
    }
}

/// Whether what is drawn under it still runs from left to right.
fn level(transform: Transform) -> bool {
    transform.ky.get().abs() < 1e-6 && transform.kx.get().abs() < 1e-6 && 0.0 < transform.sx.get()
}

/// The box around a box that was moved and turned.
fn edges(transform: Transform, from: Point, to: Point, page: Size) -> [f64; 4] {
    let corners =
        [from, to, Point::new(from.x, to.y), Point::new(to.x, from.y)].map(|corner| corner.transform(transform));
    let share = |point: Point| (point.x.to_pt() / page.x.to_pt(), point.y.to_pt() / page.y.to_pt());
    corners
        .into_iter()
        .map(share)
        .fold([f64::MAX, f64::MAX, f64::MIN, f64::MIN], |[left, top, right, bottom], (x, y)| {
            [left.min(x), top.min(y), right.max(x), bottom.max(y)]
        })
}

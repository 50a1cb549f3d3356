//! A page: its frames from the outermost to what stands in them.

use std::sync::Arc;

use anyhow::Result;
use kurbo::{Affine, Rect};
use typst::layout::{Frame, FrameItem, Transform};
use typst::model::Destination;
use typst::visualize::Geometry;
use typst_layout::{Page as Laid, PagedIntrospector};

use super::canvas::{Canvas, Place, Resources};
use super::join::join;
use super::{picture, shape, text};
use crate::ofd::schema::{Action, Ids, Page, PageEntry};
use crate::ofd::unit::{Mm, POINT};

/// Draws pages.
pub struct Drawer<'a> {
    canvas: Canvas<'a>,
    introspector: &'a Arc<PagedIntrospector>,
    pages: &'a [PageEntry],
}

impl<'a> Drawer<'a> {
    /// Gets ready for a page.
    pub fn new(
        ids: &'a mut Ids,
        resources: &'a mut Resources,
        introspector: &'a Arc<PagedIntrospector>,
        pages: &'a [PageEntry],
    ) -> Self {
        Self { canvas: Canvas::new(ids, resources), introspector, pages }
    }

    /// Draws it.
    pub fn page(mut self, page: &Laid) -> Result<Page> {
        let layer = self.canvas.ids.next();
        let place = Place::page(Affine::scale(POINT));
        if let Some(fill) = page.fill_or_transparent() {
            shape::draw(&mut self.canvas, &place, &Geometry::Rect(page.frame.size()).filled(fill));
        }
        self.frame(&place, &page.frame)?;
        let size = page.frame.size();
        let area = Rect::new(0.0, 0.0, size.x.to_pt() * POINT, size.y.to_pt() * POINT);
        Ok(Page { area, layer, objects: join(self.canvas.objects) })
    }

    fn frame(&mut self, place: &Place, frame: &Frame) -> Result<()> {
        let first = self.canvas.objects.len();
        for (position, item) in frame.items() {
            let place = place.then(Affine::translate(shape::at(*position).to_vec2()));
            match item {
                FrameItem::Group(group) => {
                    let inner = place.then(affine(group.transform));
                    // The clip lies in the group, as it is turned.
                    let inner = match &group.clip {
                        Some(clip) => inner.through(&shape::curve(clip)),
                        None => inner,
                    };
                    self.frame(&inner, &group.frame)?;
                }
                FrameItem::Text(own) => text::draw(&mut self.canvas, &place, own)?,
                FrameItem::Shape(own, _) => shape::draw(&mut self.canvas, &place, own),
                FrameItem::Image(own, size, _) => {
                    picture::draw(&mut self.canvas, &place, own, (size.x.to_pt(), size.y.to_pt()))?;
                }
                FrameItem::Link(to, size) => {
                    // A link stands in the frame of what it covers, behind it.
                    if let Some(action) = self.action(to) {
                        self.canvas.link(&place, (size.x.to_pt(), size.y.to_pt()), &action, first);
                    }
                }
                FrameItem::Tag(_) => {}
            }
        }
        Ok(())
    }

    fn action(&self, to: &Destination) -> Option<Action> {
        let at = match to {
            Destination::Url(url) => return Some(Action::Uri(url.as_str().to_owned())),
            Destination::Position(at) => *at,
            Destination::Location(location) => self.introspector.position(*location)?,
        };
        let page = self.pages.get(at.page.get() - 1)?;
        Some(Action::Goto(page.id, Mm(at.point.y.to_pt() * POINT)))
    }
}

/// A transformation of Typst, in points.
fn affine(transform: Transform) -> Affine {
    let Transform { sx, ky, kx, sy, tx, ty } = transform;
    Affine::new([sx.get(), ky.get(), kx.get(), sy.get(), tx.to_pt(), ty.to_pt()])
}

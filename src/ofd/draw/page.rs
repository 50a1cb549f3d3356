//! A page: its frames from the outermost to what stands in them.

use std::sync::Arc;

use anyhow::Result;
use kurbo::{Affine, Rect};
use typst::layout::{Abs, Frame, FrameItem, FrameKind, Size, Transform};
use typst::model::Destination;
use typst::visualize::{Geometry, Paint, RelativeTo, Shape};
use typst_layout::{Page as Laid, PagedIntrospector};

use super::canvas::{Canvas, Place, Resources};
use super::join::join;
use super::{picture, shape, text};
use crate::ofd::schema::{Action, Ids, Page, PageEntry, Rule};
use crate::ofd::unit::{Mm, POINT};

/// How many tiles a shape may have …
const TILES: f64 = 4096.0;

/// … and a page, in tiles of tiles, too.
const ALL_TILES: f64 = 4.0 * TILES;

/// Draws pages.
pub struct Drawer<'a> {
    canvas: Canvas<'a>,
    introspector: &'a Arc<PagedIntrospector>,
    pages: &'a [PageEntry],
    /// How many tiles there are.
    tiles: f64,
}

impl<'a> Drawer<'a> {
    /// Gets ready for a page.
    pub fn new(
        ids: &'a mut Ids,
        resources: &'a mut Resources,
        introspector: &'a Arc<PagedIntrospector>,
        pages: &'a [PageEntry],
    ) -> Self {
        Self { canvas: Canvas::new(ids, resources), introspector, pages, tiles: 0.0 }
    }

    /// Draws it.
    pub fn page(mut self, page: &Laid) -> Result<Page> {
        let layer = self.canvas.ids.next();
        let size = page.frame.size();
        let place = Place::page(Affine::scale(POINT), (size.x.to_pt(), size.y.to_pt()));
        if let Some(fill) = page.fill_or_transparent() {
            shape::draw(&mut self.canvas, &place, &Geometry::Rect(page.frame.size()).filled(fill));
        }
        self.frame(&place, &page.frame)?;
        let area = Rect::new(0.0, 0.0, size.x.to_pt() * POINT, size.y.to_pt() * POINT);
        Ok(Page { area, layer, objects: join(self.canvas.objects) })
    }

    fn frame(&mut self, place: &Place, frame: &Frame) -> Result<()> {
        for (position, item) in frame.items() {
            let place = place.then(Affine::translate(shape::at(*position).to_vec2()));
            match item {
                FrameItem::Group(group) => {
                    let mut inner = place.then(affine(group.transform));
                    if group.frame.kind() == FrameKind::Hard {
                        let size = group.frame.size();
                        inner.container = (inner.transform, (size.x.to_pt(), size.y.to_pt()));
                    }
                    // The clip lies in the group, as it is turned.
                    let inner = match &group.clip {
                        Some(clip) => inner.through(&shape::curve(clip), Rule::NonZero),
                        None => inner,
                    };
                    self.frame(&inner, &group.frame)?;
                }
                FrameItem::Text(own) => text::draw(&mut self.canvas, &place, own)?,
                FrameItem::Shape(own, _) => self.shape(&place, own)?,
                FrameItem::Image(own, size, _) => {
                    picture::draw(&mut self.canvas, &place, own, (size.x.to_pt(), size.y.to_pt()))?;
                }
                FrameItem::Link(to, size) => {
                    if let Some(action) = self.action(to) {
                        self.canvas.link(&place, (size.x.to_pt(), size.y.to_pt()), action);
                    }
                }
                FrameItem::Tag(_) => {}
            }
        }
        Ok(())
    }

    /// Paints a shape, with every tile of its inside if that is tiled.
    fn shape(&mut self, place: &Place, own: &Shape) -> Result<()> {
        let Some(Paint::Tiling(tiling)) = &own.fill else {
            shape::draw(&mut self.canvas, place, own);
            return Ok(());
        };
        let area = own.bbox(false);
        let (step, from) = (tiling.size() + tiling.spacing(), tiling.offset());
        // Tiles begin at the shape's corner, or at that of the frame that they run through.
        let (corner, inside) = match tiling.unwrap_relative(false) {
            RelativeTo::Self_ => (place.then(Affine::translate(shape::at(area.min).to_vec2())), area.size()),
            RelativeTo::Parent => {
                let (_, (width, height)) = place.container;
                (place.of_container(), Size::new(Abs::pt(width), Abs::pt(height)))
            }
        };
        let count = |length: Abs, step: Abs| (length / step).ceil() + 1.0;
        let (across, down) = (count(inside.x, step.x), count(inside.y, step.y));
        // A very fine tiling is grey, and so is one that does not go on from one tile to the next.
        let goes_on = Abs::zero() < step.x && Abs::zero() < step.y;
        let few = across * down <= TILES && self.tiles + across * down <= ALL_TILES;
        if !(goes_on && few) {
            shape::draw(&mut self.canvas, place, own);
            return Ok(());
        }
        let corner = corner.seen_as(&place.clone().through(&shape::outline(&own.geometry), shape::rule(own.fill_rule)));
        let places = |from: Abs, step: Abs, count: f64| {
            let first = from.to_pt().rem_euclid(step.to_pt()) - step.to_pt();
            (0..whole(count)).map(move |at| first + f64::from(at) * step.to_pt())
        };
        for y in places(from.y, step.y, down) {
            for x in places(from.x, step.x, across) {
                let tile = corner.then(Affine::translate((x, y)));
                let area = tile.transform.transform_rect_bbox(Rect::new(0.0, 0.0, step.x.to_pt(), step.y.to_pt()));
                let tile = tile.through(&shape::outline(&Geometry::Rect(step)), Rule::NonZero);
                if tile.seen(area).is_some() {
                    self.tiles += 1.0;
                    self.frame(&tile, tiling.frame())?;
                }
            }
        }
        shape::draw(&mut self.canvas, place, &Shape { fill: None, ..own.clone() });
        Ok(())
    }

    fn action(&self, to: &Destination) -> Option<Action> {
        let at = match to {
            Destination::Url(url) => return Some(Action::Uri(url.as_str().to_owned())),
            Destination::Position(at) => *at,
            Destination::Location(location) => self.introspector.position(*location)?,
        };
        let page = self.pages.get(at.page.get() - 1)?;
        Some(Action::to(page.id, Mm(at.point.y.to_pt() * POINT)))
    }
}

/// A number of tiles, which is a whole one.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "no more than there may be")]
fn whole(count: f64) -> u16 {
    count as u16
}

/// A transformation of Typst, in points.
fn affine(transform: Transform) -> Affine {
    let Transform { sx, ky, kx, sy, tx, ty } = transform;
    Affine::new([sx.get(), ky.get(), kx.get(), sy.get(), tx.to_pt(), ty.to_pt()])
}

//! A page being drawn: objects and clips in millimetres.

use std::rc::Rc;

use anyhow::Result;
use kurbo::{Affine, BezPath, Point, Rect, Shape as _};

use crate::ofd::face::Faces;
use crate::ofd::picture::{Encoded, Pictures};
use crate::ofd::schema::{Action, Clip, Ids, ImageObject, Object, PathObject, Rule, Shade, Stroke};

/// What pages share.
#[derive(Default)]
pub struct Resources {
    /// The typefaces.
    pub faces: Faces,
    /// The pictures.
    pub pictures: Pictures,
}

/// A page being drawn.
pub struct Canvas<'a> {
    /// Gives out identifiers.
    pub ids: &'a mut Ids,
    /// What pages share.
    pub resources: &'a mut Resources,
    /// What is painted so far.
    pub objects: Vec<Object>,
}

/// How something lies on the page, and what it is seen through. Copies share what they are seen through.
#[derive(Debug, Clone)]
pub struct Place {
    /// From its own places, in whichever unit, to the page.
    pub transform: Affine,
    /// How much of it is seen through: 1 is opaque.
    pub opacity: f64,
    window: Option<Rc<Window>>,
}

/// What something is seen through, on the page.
#[derive(Debug)]
struct Window {
    path: BezPath,
    bounds: Rect,
    /// Whether it is a level box.
    level: bool,
    outer: Option<Rc<Self>>,
}

impl Place {
    /// The page itself.
    pub fn page(transform: Affine) -> Self {
        Self { transform, opacity: 1.0, window: None }
    }

    /// The same, moved or turned first.
    pub fn then(&self, inner: Affine) -> Self {
        Self { transform: self.transform * inner, ..self.clone() }
    }

    /// The same, seen through a path in its own places.
    pub fn through(self, path: &BezPath) -> Self {
        let path = self.transform * path;
        let window = Window { bounds: path.bounding_box(), level: is_box(&path), path, outer: self.window };
        Self { window: Some(Rc::new(window)), ..self }
    }

    /// What it is seen through, from the innermost outwards.
    fn windows(&self) -> impl Iterator<Item = &Window> {
        std::iter::successors(self.window.as_deref(), |window| window.outer.as_deref())
    }

    /// The clips that cut something off a box of the page.
    pub fn cutting(&self, area: Rect) -> Vec<Clip> {
        let cuts = |window: &&Window| !window.level || !grown(window.bounds).contains_rect(area);
        self.windows().filter(cuts).map(|window| Clip(window.path.clone())).collect()
    }
}

/// A box and a little around it: what is rounded away cuts nothing off.
fn grown(area: Rect) -> Rect {
    area.inflate(0.05, 0.05)
}

/// Whether the path is a level box.
fn is_box(path: &BezPath) -> bool {
    let area = path.bounding_box();
    let corner = |at: Point| {
        let on = |value: f64, one: f64, other: f64| (value - one).abs() < 1e-6 || (value - other).abs() < 1e-6;
        on(at.x, area.x0, area.x1) && on(at.y, area.y0, area.y1)
    };
    let straight = path.elements().iter().all(|part| part.end_point().is_none_or(corner));
    straight && (path.area().abs() - area.area()).abs() < 1e-6
}

/// How a path is painted.
#[derive(Debug, Clone, Default)]
pub struct Look {
    /// Its inside.
    pub fill: Option<(Shade, Rule)>,
    /// Its line, in its own unit.
    pub stroke: Option<Stroke>,
}

impl<'a> Canvas<'a> {
    /// An empty one.
    pub fn new(ids: &'a mut Ids, resources: &'a mut Resources) -> Self {
        Self { ids, resources, objects: Vec::new() }
    }

    /// Paints a path.
    pub fn path(&mut self, place: &Place, path: &BezPath, look: Look) {
        if path.is_empty() || look.fill.is_none() && look.stroke.is_none() {
            return;
        }
        let path = place.transform * path;
        // A line is as wide as the transformation makes it on average.
        let scale = place.transform.determinant().abs().sqrt();
        let stroke = look.stroke.map(|stroke| stroke.scaled(scale));
        let around = stroke.as_ref().map_or(0.0, |stroke| {
            let corner = if stroke.join == "Miter" { stroke.miter.max(1.0) } else { 1.0 };
            // Level lines and boxes have no corners that stick out further.
            let corner = if is_box(&path) || path.elements().len() < 3 { 1.5 } else { corner };
            stroke.width / 2.0 * corner
        });
        let boundary = path.bounding_box().inflate(around, around);
        let clips = place.cutting(boundary);
        let id = self.ids.next();
        self.objects.push(Object::Path(PathObject {
            id,
            boundary,
            clips,
            action: None,
            fill: look.fill,
            stroke,
            path,
        }));
    }

    /// Paints a picture on a box of the place; `encode` gives its bytes if it is not known by its hash.
    pub fn picture(
        &mut self,
        place: &Place,
        size: (f64, f64),
        hash: u128,
        encode: impl FnOnce() -> Result<Encoded>,
    ) -> Result<()> {
        let resource = self.resources.pictures.id(self.ids, hash, encode)?;
        let transform = place.transform * Affine::scale_non_uniform(size.0, size.1);
        let whole = transform.transform_rect_bbox(Rect::new(0.0, 0.0, 1.0, 1.0));
        // A picture is cut by the box it is seen in.
        let seen = place.windows().map(|window| grown(window.bounds));
        let boundary = seen.filter(|clip| !clip.contains_rect(whole)).fold(whole, |area, clip| area.intersect(clip));
        if boundary.is_zero_area() {
            return Ok(());
        }
        let id = self.ids.next();
        self.objects.push(Object::Image(ImageObject { id, boundary, action: None, transform, resource }));
        Ok(())
    }

    /// Makes what was painted after the first so many objects lead somewhere, if it stands in a box of the place and does not
    /// lead anywhere yet.
    pub fn link(&mut self, place: &Place, size: (f64, f64), action: &Action, first: usize) {
        let area = place.transform.transform_rect_bbox(Rect::new(0.0, 0.0, size.0, size.1));
        for object in self.objects.iter_mut().skip(first) {
            if area.contains(object.boundary().center()) {
                object.link(action);
            }
        }
    }
}

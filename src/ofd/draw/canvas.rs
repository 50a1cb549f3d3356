//! A page being drawn: objects and clips in millimetres.

use std::rc::Rc;

use anyhow::Result;
use kurbo::{Affine, BezPath, Cap, Join, Point, Rect, Shape as _};
use typst::utils::hash128;

use super::ink::{Ink, Line};
use super::polygon;
use crate::ofd::face::Faces;
use crate::ofd::picture::{Pictures, Raw};
use crate::ofd::schema::{Action, Clip, Ids, ImageObject, Object, PathObject, Rule, Shade, Stroke};

/// How high and wide a place to click at is at least, in millimetres: at less nobody can point.
const LEAST: f64 = 0.01;

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
    /// The frame that colours may run through: from its own places to the page, and its size.
    pub container: (Affine, (f64, f64)),
    window: Option<Rc<Window>>,
}

/// What something is seen through, on the page.
#[derive(Debug)]
struct Window {
    path: BezPath,
    rule: Rule,
    bounds: Rect,
    /// Whether it is a level box.
    level: bool,
    outer: Option<Rc<Self>>,
}

impl Place {
    /// The page itself, of that size in its own places.
    pub fn page(transform: Affine, size: (f64, f64)) -> Self {
        Self { transform, opacity: 1.0, container: (transform, size), window: None }
    }

    /// The same, moved or turned first.
    pub fn then(&self, inner: Affine) -> Self {
        Self { transform: self.transform * inner, ..self.clone() }
    }

    /// The same, seen through a path in its own places.
    pub fn through(self, path: &BezPath, rule: Rule) -> Self {
        let path = self.transform * path;
        let window = Window { bounds: path.bounding_box(), level: is_box(&path), path, rule, outer: self.window };
        Self { window: Some(Rc::new(window)), ..self }
    }

    /// The frame that colours may run through, seen through the same.
    pub fn of_container(&self) -> Self {
        Self { transform: self.container.0, ..self.clone() }
    }

    /// The same, seen through what another place is seen through.
    pub fn seen_as(&self, other: &Self) -> Self {
        Self { window: other.window.clone(), ..self.clone() }
    }

    /// How many millimetres of the page its own unit is, if it is as many in every direction, or else in the mean.
    pub fn scale(&self) -> f64 {
        self.transform.determinant().abs().sqrt()
    }

    /// Whether a circle stays one, so that a line is as wide in every direction.
    pub fn keeps_circles(&self) -> bool {
        let [a, b, c, d, ..] = self.transform.as_coeffs();
        let scale = a.abs().max(b.abs());
        let (along, across) = ((a * c + b * d).abs(), ((a * a + b * b) - (c * c + d * d)).abs());
        along.max(across) <= scale * scale * 1e-4
    }

    /// What it is seen through, from the innermost outwards.
    fn windows(&self) -> impl Iterator<Item = &Window> {
        std::iter::successors(self.window.as_deref(), |window| window.outer.as_deref())
    }

    /// The clips that cut something off a box of the page. They are put together as far as one of two is convex: not every reader
    /// knows that several of them are to be looked through one after the other.
    pub fn cutting(&self, area: Rect) -> Vec<Clip> {
        let cuts = |window: &&Window| !window.level || !grown(window.bounds).contains_rect(area);
        let mut clips: Vec<Clip> = Vec::new();
        for window in self.windows().filter(cuts) {
            let together = clips.last_mut().and_then(|Clip(path, rule)| {
                if let Some(convex) = polygon::convex(&window.path) {
                    *path = polygon::common(&polygon::parts(path), &convex);
                } else {
                    let convex = polygon::convex(path)?;
                    (*path, *rule) = (polygon::common(&polygon::parts(&window.path), &convex), window.rule);
                }
                Some(())
            });
            if together.is_none() {
                clips.push(Clip(window.path.clone(), window.rule));
            }
        }
        clips
    }

    /// The clips that cut something off a box of the page; nothing if nothing of it is left.
    pub fn seen(&self, area: Rect) -> Option<Vec<Clip>> {
        let (clips, corners) = (self.cutting(area), polygon::corners(area));
        let leaves =
            |Clip(path, _): &Clip| !polygon::common(&polygon::parts(path), &corners).bounding_box().is_zero_area();
        clips.iter().all(leaves).then_some(clips)
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
    pub fill: Option<(Ink, Rule)>,
    /// Its line, in its own unit.
    pub stroke: Option<Line>,
}

impl<'a> Canvas<'a> {
    /// An empty one.
    pub fn new(ids: &'a mut Ids, resources: &'a mut Resources) -> Self {
        Self { ids, resources, objects: Vec::new() }
    }

    /// Paints a path.
    pub fn path(&mut self, place: &Place, path: &BezPath, look: Look) {
        if path.is_empty() {
            return;
        }
        let Look { fill, stroke } = look;
        // Dashes are lines of their own: not every reader draws others.
        if let Some((dashes, line)) = stroke.as_ref().and_then(|line| line.dashes(path, place.scale())) {
            self.path(place, path, Look { fill, stroke: None });
            self.path(place, &dashes, Look { fill: None, stroke: Some(line) });
            return;
        }
        // A line of one colour is a line as long as it is as wide everywhere; any other becomes the shape it has.
        let (line, shape) = match stroke {
            Some(line) => match line.ink.flat().filter(|_| place.keeps_circles()) {
                Some(shade) => (Some((shade, line.stroke)), None),
                None => (None, Some(line)),
            },
            None => (None, None),
        };
        match fill {
            Some((Ink::Ramp(ramp), rule)) => {
                let outline = place.transform * path;
                let (parts, inner) = (polygon::parts(&outline), place.clone().through(path, rule));
                for (strip, shade) in ramp.strips(outline.bounding_box()) {
                    // A ring is seen through the path. Of any other strip there is what the path has of it: the whole path is not
                    // there once for every strip.
                    match polygon::convex(&strip) {
                        Some(convex) => {
                            self.object(place, polygon::common(&parts, &convex), Some((shade, rule)), None);
                        }
                        None => self.object(&inner, strip, Some((shade, Rule::NonZero)), None),
                    }
                }
                self.line(place, path, None, line);
            }
            Some((Ink::Flat(shade), rule)) => self.line(place, path, Some((shade, rule)), line),
            None => self.line(place, path, None, line),
        }
        if let Some(line) = shape {
            let outline = line.outline(path);
            self.path(place, &outline, Look { fill: Some((line.ink, Rule::NonZero)), stroke: None });
        }
    }

    /// Paints a path whose line is as wide everywhere.
    fn line(
        &mut self,
        place: &Place,
        path: &BezPath,
        fill: Option<(Shade, Rule)>,
        line: Option<(Shade, kurbo::Stroke)>,
    ) {
        if fill.is_none() && line.is_none() {
            return;
        }
        let scale = place.scale();
        let stroke = line.map(|(shade, own)| Stroke {
            shade,
            width: own.width * scale,
            cap: match own.start_cap {
                Cap::Butt => "Butt",
                Cap::Round => "Round",
                Cap::Square => "Square",
            },
            join: match own.join {
                Join::Miter => "Miter",
                Join::Round => "Round",
                Join::Bevel => "Bevel",
            },
            miter: own.miter_limit,
        });
        self.object(place, place.transform * path, fill, stroke);
    }

    /// Paints a path of the page.
    fn object(&mut self, place: &Place, path: BezPath, fill: Option<(Shade, Rule)>, stroke: Option<Stroke>) {
        if path.is_empty() {
            return;
        }
        let around = stroke.as_ref().map_or(0.0, |stroke| {
            let corner = if stroke.join == "Miter" { stroke.miter.max(1.0) } else { 1.0 };
            // Level lines and boxes have no corners that stick out further.
            let corner = if is_box(&path) || path.elements().len() < 3 { 1.5 } else { corner };
            // The corners of a slanted end stick out √2 times as far as its sides.
            let corner = if stroke.cap == "Square" { corner.max(1.5) } else { corner };
            stroke.width / 2.0 * corner
        });
        let boundary = path.bounding_box().inflate(around, around);
        let Some(clips) = place.seen(boundary) else { return };
        let id = self.ids.next();
        self.objects.push(Object::Path(PathObject { id, boundary, clips, action: None, fill, stroke, path }));
    }

    /// Paints a picture on a box of the place; `raw` gives what it shows if it is not known by its hash, or nothing if nobody can
    /// tell: then nothing is painted.
    pub fn picture<'b>(
        &mut self,
        place: &Place,
        size: (f64, f64),
        hash: u128,
        raw: impl FnOnce() -> Option<Raw<'b>>,
    ) -> Result<()> {
        let transform = place.transform * Affine::scale_non_uniform(size.0, size.1);
        let whole = transform.transform_rect_bbox(Rect::new(0.0, 0.0, 1.0, 1.0));
        // A picture is cut by the box it is seen in.
        let seen = place.windows().map(|window| grown(window.bounds));
        let boundary = seen.filter(|clip| !clip.contains_rect(whole)).fold(whole, |area, clip| area.intersect(clip));
        if boundary.is_zero_area() {
            return Ok(());
        }
        // What else cuts it cuts its pixels: an object with a transformation has no clips.
        let Some(clips) = place.seen(boundary) else { return Ok(()) };
        let resource = if clips.is_empty() {
            self.resources.pictures.id(self.ids, hash, || raw().map(|own| own.encoded()).transpose())?
        } else {
            let paths: Vec<(BezPath, bool)> =
                clips.into_iter().map(|Clip(path, rule)| (transform.inverse() * path, rule == Rule::EvenOdd)).collect();
            let shape: String = paths.iter().map(|(path, odd)| format!("{odd}{}", path.to_svg())).collect();
            self.resources
                .pictures
                .id(self.ids, hash128(&(hash, shape)), || raw().map(|own| own.seen_through(&paths)).transpose())?
        };
        let Some(resource) = resource else { return Ok(()) };
        let id = self.ids.next();
        self.objects.push(Object::Image(ImageObject { id, boundary, transform, resource }));
        Ok(())
    }

    /// Lays a box that nobody sees over the page, where a click leads somewhere.
    pub fn link(&mut self, place: &Place, size: (f64, f64), action: Action) {
        let path = place.transform * Rect::new(0.0, 0.0, size.0, size.1).to_path(0.1);
        let seen = place.windows().map(|window| window.bounds);
        let boundary = seen.fold(path.bounding_box(), |area, own| area.intersect(own));
        if boundary.width() < LEAST || boundary.height() < LEAST {
            return;
        }
        let id = self.ids.next();
        let path = boundary.to_path(0.1);
        let (clips, fill, stroke, action) = (Vec::new(), None, None, Some(action));
        self.objects.push(Object::Path(PathObject { id, boundary, clips, action, fill, stroke, path }));
    }
}

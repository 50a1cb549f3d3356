//! Lines, boxes and curves of Typst as paths.

use kurbo::{BezPath, Point as At, Rect};
use typst::layout::Point;
use typst::visualize::{Curve, CurveItem, FillRule, Geometry, Shape};

use super::canvas::{Canvas, Look, Place};
use super::paint;
use crate::ofd::schema::Rule;

/// Paints a shape.
pub fn draw(canvas: &mut Canvas<'_>, place: &Place, shape: &Shape) {
    let rule = rule(shape.fill_rule);
    let bounds = |with_line| {
        let area = shape.bbox(with_line);
        Some(Rect::from_points(at(area.min), at(area.max)))
    };
    let fill = shape.fill.as_ref().and_then(|fill| paint::ink(fill, place, bounds(false)));
    let stroke = shape.stroke.as_ref().and_then(|stroke| paint::line(stroke, place, bounds(true)));
    canvas.path(place, &outline(&shape.geometry), Look { fill: fill.map(|ink| (ink, rule)), stroke });
}

/// What a shape encloses.
pub fn outline(geometry: &Geometry) -> BezPath {
    match geometry {
        Geometry::Line(to) => {
            let mut path = BezPath::new();
            path.move_to(At::ZERO);
            path.line_to(at(*to));
            path
        }
        Geometry::Rect(size) => curve(&Curve::rect(*size)),
        Geometry::Curve(own) => curve(own),
    }
}

/// What is inside of a path.
pub fn rule(rule: FillRule) -> Rule {
    match rule {
        FillRule::NonZero => Rule::NonZero,
        FillRule::EvenOdd => Rule::EvenOdd,
    }
}

/// A curve of Typst as a path.
pub fn curve(curve: &Curve) -> BezPath {
    let mut path = BezPath::new();
    // A path begins somewhere; one that does not say where begins at its origin.
    if !matches!(curve.0.first(), None | Some(CurveItem::Move(_))) {
        path.move_to(At::ZERO);
    }
    for item in &curve.0 {
        match item {
            CurveItem::Move(to) => path.move_to(at(*to)),
            CurveItem::Line(to) => path.line_to(at(*to)),
            CurveItem::Cubic(one, two, to) => path.curve_to(at(*one), at(*two), at(*to)),
            CurveItem::Close => path.close_path(),
        }
    }
    path
}

/// A point of Typst.
pub fn at(point: Point) -> At {
    At::new(point.x.to_pt(), point.y.to_pt())
}

//! Colours and lines of drawings (SVG).

use std::rc::Rc;

use kurbo::{Affine, Cap, Circle, Join, Stroke};
use resvg::usvg::tiny_skia_path::Transform;
use resvg::usvg::{self, BaseGradient, SpreadMethod};

use super::canvas::Place;
use super::ink::{Ink, Line};
use super::paint::on_white;
use super::ramp::{Ends, Ramp, Way};
use crate::ofd::schema::Shade;

/// What a paint is in the place, which has the opacity; nothing if it is not seen at all. A pattern is grey.
pub fn ink(paint: &usvg::Paint, place: &Place, opacity: f64) -> Option<Ink> {
    let opacity = place.opacity * opacity;
    let ramp = |way, gradient: &BaseGradient| {
        let ends = match gradient.spread_method() {
            SpreadMethod::Pad => Ends::Same,
            SpreadMethod::Reflect => Ends::Reflect,
            SpreadMethod::Repeat => Ends::Repeat,
        };
        let shades = Ramp::shades(|at| shade(gradient.stops(), at, opacity));
        Ink::Ramp(Rc::new(Ramp { way, place: place.transform * affine(gradient.transform()), shades, ends }))
    };
    if opacity <= 0.0 {
        return None;
    }
    Some(match paint {
        usvg::Paint::Color(usvg::Color { red, green, blue }) => Ink::Flat(on_white([*red, *green, *blue], opacity)),
        usvg::Paint::LinearGradient(own) => {
            let [x1, y1, x2, y2] = [own.x1(), own.y1(), own.x2(), own.y2()].map(f64::from);
            let (x, y) = (x2 - x1, y2 - y1);
            let length = (x * x + y * y).max(1e-12);
            ramp(Way::Straight(x / length, y / length, -(x1 * x + y1 * y) / length), own)
        }
        usvg::Paint::RadialGradient(own) => {
            let [x, y, inner_x, inner_y] = [own.cx(), own.cy(), own.fx(), own.fy()].map(f64::from);
            let inner = Circle::new((inner_x, inner_y), own.fr().get().into());
            ramp(Way::Outwards(inner, Circle::new((x, y), own.r().get().into())), own)
        }
        usvg::Paint::Pattern(_) => Ink::Flat(on_white([128; 3], opacity)),
    })
}

/// The colour of a gradient at a share of its way.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between two colours")]
fn shade(stops: &[usvg::Stop], at: f64, opacity: f64) -> Shade {
    let place = |stop: &usvg::Stop| f64::from(stop.offset().get());
    let behind = stops.iter().position(|stop| at < place(stop)).unwrap_or(stops.len());
    let one = stops.get(behind.saturating_sub(1)).or(stops.first());
    let (Some(one), Some(other)) = (one, stops.get(behind).or(stops.last())) else { return Shade([255; 3]) };
    let between = ((at - place(one)) / (place(other) - place(one)).max(1e-9)).clamp(0.0, 1.0);
    let mix = |a: f64, b: f64| a + (b - a) * between;
    let part = |a: u8, b: u8| mix(a.into(), b.into()).round() as u8;
    let (a, b) = (one.color(), other.color());
    let color = [part(a.red, b.red), part(a.green, b.green), part(a.blue, b.blue)];
    on_white(color, opacity * mix(one.opacity().get().into(), other.opacity().get().into()))
}

/// A line, in its own unit.
pub fn line(stroke: &usvg::Stroke, place: &Place) -> Option<Line> {
    let ink = ink(stroke.paint(), place, stroke.opacity().get().into())?;
    let mut own = Stroke::new(stroke.width().get().into())
        .with_caps(match stroke.linecap() {
            usvg::LineCap::Butt => Cap::Butt,
            usvg::LineCap::Round => Cap::Round,
            usvg::LineCap::Square => Cap::Square,
        })
        .with_join(match stroke.linejoin() {
            usvg::LineJoin::Miter | usvg::LineJoin::MiterClip => Join::Miter,
            usvg::LineJoin::Round => Join::Round,
            usvg::LineJoin::Bevel => Join::Bevel,
        })
        .with_miter_limit(stroke.miterlimit().get().into());
    if let Some(lengths) = stroke.dasharray() {
        own = own.with_dashes(stroke.dashoffset().into(), lengths.iter().map(|length| f64::from(*length)));
    }
    Some(Line { ink, stroke: own })
}

/// A transformation of usvg.
pub fn affine(transform: Transform) -> Affine {
    let Transform { sx, ky, kx, sy, tx, ty } = transform;
    Affine::new([sx, ky, kx, sy, tx, ty].map(f64::from))
}

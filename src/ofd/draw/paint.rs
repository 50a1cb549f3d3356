//! Colours and lines of Typst: opaque, since OFD for archives has no transparency.

use std::f64::consts::{FRAC_PI_2, PI};
use std::rc::Rc;

use kurbo::{Affine, Cap, Circle, Join, Point, Rect, Stroke};
use typst::layout::{Axes, Ratio};
use typst::visualize::{Color, FixedStroke, Gradient, LineCap, LineJoin, Paint, RatioOrAngle, RelativeTo};

use super::canvas::Place;
use super::ink::{Ink, Line};
use super::ramp::{Ends, Ramp, Way};
use crate::ofd::schema::Shade;

/// A share of a colour as it looks on white.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 0 and 255")]
pub fn mixed(share: u8, opacity: f64) -> u8 {
    (f64::from(share) * opacity + 255.0 * (1.0 - opacity)).round() as u8
}

/// A colour as it looks on white.
pub fn on_white([red, green, blue]: [u8; 3], opacity: f64) -> Shade {
    Shade([red, green, blue].map(|share| mixed(share, opacity)))
}

/// A colour as it looks on white; nothing if it is not seen at all.
fn color(color: &Color, opacity: f64) -> Option<Shade> {
    let [red, green, blue, alpha] = Color::Process(color.to_rgb().into()).to_vec4_u8();
    let opacity = opacity * f64::from(alpha) / 255.0;
    (0.0 < opacity).then(|| on_white([red, green, blue], opacity))
}

/// What a paint is on something with those bounds in the place, or on text if there are none; nothing if it is not seen at all. A
/// tiling is grey.
pub fn ink(paint: &Paint, place: &Place, bounds: Option<Rect>) -> Option<Ink> {
    match paint {
        Paint::Solid(solid) => color(solid, place.opacity).map(Ink::Flat),
        Paint::Gradient(own) => Some(Ink::Ramp(Rc::new(ramp(own, place, bounds)))),
        Paint::Tiling(_) => Some(Ink::Flat(on_white([128; 3], place.opacity))),
    }
}

fn ramp(gradient: &Gradient, place: &Place, bounds: Option<Rect>) -> Ramp {
    let shade = |at| color(&gradient.sample(RatioOrAngle::Ratio(Ratio::new(at))), place.opacity);
    let shades = Ramp::shades(|at| shade(at).unwrap_or(Shade([255; 3])));
    let (transform, (width, height)) = match (gradient.unwrap_relative(bounds.is_none()), bounds) {
        (RelativeTo::Self_, Some(own)) => {
            (place.transform * Affine::translate(own.origin().to_vec2()), (own.width(), own.height()))
        }
        _ => place.container,
    };
    // What has no width is not divided by it.
    let (width, height) = (width.max(1e-3), height.max(1e-3));
    let of_shares = transform * Affine::scale_non_uniform(width, height);
    let point = |at: Axes<Ratio>| Point::new(at.x.get(), at.y.get());
    let (way, place) = match gradient {
        Gradient::Linear(own) => {
            let angle = Gradient::correct_aspect_ratio(own.angle, Ratio::new(width / height));
            let (across, down) = (angle.cos().abs(), angle.sin().abs());
            let (across, down) = (across / (across + down), down / (across + down));
            let angle = angle.to_rad();
            let (x, from_x) =
                if FRAC_PI_2 < angle && angle < 3.0 * FRAC_PI_2 { (-across, across) } else { (across, 0.0) };
            let (y, from_y) = if PI < angle { (-down, down) } else { (down, 0.0) };
            (Way::Straight(x, y, from_x + from_y), of_shares)
        }
        Gradient::Radial(own) => {
            let inner = Circle::new(point(own.focal_center), own.focal_radius.get());
            (Way::Outwards(inner, Circle::new(point(own.center), own.radius.get())), of_shares)
        }
        Gradient::Conic(own) => {
            let center = Affine::scale_non_uniform(width, height) * point(own.center);
            (Way::About(center, own.angle.to_rad() - PI), transform)
        }
    };
    Ramp { way, place, shades, ends: Ends::Same }
}

/// A line, in points, on something with those bounds, or on text.
pub fn line(stroke: &FixedStroke, place: &Place, bounds: Option<Rect>) -> Option<Line> {
    let width = stroke.thickness.to_pt();
    let ink = ink(&stroke.paint, place, bounds).filter(|_| 0.0 < width)?;
    let mut own = Stroke::new(width)
        .with_caps(match stroke.cap {
            LineCap::Butt => Cap::Butt,
            LineCap::Round => Cap::Round,
            LineCap::Square => Cap::Square,
        })
        .with_join(match stroke.join {
            LineJoin::Miter => Join::Miter,
            LineJoin::Round => Join::Round,
            LineJoin::Bevel => Join::Bevel,
        })
        .with_miter_limit(stroke.miter_limit.get());
    if let Some(dash) = &stroke.dash {
        let lengths: Vec<f64> = dash.array.iter().map(|length| length.to_pt()).collect();
        // What is a dash the first time is a gap the second time where there is an odd number of them; not every reader knows.
        let lengths = if lengths.len() % 2 == 1 { lengths.repeat(2) } else { lengths };
        own = own.with_dashes(dash.phase.to_pt(), lengths);
    }
    Some(Line { ink, stroke: own })
}

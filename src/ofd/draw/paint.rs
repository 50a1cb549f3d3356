//! Colours and lines: one opaque colour each, since OFD for archives has no transparency.

use resvg::usvg;
use typst::visualize::{Color, FixedStroke, LineCap, LineJoin, Paint};

use crate::ofd::schema::{Shade, Stroke};

/// A share of a colour as it looks on white.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 0 and 255")]
pub fn mixed(share: u8, opacity: f64) -> u8 {
    (f64::from(share) * opacity + 255.0 * (1.0 - opacity)).round() as u8
}

/// A colour as it looks on white; nothing if it is not seen at all.
fn on_white([red, green, blue]: [u8; 3], opacity: f64) -> Option<Shade> {
    (0.0 < opacity).then(|| Shade([red, green, blue].map(|share| mixed(share, opacity))))
}

fn color(color: &Color, opacity: f64) -> Option<Shade> {
    let [red, green, blue, alpha] = Color::Process(color.to_rgb().into()).to_vec4_u8();
    on_white([red, green, blue], opacity * f64::from(alpha) / 255.0)
}

/// The colour of a paint: of a gradient the one in its middle, of a tiling grey.
pub fn shade(paint: &Paint, opacity: f64) -> Option<Shade> {
    match paint {
        Paint::Solid(solid) => color(solid, opacity),
        Paint::Gradient(gradient) => {
            let stops = gradient.stops_ref();
            stops.get(stops.len() / 2).and_then(|(middle, _)| color(middle, opacity))
        }
        Paint::Tiling(_) => on_white([128; 3], opacity),
    }
}

/// A line of Typst, in points.
pub fn stroke(stroke: &FixedStroke, opacity: f64) -> Option<Stroke> {
    let dash = stroke
        .dash
        .as_ref()
        .map(|dash| (dash.array.iter().map(|length| length.to_pt()).collect::<Vec<_>>(), dash.phase.to_pt()));
    Some(Stroke {
        shade: shade(&stroke.paint, opacity)?,
        width: stroke.thickness.to_pt(),
        cap: match stroke.cap {
            LineCap::Butt => "Butt",
            LineCap::Round => "Round",
            LineCap::Square => "Square",
        },
        join: match stroke.join {
            LineJoin::Miter => "Miter",
            LineJoin::Round => "Round",
            LineJoin::Bevel => "Bevel",
        },
        miter: stroke.miter_limit.get(),
        dash: dash.filter(|(lengths, _)| !lengths.is_empty()),
    })
}

/// The colour of a paint of SVG: of a gradient the one in its middle, of a pattern grey.
pub fn svg_shade(paint: &usvg::Paint, opacity: f64) -> Option<Shade> {
    let middle = |stops: &[usvg::Stop]| {
        let stop = stops.get(stops.len() / 2)?;
        let usvg::Color { red, green, blue } = stop.color();
        on_white([red, green, blue], opacity * f64::from(stop.opacity().get()))
    };
    match paint {
        usvg::Paint::Color(usvg::Color { red, green, blue }) => on_white([*red, *green, *blue], opacity),
        usvg::Paint::LinearGradient(gradient) => middle(gradient.stops()),
        usvg::Paint::RadialGradient(gradient) => middle(gradient.stops()),
        usvg::Paint::Pattern(_) => on_white([128; 3], opacity),
    }
}

/// A line of SVG, in its own unit.
pub fn svg_stroke(stroke: &usvg::Stroke, opacity: f64) -> Option<Stroke> {
    let dash = stroke.dasharray().map(|lengths| lengths.iter().map(|length| f64::from(*length)).collect::<Vec<_>>());
    Some(Stroke {
        shade: svg_shade(stroke.paint(), opacity * f64::from(stroke.opacity().get()))?,
        width: f64::from(stroke.width().get()),
        cap: match stroke.linecap() {
            usvg::LineCap::Butt => "Butt",
            usvg::LineCap::Round => "Round",
            usvg::LineCap::Square => "Square",
        },
        join: match stroke.linejoin() {
            usvg::LineJoin::Miter | usvg::LineJoin::MiterClip => "Miter",
            usvg::LineJoin::Round => "Round",
            usvg::LineJoin::Bevel => "Bevel",
        },
        miter: f64::from(stroke.miterlimit().get()),
        dash: dash.filter(|lengths| !lengths.is_empty()).map(|lengths| (lengths, f64::from(stroke.dashoffset()))),
    })
}

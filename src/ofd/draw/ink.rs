//! What paths are painted with.

use std::rc::Rc;

use super::ramp::Ramp;
use crate::ofd::schema::{Shade, Stroke};

/// What a path is painted with.
#[derive(Debug, Clone)]
pub enum Ink {
    /// One colour.
    Flat(Shade),
    /// Colours that run into each other.
    Ramp(Rc<Ramp>),
}

impl Ink {
    /// The one colour that it is, or the mean of all.
    pub fn plain(&self) -> Shade {
        let ramp = match self {
            Self::Flat(shade) => return *shade,
            Self::Ramp(ramp) => ramp,
        };
        let mean = |part: fn([u8; 3]) -> u8| {
            let sum: usize = ramp.shades.iter().map(|Shade(parts)| usize::from(part(*parts))).sum();
            u8::try_from(sum / ramp.shades.len().max(1)).unwrap_or(u8::MAX)
        };
        Shade([mean(|[red, _, _]| red), mean(|[_, green, _]| green), mean(|[_, _, blue]| blue)])
    }

    /// Whether it is one colour.
    pub fn is_flat(&self) -> bool {
        matches!(self, Self::Flat(_))
    }
}

/// A line and what it is painted with.
#[derive(Debug, Clone)]
pub struct Line {
    /// Its colours.
    pub ink: Ink,
    /// Everything else, in the unit of its path.
    pub stroke: Stroke,
    /// Lengths of dashes and gaps in turn, and where in them it begins.
    pub dash: Option<(Vec<f64>, f64)>,
}

impl Line {
    /// The same line, with everything that has a length as many times as long.
    pub fn scaled(self, by: f64) -> Self {
        let dash = self.dash.map(|(lengths, from)| (lengths.iter().map(|own| own * by).collect(), from * by));
        Self { stroke: self.stroke.scaled(by), dash, ..self }
    }

    /// The dashes along a path, and how each of them is painted; nothing if there is one line.
    pub fn dashes(&self, path: &kurbo::BezPath) -> Option<(kurbo::BezPath, Self)> {
        let (lengths, from) = self.dash.as_ref()?;
        // Without any length there would be no end to them.
        let some = lengths.iter().sum::<f64>() > self.stroke.width * 1e-2;
        let dashes = if some { kurbo::dash(path.iter(), *from, lengths).collect() } else { path.clone() };
        Some((dashes, Self { dash: None, ..self.clone() }))
    }

    /// The shape that it has along a path.
    pub fn outline(&self, path: &kurbo::BezPath) -> kurbo::BezPath {
        let cap = match self.stroke.cap {
            "Round" => kurbo::Cap::Round,
            "Square" => kurbo::Cap::Square,
            _ => kurbo::Cap::Butt,
        };
        let join = match self.stroke.join {
            "Round" => kurbo::Join::Round,
            "Bevel" => kurbo::Join::Bevel,
            _ => kurbo::Join::Miter,
        };
        let style = kurbo::Stroke::new(self.stroke.width).with_caps(cap).with_join(join);
        let style = style.with_miter_limit(self.stroke.miter);
        kurbo::stroke(path.iter(), &style, &kurbo::StrokeOpts::default(), self.stroke.width * 1e-3)
    }
}

//! What paths are painted with.

use std::rc::Rc;

use kurbo::{BezPath, Stroke, StrokeOpts};

use super::ramp::Ramp;
use crate::ofd::schema::Shade;

/// What a path is painted with.
#[derive(Debug, Clone)]
pub enum Ink {
    /// One colour.
    Flat(Shade),
    /// Colours that run into each other.
    Ramp(Rc<Ramp>),
}

impl Ink {
    /// The one colour that it is; nothing if it is several.
    pub fn flat(&self) -> Option<Shade> {
        match self {
            Self::Flat(shade) => Some(*shade),
            Self::Ramp(_) => None,
        }
    }
}

/// A line and what it is painted with.
#[derive(Debug, Clone)]
pub struct Line {
    /// Its colours.
    pub ink: Ink,
    /// Everything else, in the unit of its path.
    pub stroke: Stroke,
}

impl Line {
    /// The same line, with everything that has a length as many times as long.
    pub fn scaled(mut self, by: f64) -> Self {
        let lengths = [&mut self.stroke.width, &mut self.stroke.dash_offset].into_iter();
        lengths.chain(&mut self.stroke.dash_pattern).for_each(|length| *length *= by);
        self
    }

    /// The dashes along a path, and how each of them is painted; nothing if there is one line.
    pub fn dashes(&self, path: &BezPath) -> Option<(BezPath, Self)> {
        let lengths = &self.stroke.dash_pattern;
        if lengths.is_empty() {
            return None;
        }
        // Without any length there would be no end to them.
        let some = lengths.iter().sum::<f64>() > self.stroke.width * 1e-2;
        let dashes =
            if some { kurbo::dash(path.iter(), self.stroke.dash_offset, lengths).collect() } else { path.clone() };
        let mut each = self.clone();
        each.stroke.dash_pattern.clear();
        Some((dashes, each))
    }

    /// The shape that it has along a path.
    pub fn outline(&self, path: &BezPath) -> BezPath {
        kurbo::stroke(path.iter(), &self.stroke, &StrokeOpts::default(), self.stroke.width * 1e-3)
    }
}

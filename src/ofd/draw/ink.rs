//! What paths are painted with.

use std::rc::Rc;

use kurbo::{BezPath, Shape as _, Stroke, StrokeOpts};

use super::ramp::Ramp;
use crate::ofd::schema::Shade;

/// How long a dash and a gap are at least, in millimetres.
const FINEST: f64 = 0.02;

/// How many dashes a path may have.
const DASHES: f64 = 4096.0;

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

    /// The dashes along a path, and how each of them is painted, where its unit is so many millimetres of the page; nothing if
    /// there is one line.
    pub fn dashes(&self, path: &BezPath, unit: f64) -> Option<(BezPath, Self)> {
        let lengths = &self.stroke.dash_pattern;
        if lengths.is_empty() {
            return None;
        }
        // Those that nobody can tell apart are one line; without any length there would be no end to them.
        let period: f64 = lengths.iter().sum();
        let seen = period > self.stroke.width * 1e-2 && period * unit >= FINEST;
        let few = || {
            let half = path.perimeter(period) / period / 2.0;
            lengths.iter().map(|_| half).sum::<f64>() <= DASHES
        };
        let dashes = if seen && few() {
            kurbo::dash(path.iter(), self.stroke.dash_offset, lengths).collect()
        } else {
            path.clone()
        };
        let mut each = self.clone();
        each.stroke.dash_pattern.clear();
        Some((dashes, each))
    }

    /// The shape that it has along a path.
    pub fn outline(&self, path: &BezPath) -> BezPath {
        kurbo::stroke(path.iter(), &self.stroke, &StrokeOpts::default(), self.stroke.width * 1e-3)
    }
}

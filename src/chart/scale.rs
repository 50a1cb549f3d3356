//! A straight scale that has its labels and its lines where the chart wants them.

use std::ops::Range;

use plotters::coord::combinators::{BindKeyPoints, WithKeyPoints};
use plotters::coord::ranged1d::{DefaultFormatting, KeyPointHint, Ranged};
use plotters::coord::types::RangedCoordf64;

use super::shape::count;

/// plotters' own scale of numbers, with chosen labels and lines; that one lacks a way to print its labels.
pub struct Scale(WithKeyPoints<RangedCoordf64>);

impl Scale {
    /// From one number to another, which may be smaller. One number alone is as good as the way to the next.
    #[must_use]
    pub fn new(from: f64, to: f64) -> Self {
        let to = if (to - from).abs() < f64::EPSILON { from + 1.0 } else { to };
        Self((from..to).with_key_points(Vec::new()))
    }

    /// So many things beside each other, each one wide, with a label in the middle.
    #[must_use]
    pub fn across(n: usize) -> Self {
        Self::new(0.0, count(n.max(1))).labels(middles(n))
    }

    /// So many things under each other, each one high, with a label in the middle and a line under it.
    #[must_use]
    pub fn down(n: usize) -> Self {
        Self::new(count(n.max(1)), 0.0).labels(middles(n)).lines((1..=n).map(count))
    }

    /// With labels at these numbers.
    #[must_use]
    pub fn labels(self, at: impl IntoIterator<Item = f64>) -> Self {
        let Range { start, end } = self.0.range();
        let lines = self.0.light_points().to_vec();
        Self((start..end).with_key_points(at.into_iter().collect()).with_light_points(lines))
    }

    /// With lines at these numbers.
    #[must_use]
    pub fn lines(self, at: impl IntoIterator<Item = f64>) -> Self {
        Self(self.0.with_light_points(at))
    }
}

/// The middle of each of so many things.
fn middles(n: usize) -> impl Iterator<Item = f64> {
    (0..n).map(|at| count(at) + 0.5)
}

/// Which of the things a place belongs to.
#[must_use]
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a place among a few dozen things")]
pub fn thing(place: f64) -> usize {
    place.max(0.0) as usize
}

impl Ranged for Scale {
    type FormatOption = DefaultFormatting;
    type ValueType = f64;

    fn map(&self, value: &f64, limit: (i32, i32)) -> i32 {
        self.0.map(value, limit)
    }

    fn key_points<Hint: KeyPointHint>(&self, hint: Hint) -> Vec<f64> {
        self.0.key_points(hint)
    }

    fn range(&self) -> Range<f64> {
        self.0.range()
    }
}

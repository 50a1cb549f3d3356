//! Columns of things with amounts, and the ribbons that lead from one column to the next.

use super::shape::{Point, count};
use super::style::flow::{GAP, STEPS, THINNEST};

/// Where a thing of a column stands.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Bar {
    /// Its upper end.
    pub top: f64,
    /// Its height.
    pub height: f64,
}

impl Bar {
    /// The height of its middle.
    #[must_use]
    pub fn middle(self) -> f64 {
        self.top + self.height / 2.0
    }
}

/// The bars of a column from its top, and how high it is; each has a height, and takes at least that of its label.
#[must_use]
pub fn stacked(heights: &[(f64, f64)]) -> (Vec<Bar>, f64) {
    let mut at = 0.0;
    let mut bars = Vec::new();
    for &(height, label) in heights {
        let slot = height.max(label);
        bars.push(Bar { top: at + (slot - height) / 2.0, height });
        at += slot + GAP;
    }
    (bars, (at - GAP).max(0.0))
}

/// What flows from a thing of one column to a thing of the next.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Ribbon {
    /// The thing it leaves.
    pub from: usize,
    /// The thing it reaches.
    pub to: usize,
    /// What it is a part of, which gives it its colour.
    pub kind: usize,
    /// Where it leaves.
    pub start: Bar,
    /// Where it arrives.
    pub end: Bar,
}

/// What flows from a thing to a thing, of which kind, and how much.
pub type Flow<T> = (usize, usize, usize, T);

/// The ribbons between two columns for what flows from a thing to a thing, so high: they leave and arrive in the order of the
/// other column, so that those of one bar do not cross, and those of one way lie beside each other. The highest come first.
#[must_use]
pub fn ribbons(flows: &[Flow<f64>], from: &[Bar], to: &[Bar]) -> Vec<Ribbon> {
    let before =
        |own: &dyn Fn(&Flow<f64>) -> bool| -> f64 { flows.iter().filter(|flow| own(flow)).map(|flow| flow.3).sum() };
    let ribbon = |&(a, b, kind, height): &Flow<f64>| {
        let (start, end) = (from.get(a)?, to.get(b)?);
        let left = start.top + before(&|other| other.0 == a && (other.1, other.2) < (b, kind));
        let right = end.top + before(&|other| other.1 == b && (other.0, other.2) < (a, kind));
        let (start, end) = (Bar { top: left, height }, Bar { top: right, height });
        Some(Ribbon { from: a, to: b, kind, start, end })
    };
    let mut all: Vec<Ribbon> = flows.iter().filter_map(ribbon).collect();
    all.sort_by(|one, other| other.start.height.total_cmp(&one.start.height));
    all
}

impl Ribbon {
    /// Its upper and its lower edge between two places.
    #[must_use]
    pub fn edges(&self, (left, right): (f64, f64)) -> [Vec<Point>; 2] {
        // However little it is, it can be seen.
        let more = (THINNEST - self.start.height).max(0.0) / 2.0;
        let edge = |shift: f64| {
            let place = |step: u8| {
                let t = f64::from(step) / f64::from(STEPS);
                (left + (right - left) * t, self.at(t) + shift)
            };
            (0..=STEPS).map(place).collect()
        };
        [edge(-more), edge(self.start.height + more)]
    }

    /// Its upper end at a share of its way.
    #[must_use]
    pub fn at(&self, t: f64) -> f64 {
        let bent = t * t * (3.0 - 2.0 * t);
        self.start.top + (self.end.top - self.start.top) * bent
    }
}

/// How many of the things come first: all, or so many that those that are left are one with the last.
#[must_use]
pub fn largest(amounts: &[f64], most: usize) -> Vec<bool> {
    if amounts.len() <= most {
        return vec![true; amounts.len()];
    }
    let mut order: Vec<usize> = (0..amounts.len()).collect();
    order.sort_by(|&one, &other| amounts[other].total_cmp(&amounts[one]).then(one.cmp(&other)));
    let mut kept = vec![false; amounts.len()];
    order.iter().take(most.saturating_sub(1)).for_each(|&at| kept[at] = true);
    kept
}

/// The share of an amount in all of them as a height.
#[must_use]
pub fn scaled(amounts: &[f64], height: f64) -> Vec<f64> {
    let all: f64 = amounts.iter().sum();
    amounts.iter().map(|own| if all > 0.0 { own * height / all } else { height / count(amounts.len()) }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_leaves_a_bar_fills_it_without_gaps_and_so_does_what_arrives() {
        let flows = [(0, 0, 0, 12.0), (0, 0, 1, 18.0), (0, 1, 1, 20.0), (1, 0, 0, 5.0), (1, 1, 0, 0.5)];
        let (left, right) = (stacked(&[(50.0, 25.0), (5.5, 25.0)]).0, stacked(&[(35.0, 25.0), (20.5, 25.0)]).0);
        let all = ribbons(&flows, &left, &right);
        assert!(all.windows(2).all(|two| two[1].start.height <= two[0].start.height));
        for (bars, side) in [(&left, 0), (&right, 1)] {
            for (at, bar) in bars.iter().enumerate() {
                let own = all.iter().filter(|ribbon| [ribbon.from, ribbon.to][side] == at);
                let mut ends: Vec<Bar> = own.map(|ribbon| [ribbon.start, ribbon.end][side]).collect();
                ends.sort_by(|one, other| one.top.total_cmp(&other.top));
                let mut top = bar.top;
                for end in ends {
                    assert!((end.top - top).abs() < 1e-9, "{side} {at}");
                    top += end.height;
                }
                assert!((top - bar.top - bar.height).abs() < 1e-9, "{side} {at}");
            }
        }
    }

    #[test]
    fn the_largest_stay_and_the_others_are_one() {
        assert_eq!(largest(&[1.0, 2.0], 2), [true, true]);
        assert_eq!(largest(&[1.0, 5.0, 3.0, 3.0], 3), [false, true, true, false]);
    }
}

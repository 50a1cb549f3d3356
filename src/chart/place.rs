//! Where a label finds room beside a place, among lines and other labels.

use plotters::style::text_anchor::HPos;

use super::shape::{Point, width};
use super::style::{DOT, SMALL};

/// Left, top, right, bottom.
pub type Frame = [f64; 4];

/// From the edge of a dot to its label.
const APART: f64 = 2.0;

/// What is there already.
pub struct Surroundings {
    /// What labels stay within.
    pub within: Frame,
    /// Labels, which none may touch.
    pub labels: Vec<Frame>,
    /// Lines, which as few as possible run through a label.
    pub lines: Vec<(Point, Point)>,
}

/// Where a label stands: the middle of its height, and which end of it is there.
pub struct Standing {
    /// The place.
    pub at: Point,
    /// The point of the label that is there.
    pub anchor: HPos,
    /// What it covers.
    pub frame: Frame,
}

impl Surroundings {
    /// The best place for a small label beside the dot of a figure, above it rather than below or the other way round; none
    /// where every place would touch another label.
    pub fn beside(&self, (x, y): Point, text: &str, above: bool) -> Option<Standing> {
        let (wide, away) = (width(text, SMALL), DOT + APART + SMALL / 2.0);
        let level = |up: bool| if up { y - away } else { y + away };
        let standing = |at: Point, anchor: HPos| {
            let left = match anchor {
                HPos::Left => at.0,
                HPos::Center => at.0 - wide / 2.0,
                HPos::Right => at.0 - wide,
            };
            Standing { at, anchor, frame: [left, at.1 - SMALL / 2.0, left + wide, at.1 + SMALL / 2.0] }
        };
        let stacked = [above, !above].into_iter().flat_map(|up| {
            [(x, HPos::Center), (x - DOT, HPos::Left), (x + DOT, HPos::Right)]
                .map(|(x, anchor)| ((x, level(up)), anchor))
        });
        let side = DOT + 2.0 * APART;
        let beside = [((x + side, y), HPos::Left), ((x - side, y), HPos::Right)];
        let all = stacked.chain(beside).map(|(at, anchor)| standing(at, anchor));
        let free = all.filter(|own| self.free(&own.frame));
        free.min_by_key(|own| self.lines.iter().filter(|line| crosses(**line, &own.frame)).count())
    }

    fn free(&self, [left, top, right, bottom]: &Frame) -> bool {
        let [l, t, r, b] = self.within;
        let inside = l <= *left && t <= *top && *right <= r && *bottom <= b;
        let touches = |[l, t, r, b]: &Frame| left < r && l < right && top < b && t < bottom;
        inside && !self.labels.iter().any(touches)
    }
}

/// Whether a straight line runs through a frame.
pub fn crosses(((x, y), (to_x, to_y)): (Point, Point), [left, top, right, bottom]: &Frame) -> bool {
    let (mut from, mut to) = (0.0_f64, 1.0_f64);
    for (start, way, low, high) in [(x, to_x - x, *left, *right), (y, to_y - y, *top, *bottom)] {
        if way.abs() < f64::EPSILON {
            if start < low || high < start {
                return false;
            }
            continue;
        }
        let (one, other) = ((low - start) / way, (high - start) / way);
        from = from.max(one.min(other));
        to = to.min(one.max(other));
    }
    from <= to
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_runs_through_a_frame_or_passes_it() {
        let frame = [10.0, 10.0, 20.0, 20.0];
        assert!(crosses(((0.0, 0.0), (30.0, 30.0)), &frame));
        assert!(crosses(((15.0, 0.0), (15.0, 12.0)), &frame), "ends inside");
        assert!(!crosses(((0.0, 0.0), (9.0, 9.0)), &frame), "ends before");
        assert!(!crosses(((0.0, 25.0), (30.0, 21.0)), &frame), "passes below");
        assert!(!crosses(((5.0, 0.0), (5.0, 30.0)), &frame), "passes beside");
    }

    #[test]
    fn a_label_stands_where_no_line_runs_and_never_on_another() {
        let mut around = Surroundings { within: [0.0, 0.0, 100.0, 100.0], labels: Vec::new(), lines: Vec::new() };
        let at = (50.0, 50.0);
        assert!(around.beside(at, "12", true).is_some_and(|own| own.at.1 < 50.0));
        around.lines.push((at, (50.0, 0.0)));
        around.lines.push((at, (0.0, 20.0)));
        let below = around.beside(at, "12", true).map(|own| own.at.1);
        assert!(below.is_some_and(|y| 50.0 < y), "{below:?}");
        around.labels.push([0.0, 0.0, 100.0, 100.0]);
        assert!(around.beside(at, "12", true).is_none());
    }
}

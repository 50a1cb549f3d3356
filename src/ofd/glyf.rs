//! The outlines of glyphs as a TrueType file has them: its tables `glyf` and `loca`.

use kurbo::{BezPath, PathEl, Point, Rect};

/// The two tables, being made.
#[derive(Debug, Default)]
pub struct Glyf {
    data: Vec<u8>,
    ends: Vec<u32>,
    /// The most points that a glyph has.
    pub points: u16,
    /// The most contours that a glyph has.
    pub contours: u16,
}

/// A point in units of the typeface, and whether the line goes through it.
type At = (i16, i16, bool);

impl Glyf {
    /// Adds a glyph of lines and quadratic curves with the box around it; tells where its box begins.
    pub fn add(&mut self, outline: &BezPath, bounds: Rect) -> i16 {
        let contours = contours(outline);
        let left = if contours.is_empty() { 0 } else { whole(bounds.x0.floor()) };
        if !contours.is_empty() {
            self.write(&contours, bounds);
        }
        self.ends.push(u32::try_from(self.data.len()).unwrap_or(u32::MAX));
        left
    }

    /// The tables `glyf` and `loca`, the latter with four bytes for every glyph.
    pub fn finish(self) -> (Vec<u8>, Vec<u8>) {
        let places = std::iter::once(0).chain(self.ends);
        (self.data, places.flat_map(u32::to_be_bytes).collect())
    }

    fn write(&mut self, contours: &[Vec<At>], bounds: Rect) {
        let count = u16::try_from(contours.len()).unwrap_or(u16::MAX);
        self.contours = self.contours.max(count);
        self.word(count);
        for side in [bounds.x0.floor(), bounds.y0.floor(), bounds.x1.ceil(), bounds.y1.ceil()] {
            self.data.extend(whole(side).to_be_bytes());
        }
        let mut points = 0_u16;
        for contour in contours {
            points = points.saturating_add(u16::try_from(contour.len()).unwrap_or(u16::MAX));
            self.word(points - 1);
        }
        self.points = self.points.max(points);
        // No instructions.
        self.word(0);
        let (mut flags, mut xs, mut ys) = (Vec::new(), Vec::new(), Vec::new());
        let mut last = (0_i16, 0_i16);
        for (x, y, on) in contours.iter().flatten().copied() {
            let across = step(x.wrapping_sub(last.0), &mut xs);
            let up = step(y.wrapping_sub(last.1), &mut ys);
            flags.push(u8::from(on) | across << 1 | up << 2);
            last = (x, y);
        }
        for same in flags.chunk_by(|one, other| one == other) {
            for part in same.chunks(256) {
                match part {
                    [one] => self.data.push(*one),
                    [one, others @ ..] => {
                        self.data.extend([one | 8, u8::try_from(others.len()).unwrap_or(u8::MAX)]);
                    }
                    [] => {}
                }
            }
        }
        self.data.extend(xs);
        self.data.extend(ys);
        self.data.resize(self.data.len().next_multiple_of(4), 0);
    }

    fn word(&mut self, value: u16) {
        self.data.extend(value.to_be_bytes());
    }
}

/// Adds a step from a coordinate to the next; tells its flags: bit 0 for a step of one byte, bit 3 for one upwards or none at all.
fn step(by: i16, into: &mut Vec<u8>) -> u8 {
    match (by, u8::try_from(by.unsigned_abs())) {
        (0, _) => 8,
        (_, Ok(short)) => {
            into.push(short);
            1 | if by > 0 { 8 } else { 0 }
        }
        _ => {
            into.extend(by.to_be_bytes());
            0
        }
    }
}

/// The contours of an outline. Each begins with a point that the line goes through; what lies halfway between two that it does
/// not go through is left out, as readers put it there.
fn contours(outline: &BezPath) -> Vec<Vec<At>> {
    let mut contours: Vec<Vec<At>> = Vec::new();
    for part in outline.elements() {
        let (through, by) = match *part {
            PathEl::MoveTo(at) => {
                contours.push(vec![rounded(at, true)]);
                continue;
            }
            PathEl::LineTo(at) => (at, None),
            // There are no cubic ones here.
            PathEl::QuadTo(by, at) | PathEl::CurveTo(_, by, at) => (at, Some(by)),
            PathEl::ClosePath => continue,
        };
        let Some(open) = contours.last_mut() else { continue };
        open.extend(by.map(|by| rounded(by, false)));
        open.push(rounded(through, true));
    }
    for contour in &mut contours {
        // The line goes back to where it began by itself.
        while contour.len() > 1 && contour.last() == contour.first() {
            contour.pop();
        }
        let all = contour.clone();
        let halfway = |at: usize| {
            let (Some(before), Some((x, y, true)), Some(after)) =
                (at.checked_sub(1).and_then(|before| all.get(before)), all.get(at), all.get((at + 1) % all.len()))
            else {
                return false;
            };
            let middle = |one: i16, other: i16, own: i16| i32::from(one) + i32::from(other) == 2 * i32::from(own);
            !before.2 && !after.2 && middle(before.0, after.0, *x) && middle(before.1, after.1, *y)
        };
        let mut at = 0;
        contour.retain(|_| {
            at += 1;
            !halfway(at - 1)
        });
    }
    contours.retain(|contour| contour.len() > 1);
    contours
}

fn rounded(at: Point, on: bool) -> At {
    (whole(at.x.round()), whole(at.y.round()), on)
}

#[expect(clippy::cast_possible_truncation, reason = "units of a typeface have two bytes; a cast keeps within them")]
fn whole(value: f64) -> i16 {
    value as i16
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_triangle_is_three_points_and_its_line_back_is_left_out() {
        let mut path = BezPath::new();
        path.move_to((0.0, 0.0));
        path.line_to((300.0, 0.0));
        path.line_to((0.0, -5.0));
        path.line_to((0.0, 0.0));
        path.close_path();
        let mut glyf = Glyf::default();
        assert_eq!(glyf.add(&path, Rect::new(0.0, -5.0, 300.0, 0.0)), 0);
        glyf.add(&BezPath::new(), Rect::ZERO);
        let (data, places) = glyf.finish();
        let expected = [
            &[0, 1, 0, 0, 0xff, 0xfb, 1, 0x2c, 0, 0, 0, 2, 0, 0][..],
            // Through the first, two bytes across to the second, two back and one down to the third.
            &[0x31, 0x21, 0x05, 1, 0x2c, 0xfe, 0xd4, 5],
            &[0, 0],
        ];
        assert_eq!(data, expected.concat());
        assert_eq!(places, [0, 0, 0, 0, 0, 0, 0, 24, 0, 0, 0, 24]);
    }

    #[test]
    fn what_is_halfway_is_left_out_but_never_the_first_point() {
        let mut path = BezPath::new();
        path.move_to((10.0, 0.0));
        path.quad_to((20.0, 0.0), (20.0, 10.0));
        path.quad_to((20.0, 20.0), (10.0, 20.0));
        path.quad_to((0.0, 20.0), (0.0, 10.0));
        path.quad_to((0.0, 0.0), (10.0, 0.0));
        assert_eq!(contours(&path), [[(10, 0, true), (20, 0, false), (20, 20, false), (0, 20, false), (0, 0, false)]]);
    }
}

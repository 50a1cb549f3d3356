//! Colours that run into each other, as strips of one colour each: every reader knows those, and not every one knows more.

use std::f64::consts::TAU;

use kurbo::{Affine, BezPath, Circle, Point, Rect, Shape as _, Vec2};

use super::polygon::{corners, inside, keep, polygon};
use crate::ofd::schema::Shade;

/// How many strips there are from the first colour to the last.
pub const STRIPS: u16 = 64;

/// How wide a strip is at least, in millimetres, as long as there are a few: what is softened on both sides would be paler.
const THIN: f64 = 0.25;

/// How much of the next one a strip covers, as a share of it.
const OVER: f64 = 0.4;

/// How often colours are repeated at most, from where a shape begins.
const ROUNDS: f64 = 16.0;

/// Which way colours run, in places of their own; they run from 0 to 1.
#[derive(Debug, Clone, Copy)]
pub enum Way {
    /// Straight: how far is the sum of both places, each times its share, and the last number.
    Straight(f64, f64, f64),
    /// From a circle to another one that is around it.
    Outwards(Circle, Circle),
    /// About a point, clockwise from an angle in radians.
    About(Point, f64),
}

/// What is before the first colour and behind the last.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ends {
    /// The same colours.
    Same,
    /// All of them again.
    Repeat,
    /// All of them again, there and back.
    Reflect,
}

/// Colours that run into each other.
#[derive(Debug)]
pub struct Ramp {
    /// Which way.
    pub way: Way,
    /// From its places to the page.
    pub place: Affine,
    /// The colour of each strip.
    pub shades: Vec<Shade>,
    /// What is beyond them.
    pub ends: Ends,
}

impl Ramp {
    /// The colours that a function has in the middle of each strip.
    pub fn shades(at: impl Fn(f64) -> Shade) -> Vec<Shade> {
        (0..STRIPS).map(|strip| at((f64::from(strip) + 0.5) / f64::from(STRIPS))).collect()
    }

    /// Strips that cover a box of the page, to be painted one after the other.
    pub fn strips(&self, area: Rect) -> Vec<(BezPath, Shade)> {
        let whole = self.place.inverse().transform_rect_bbox(area.inflate(0.05, 0.05));
        let corners = corners(whole);
        if !whole.is_finite() {
            return Vec::new();
        }
        let strips = match self.way {
            Way::Straight(across, down, from) => {
                let far = |at: Point| across * at.x + down * at.y + from;
                let all = corners.map(far);
                let first = all.into_iter().fold(f64::MAX, f64::min);
                let last = all.into_iter().fold(f64::MIN, f64::max);
                let cut = |(begin, end, shade): (f64, f64, Shade)| {
                    let behind = keep(&corners, |at| far(at) - begin);
                    (polygon(&keep(&behind, |at| end - far(at))), shade)
                };
                let [a, b, c, d, ..] = self.place.inverse().as_coeffs();
                let length = (across * a + down * b).hypot(across * c + down * d).recip();
                self.between(self.ends, (first, last), length).into_iter().map(cut).collect()
            }
            Way::Outwards(inner, outer) => self.outwards(inner, outer, whole),
            Way::About(center, from) => self.about(center, from, &corners),
        };
        let shown = strips.into_iter().filter(|(path, _)| !path.is_empty());
        shown.map(|(path, shade): (BezPath, Shade)| (self.place * path, shade)).collect()
    }

    /// Where strips begin and end that cover everything between two places, and their colours. Each ends in the next one, which is
    /// painted over it: no line is to be seen between them, and the edge of what they fill is not painted more than twice.
    /// From the first colour to the last it is so many millimetres.
    fn between(&self, ends: Ends, (first, last): (f64, f64), length: f64) -> Vec<(f64, f64, Shade)> {
        let all = f64::from(STRIPS);
        let wide = |together: &f64| length * together / all >= THIN;
        let together = [1.0, 2.0, 4.0, 8.0].into_iter().find(wide).unwrap_or(16.0);
        let steps = all / together;
        let (begin, end) = match ends {
            Ends::Same => (0.0, 1.0),
            Ends::Repeat | Ends::Reflect => (first, last.min(first + ROUNDS)),
        };
        let mut found: Vec<(f64, f64, Shade)> = Vec::new();
        let start = (begin * steps).floor();
        for step in 0..count(end * steps - start).max(1) {
            // Very far away the next place is the same one: what is counted begins and ends there, too.
            let step = start + f64::from(step);
            let place = match ends {
                Ends::Reflect if (step / steps).floor().rem_euclid(2.0) > 0.5 => -1.0 - step,
                _ => step,
            };
            let (from, to) = (step / steps, (step + 1.0 + OVER) / steps);
            let Some(shade) = self.shade(place.rem_euclid(steps) * together + together / 2.0 - 0.5) else { continue };
            match found.last_mut() {
                Some((_, last, same)) if *same == shade => *last = to,
                _ => found.push((from, to, shade)),
            }
        }
        if let Some((from, ..)) = found.first_mut() {
            *from = f64::MIN;
        }
        if let Some((_, to, _)) = found.last_mut() {
            *to = f64::MAX;
        }
        found
    }

    fn outwards(&self, inner: Circle, outer: Circle, whole: Rect) -> Vec<(BezPath, Shade)> {
        let circle = |at: f64| {
            let radius = inner.radius + (outer.radius - inner.radius) * at;
            Circle::new(inner.center.lerp(outer.center, at), radius).to_path(outer.radius * 1e-3)
        };
        let ring = |(begin, end, shade): (f64, f64, Shade)| {
            let mut ring = if end > 1.0 { whole.to_path(0.1) } else { circle(end) };
            if 0.0 < begin {
                ring.extend(circle(begin).reverse_subpaths());
            }
            (ring, shade)
        };
        let length = (outer.radius - inner.radius).abs() * self.place.determinant().abs().sqrt();
        self.between(Ends::Same, (0.0, 1.0), length).into_iter().map(ring).collect()
    }

    fn about(&self, center: Point, from: f64, corners: &[Point; 4]) -> Vec<(BezPath, Shade)> {
        let reach = corners.iter().map(|at| at.distance(center)).fold(0.0, f64::max) * 2.0;
        let strip = |(strip, shade): (u16, &Shade)| {
            let begin = from + f64::from(strip) / f64::from(STRIPS) * TAU;
            let end = begin + TAU / f64::from(STRIPS) * (1.0 + if strip + 1 < STRIPS { OVER } else { 0.0 });
            let [one, other] = [begin, end].map(|angle| center + Vec2::from_angle(angle) * reach);
            (polygon(&inside(&[center, one, other], corners)), *shade)
        };
        (0..STRIPS).zip(&self.shades).map(strip).collect()
    }

    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a number of a strip")]
    fn shade(&self, strip: f64) -> Option<Shade> {
        self.shades.get(strip.round() as usize).copied()
    }
}

/// How many whole steps a length takes.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a cast keeps within the numbers there are"
)]
fn count(length: f64) -> u16 {
    length.ceil() as u16
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strips_cover_a_box_and_nothing_else() {
        let (scale, area) = (10.0, Rect::new(10.0, 10.0, 30.0, 20.0));
        let circle = |radius| Circle::new((20.0, 15.0), radius);
        for way in [
            Way::Straight(0.1, 0.0, -1.5),
            Way::Outwards(circle(1.0), circle(8.0)),
            Way::About(Point::new(14.0, 12.0), 1.0),
        ] {
            // How far a place is from the first colour to the last.
            let far = |at: Point| match way {
                Way::Straight(across, _, from) => across * at.x + from,
                Way::Outwards(inner, outer) => {
                    (at.distance(inner.center) - inner.radius) / (outer.radius - inner.radius)
                }
                Way::About(center, from) => ((at - center).angle() - from).rem_euclid(TAU) / TAU,
            };
            for ends in [Ends::Same, Ends::Repeat, Ends::Reflect] {
                let of_ends = if matches!(way, Way::Straight(..)) { ends } else { Ends::Same };
                let expected = |at: Point| {
                    let strip = (far(at) * f64::from(STRIPS)).floor();
                    let last = f64::from(STRIPS) - 1.0;
                    match of_ends {
                        Ends::Same => strip.clamp(0.0, last),
                        Ends::Repeat => strip.rem_euclid(last + 1.0),
                        Ends::Reflect => {
                            let there = strip.rem_euclid(2.0 * f64::from(STRIPS));
                            there.min(2.0 * f64::from(STRIPS) - 1.0 - there)
                        }
                    }
                };
                let shades = (0..STRIPS).map(|own| Shade([u8::try_from(own).unwrap(), 0, 0])).collect();
                let ramp = Ramp { way, place: Affine::scale(scale), shades, ends };
                let strips = ramp.strips(area.scale_from_origin(scale));
                let shown = |at: Point| {
                    let at = (at.to_vec2() * scale).to_point();
                    strips.iter().rev().find(|(path, _)| path.contains(at)).map(|(_, shade)| *shade)
                };
                for x in 10..30 {
                    for y in 10..20 {
                        let at = Point::new(f64::from(x) + 0.4, f64::from(y) + 0.3);
                        let Some(Shade([strip, ..])) = shown(at) else { panic!("{way:?} {ends:?} {at:?}") };
                        let expected = expected(at);
                        let beside = (f64::from(strip) - expected).abs() <= 1.0;
                        assert!(beside, "{way:?} {ends:?} {at:?}: {strip}, not {expected}");
                    }
                }
            }
        }
    }

    #[test]
    fn short_ways_have_a_few_wide_strips() {
        let shades: Vec<Shade> = (0..STRIPS).map(|own| Shade([u8::try_from(own).unwrap(), 0, 0])).collect();
        for (length, strips) in [(30.0, 64), (10.0, 32), (4.0, 16), (0.1, 4)] {
            let way = Way::Straight(1.0 / length, 0.0, 0.0);
            let ramp = Ramp { way, place: Affine::IDENTITY, shades: shades.clone(), ends: Ends::Same };
            assert_eq!(ramp.strips(Rect::new(0.0, 0.0, length, 5.0)).len(), strips, "{length}");
        }
    }

    #[test]
    fn rounds_begin_where_the_shape_does_and_end() {
        let shades: Vec<Shade> = (0..STRIPS).map(|own| Shade([u8::try_from(own).unwrap(), 0, 0])).collect();
        for (ends, from, rounds) in [
            (Ends::Repeat, 20.0, 3),
            (Ends::Repeat, -900.0, 3),
            (Ends::Reflect, 1e6, 16),
            (Ends::Repeat, 0.0, 16),
            (Ends::Repeat, 1e18, 16),
        ] {
            // Three or forty rounds.
            let (way, width) = (Way::Straight(1.0, 0.0, from), if rounds == 3 { 3.0 } else { 40.0 });
            let ramp = Ramp { way, place: Affine::scale(100.0), shades: shades.clone(), ends };
            let strips = ramp.strips(Rect::new(0.1, 0.0, width * 100.0 - 0.1, 10.0)).len();
            let most = usize::from(STRIPS) * rounds + 2;
            assert!((1..=most).contains(&strips) && (from > 1e9 || most < strips + 20), "{ends:?} {from}: {strips}");
        }
    }
}

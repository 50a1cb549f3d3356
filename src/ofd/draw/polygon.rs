//! Shapes of straight lines, and what two shapes have in common.

use std::f64::consts::TAU;

use kurbo::{BezPath, PathEl, Point, Rect, Shape as _};

/// How far a polygon may be from the curve it stands for, in millimetres.
const STRAY: f64 = 0.01;

/// The part of a shape where a function that is straight is not negative.
pub fn keep(corners: &[Point], far: impl Fn(Point) -> f64) -> Vec<Point> {
    let mut kept = Vec::new();
    let next = corners.iter().cycle().skip(1);
    for (one, other) in corners.iter().zip(next) {
        let (from, to) = (far(*one), far(*other));
        if from >= 0.0 {
            kept.push(*one);
        }
        if (from < 0.0) != (to < 0.0) {
            kept.push(one.lerp(*other, from / (from - to)));
        }
    }
    kept
}

/// The part of a shape that is in a convex one whose corners go clockwise.
pub fn inside(corners: &[Point], convex: &[Point]) -> Vec<Point> {
    let next = convex.iter().cycle().skip(1);
    let sides = convex.iter().zip(next);
    sides.fold(corners.to_vec(), |kept, (one, other)| keep(&kept, |at| (*other - *one).cross(at - *one)))
}

/// Corners as a path; none if there are too few.
pub fn polygon(corners: &[Point]) -> BezPath {
    let mut path = BezPath::new();
    if let Some((first, others)) = corners.split_first()
        && others.len() > 1
    {
        path.move_to(*first);
        for at in others {
            path.line_to(*at);
        }
        path.close_path();
    }
    path
}

/// The corners of a level box, clockwise.
pub fn corners(area: Rect) -> [Point; 4] {
    [(area.x0, area.y0), (area.x1, area.y0), (area.x1, area.y1), (area.x0, area.y1)].map(|(x, y)| Point::new(x, y))
}

/// The corners of every part of a path.
pub fn parts(path: &BezPath) -> Vec<Vec<Point>> {
    let mut parts: Vec<Vec<Point>> = Vec::new();
    kurbo::flatten(path.iter(), STRAY, |part| match part {
        PathEl::MoveTo(at) => parts.push(vec![at]),
        PathEl::LineTo(at) => parts.last_mut().into_iter().for_each(|last| last.push(at)),
        _ => {}
    });
    parts
}

/// The corners of a path, clockwise, if it is convex.
pub fn convex(path: &BezPath) -> Option<Vec<Point>> {
    let [corners] = &mut *parts(path) else { return None };
    corners.dedup_by(|one, other| one.distance(*other) < 1e-9);
    if corners.first().zip(corners.last()).is_some_and(|(first, last)| first.distance(*last) < 1e-9) {
        corners.pop();
    }
    if path.area() < 0.0 {
        corners.reverse();
    }
    let around = |from: usize| corners.iter().cycle().skip(from);
    let turns = corners.iter().zip(around(1)).zip(around(2)).map(|((a, b), c)| {
        let (from, to) = (*b - *a, *c - *b);
        from.cross(to).atan2(from.dot(to))
    });
    let (mut whole, mut all) = (0.0, true);
    for turn in turns {
        all &= turn > -1e-6;
        whole += turn;
    }
    // One that goes around twice turns to one side, too.
    (all && (whole - TAU).abs() < 1e-3).then(|| corners.clone())
}

/// What a path, given as the corners of its parts, has in common with a convex shape.
pub fn common(parts: &[Vec<Point>], convex: &[Point]) -> BezPath {
    parts.iter().flat_map(|part| polygon(&inside(part, convex))).collect()
}

#[cfg(test)]
mod tests {
    use kurbo::Circle;

    use super::*;

    #[test]
    fn what_two_shapes_have_in_common_is_as_large_as_it_is() {
        let circle = Circle::new((10.0, 10.0), 10.0).to_path(0.001);
        let right = Rect::new(10.0, -5.0, 30.0, 30.0);
        let half = common(&parts(&circle), &corners(right));
        assert!((half.area().abs() - 50.0 * std::f64::consts::PI).abs() < 0.5, "{}", half.area());
        let other = convex(&Circle::new((20.0, 10.0), 10.0).to_path(0.001)).unwrap();
        let lens = common(&parts(&circle), &other).area().abs();
        assert!((lens - 122.84).abs() < 0.5, "{lens}");
        let mut star = BezPath::new();
        for at in [(20.0, 0.0), (32.0, 30.0), (2.0, 11.0), (38.0, 11.0), (8.0, 30.0)] {
            if star.is_empty() { star.move_to(at) } else { star.line_to(at) }
        }
        star.close_path();
        assert!(convex(&star).is_none());
    }
}

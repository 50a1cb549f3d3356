//! Millimetres, the unit of everything in OFD (GB/T 33190-2016, 7.3), and how numbers are written.

use std::fmt::{self, Display, Formatter};

use kurbo::{Affine, Rect};

/// How many millimetres a point of Typst is.
pub const POINT: f64 = 25.4 / 72.0;

/// A length in millimetres, written to a thousandth of one.
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd)]
pub struct Mm(pub f64);

impl Mm {
    /// The length as it will be written.
    pub fn rounded(self) -> Self {
        Self((self.0 * 1000.0).round() / 1000.0)
    }
}

impl Display for Mm {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str(&number(self.0, 3))
    }
}

/// A number with at most so many decimals, without an exponent and without zeros at its end.
pub fn number(value: f64, decimals: usize) -> String {
    let mut text = format!("{value:.decimals$}");
    if text.contains('.') {
        text.truncate(text.trim_end_matches('0').trim_end_matches('.').len());
    }
    if text == "-0" { "0".to_owned() } else { text }
}

/// A box: `ST_Box`, left, top, width and height.
pub fn boxed(area: Rect) -> String {
    format!("{} {} {} {}", Mm(area.x0), Mm(area.y0), Mm(area.width()), Mm(area.height()))
}

/// A transformation: the array `CTM` of six numbers.
pub fn matrix(transform: Affine) -> String {
    let [a, b, c, d, e, f] = transform.as_coeffs();
    let [a, b, c, d] = [a, b, c, d].map(|share| number(share, 6));
    format!("{a} {b} {c} {d} {} {}", Mm(e), Mm(f))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_short_and_plain() {
        let written = [0.0, -0.0, -0.0001, 3.0, 210.0, 3.14159, 1e-9, 1234567.25, -2.5].map(|value| number(value, 3));
        assert_eq!(written, ["0", "0", "0", "3", "210", "3.142", "0", "1234567.25", "-2.5"]);
    }

    #[test]
    fn a_box_is_its_corner_and_its_size() {
        assert_eq!(boxed(Rect::new(1.5, 2.0, 11.5, 3.25)), "1.5 2 10 1.25");
    }
}

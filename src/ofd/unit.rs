//! Millimetres, the unit of everything in OFD (GB/T 33190-2016, 8.1), and how numbers are written.

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
        Number(self.0, 3).fmt(f)
    }
}

/// A number with at most so many decimals (not more than nine), without an exponent and without zeros at its end. What is
/// too large for that many digits is written as the largest that is not.
#[derive(Debug, Clone, Copy)]
pub struct Number(pub f64, pub usize);

impl Display for Number {
    #[expect(clippy::cast_possible_truncation, reason = "a cast keeps within the largest numbers; none is zero")]
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let Self(value, mut decimals) = *self;
        let power = (0..decimals).fold(1.0, |power, _| power * 10.0);
        let mut left = (value * power).round() as i64;
        let negative = left < 0;
        while decimals > 0 && left % 10 == 0 {
            left /= 10;
            decimals -= 1;
        }
        let mut digits = left.unsigned_abs();
        // Twenty digits, a point and a sign.
        let mut text = [0; 22];
        let mut at = text.len();
        let mut put = |byte: u8| {
            at -= 1;
            if let Some(place) = text.get_mut(at) {
                *place = byte;
            }
        };
        let mut written = 0;
        while digits > 0 || written <= decimals {
            if written == decimals && decimals > 0 {
                put(b'.');
            }
            put(b'0' + u8::try_from(digits % 10).unwrap_or_default());
            digits /= 10;
            written += 1;
        }
        if negative {
            put(b'-');
        }
        f.write_str(std::str::from_utf8(&text[at..]).unwrap_or_default())
    }
}

/// A box: `ST_Box`, left, top, width and height.
#[derive(Debug, Clone, Copy)]
pub struct Boxed(pub Rect);

impl Display for Boxed {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let Self(area) = self;
        write!(f, "{} {} {} {}", Mm(area.x0), Mm(area.y0), Mm(area.width()), Mm(area.height()))
    }
}

/// A transformation: the array `CTM` of six numbers.
#[derive(Debug, Clone, Copy)]
pub struct Matrix(pub Affine);

impl Display for Matrix {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let [shares @ .., x, y] = self.0.as_coeffs();
        let shares: [Number; 4] = shares.map(|share| Number(share, 6));
        write!(f, "{} {} {}", Array(&shares), Mm(x), Mm(y))
    }
}

/// Several of a kind, one after the other: `ST_Array`.
#[derive(Debug, Clone, Copy)]
pub struct Array<'a, T>(pub &'a [T]);

impl<T: Display> Display for Array<'_, T> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        for (at, one) in self.0.iter().enumerate() {
            if at > 0 {
                f.write_str(" ")?;
            }
            one.fmt(f)?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_short_and_plain() {
        let values = [0.0, -0.0, -0.0001, 3.0, 210.0, 3.16159, 1e-9, 1_234_567.25, -2.5, 0.05, -0.001, 100.0, f64::NAN];
        let written = values.map(|value| Number(value, 3).to_string());
        let plain = ["0", "0", "0", "3", "210", "3.162", "0", "1234567.25", "-2.5", "0.05", "-0.001", "100", "0"];
        assert_eq!(written, plain);
        assert_eq!(Number(12.0, 0).to_string(), "12");
        assert_eq!(Number(f64::INFINITY, 3).to_string(), "9223372036854775.807");
    }

    #[test]
    fn a_box_is_its_corner_and_its_size() {
        assert_eq!(Boxed(Rect::new(1.5, 2.0, 11.5, 3.25)).to_string(), "1.5 2 10 1.25");
    }

    #[test]
    fn several_are_written_one_by_one() {
        assert_eq!(Array(&[Mm(1.0), Mm(1.0), Mm(0.25)]).to_string(), "1 1 0.25");
    }
}

//! The elements that charts and their legends are made of, so that a key looks like what it explains.

use plotters::element::{
    Circle, DashedPathElement, DynElement, EmptyElement, IntoDynElement, PathElement, Rectangle, Text,
};
use plotters::style::text_anchor::{HPos, Pos, VPos};
use plotters::style::{Color as _, FontFamily, IntoFont, ShapeStyle, TextStyle};

use super::record::{Recorder, px};
use super::shape::Point;
use super::style::{BOLD, CELL_GAP, Color, DASH, LINE, PAPER};

/// Something drawn at a place of a coordinate system.
pub type Mark<C> = DynElement<'static, Recorder, C>;

/// How a label is written, and which of its points its position is. The typeface is the style's.
#[must_use]
pub fn lettering(size: f64, color: Color, anchor: HPos) -> TextStyle<'static> {
    let font = (FontFamily::SansSerif, f64::from(px(size))).into_font();
    font.color(&color).pos(Pos::new(anchor, VPos::Center))
}

/// A filled look.
#[must_use]
pub fn fill(color: Color) -> ShapeStyle {
    color.filled()
}

/// The look of a line.
#[must_use]
pub fn stroke(color: Color, width: f64) -> ShapeStyle {
    color.stroke_width(px(width).unsigned_abs())
}

/// Lengths of a dash and of the gap after it, in pixels.
#[must_use]
pub fn dash() -> (i32, i32) {
    (px(DASH.0), px(DASH.1))
}

fn pixels((x, y): Point) -> (i32, i32) {
    (px(x), px(y))
}

/// A label so many units beside and below a place.
pub fn beside<C: Clone + 'static>(at: C, shift: Point, text: impl Into<String>, style: TextStyle<'static>) -> Mark<C> {
    (EmptyElement::at(at) + Text::new(text.into(), pixels(shift), style)).into_dyn()
}

/// A bar between two corners, made thinner above and below and shorter at its right end.
pub fn bar<C: Clone + 'static>(corners: [C; 2], margin: f64, seam: f64, color: Color) -> Mark<C> {
    let mut bar = Rectangle::new(corners, fill(color));
    let (margin, seam) = (px(margin).unsigned_abs(), px(seam).unsigned_abs());
    bar.set_margin(margin, margin, 0, seam);
    bar.into_dyn()
}

/// A cell of a grid between two corners, with half the gap to its neighbours on every side.
pub fn cell<C: Clone + 'static>(corners: [C; 2], margin: f64, color: Color) -> Mark<C> {
    let mut cell = Rectangle::new(corners, fill(color));
    let (margin, side) = (px(margin).unsigned_abs(), px(CELL_GAP / 2.0).unsigned_abs());
    cell.set_margin(margin, margin, side, side);
    cell.into_dyn()
}

/// A filled rectangle between two corners given in units from a place.
pub fn patch<C: Clone + 'static>(at: C, from: Point, to: Point, color: Color) -> Mark<C> {
    (EmptyElement::at(at) + Rectangle::new([pixels(from), pixels(to)], fill(color))).into_dyn()
}

/// A disc.
pub fn dot<C: Clone + 'static>(at: C, radius: f64, color: Color) -> Mark<C> {
    Circle::new(at, px(radius), fill(color)).into_dyn()
}

/// A circle that hides what is behind it.
pub fn ring<C: Clone + 'static>(at: C, radius: f64, color: Color) -> Mark<C> {
    let (ground, line) = (Circle::new((0, 0), px(radius), fill(PAPER)), stroke(color, LINE));
    (EmptyElement::at(at) + ground + Circle::new((0, 0), px(radius), line)).into_dyn()
}

/// A cross, which is told from a disc in grey, too.
pub fn cross<C: Clone + 'static>(at: C, radius: f64, color: Color) -> Mark<C> {
    let (r, look) = (px(radius), stroke(color, BOLD));
    let (down, up) = (PathElement::new([(-r, -r), (r, r)], look), PathElement::new([(-r, r), (r, -r)], look));
    (EmptyElement::at(at) + down + up).into_dyn()
}

/// A line through places.
pub fn line<C: Clone + 'static>(points: Vec<C>, color: Color, width: f64) -> Mark<C> {
    PathElement::new(points, stroke(color, width)).into_dyn()
}

/// A dashed line through places.
pub fn dashed<C: Clone + 'static>(points: Vec<C>, color: Color) -> Mark<C> {
    let (size, gap) = dash();
    DashedPathElement::new(points, size, gap, stroke(color, LINE)).into_dyn()
}

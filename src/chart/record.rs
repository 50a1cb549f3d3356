//! A drawing backend that keeps what plotters draws on it as shapes.

use std::cell::RefCell;
use std::convert::Infallible;
use std::rc::Rc;

use plotters::coord::Shift;
use plotters::drawing::{DrawingArea, DrawingAreaErrorKind};
use plotters::style::text_anchor::{HPos, VPos};
use plotters_backend::{BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingBackend, DrawingErrorKind};

use super::shape::{Anchor, Form, Point, Shape, width};
use super::style::{Color, HALF_CAPITAL};

/// Pixels of plotters, which knows whole ones only, per unit of a chart.
const SCALE: f64 = 10.0;

/// A part of a chart, without coordinates of its own.
pub type Area = DrawingArea<Recorder, Shift>;

/// What drawing gives.
pub type Drawn<T = ()> = Result<T, DrawingAreaErrorKind<Infallible>>;

/// Keeps shapes. It needs no font: it knows how wide a label is at most.
#[derive(Debug)]
pub struct Recorder {
    size: (u32, u32),
    shapes: Rc<RefCell<Vec<Shape>>>,
}

impl Recorder {
    /// A recorder so many pixels wide and high that adds to the shapes.
    #[must_use]
    pub fn new(size: (u32, u32), shapes: Rc<RefCell<Vec<Shape>>>) -> Self {
        Self { size, shapes }
    }

    /// Keeps what can be seen.
    fn keep(&mut self, form: Form, color: BackendColor) {
        if 0.0 < color.alpha {
            self.shapes.borrow_mut().push(Shape { form, color: Color::drawn(color) });
        }
    }
}

/// What the backend gives: it cannot fail.
type Done = Result<(), DrawingErrorKind<Infallible>>;

/// Units to pixels.
#[must_use]
#[expect(clippy::cast_possible_truncation, reason = "charts are a few thousand units wide and high")]
pub fn px(units: f64) -> i32 {
    (units * SCALE).round() as i32
}

/// Pixels to units.
#[must_use]
pub fn units(pixels: impl Into<f64>) -> f64 {
    pixels.into() / SCALE
}

fn point((x, y): BackendCoord) -> Point {
    (units(x), units(y))
}

fn stroke(style: &impl BackendStyle) -> f64 {
    units(style.stroke_width())
}

impl DrawingBackend for Recorder {
    type ErrorType = Infallible;

    fn get_size(&self) -> (u32, u32) {
        self.size
    }

    fn ensure_prepared(&mut self) -> Done {
        Ok(())
    }

    fn present(&mut self) -> Done {
        Ok(())
    }

    fn draw_pixel(&mut self, at: BackendCoord, color: BackendColor) -> Done {
        self.keep(Form::Rect(point(at), point((at.0 + 1, at.1 + 1))), color);
        Ok(())
    }

    fn draw_line<S: BackendStyle>(&mut self, from: BackendCoord, to: BackendCoord, style: &S) -> Done {
        self.keep(Form::Line(vec![point(from), point(to)], stroke(style)), style.color());
        Ok(())
    }

    fn draw_rect<S: BackendStyle>(
        &mut self,
        upper_left: BackendCoord,
        bottom_right: BackendCoord,
        style: &S,
        fill: bool,
    ) -> Done {
        let (from, to) = (point(upper_left), point(bottom_right));
        if !fill {
            let corners = vec![from, (to.0, from.1), to, (from.0, to.1), from];
            self.keep(Form::Line(corners, stroke(style)), style.color());
        } else if from.0 < to.0 && from.1 < to.1 {
            self.keep(Form::Rect(from, to), style.color());
        }
        Ok(())
    }

    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(&mut self, path: I, style: &S) -> Done {
        let points: Vec<Point> = path.into_iter().map(point).collect();
        if 2 <= points.len() {
            self.keep(Form::Line(points, stroke(style)), style.color());
        }
        Ok(())
    }

    fn draw_circle<S: BackendStyle>(&mut self, center: BackendCoord, radius: u32, style: &S, fill: bool) -> Done {
        let radius = units(radius);
        let form =
            if fill { Form::Dot(point(center), radius) } else { Form::Ring(point(center), radius, stroke(style)) };
        self.keep(form, style.color());
        Ok(())
    }

    fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(&mut self, path: I, style: &S) -> Done {
        self.keep(Form::Area(path.into_iter().map(point).collect()), style.color());
        Ok(())
    }

    fn draw_text<S: BackendTextStyle>(&mut self, text: &str, style: &S, at: BackendCoord) -> Done {
        if text.is_empty() {
            return Ok(());
        }
        let size = units(style.size());
        let (anchor, (x, y)) = (style.anchor(), point(at));
        let middle = match anchor.v_pos {
            VPos::Top => y + size * HALF_CAPITAL,
            VPos::Center => y,
            VPos::Bottom => y - size * HALF_CAPITAL,
        };
        let anchor = match anchor.h_pos {
            HPos::Left => Anchor::Start,
            HPos::Center => Anchor::Middle,
            HPos::Right => Anchor::End,
        };
        self.keep(Form::Label { text: text.to_owned(), size, at: (x, middle), anchor }, style.color());
        Ok(())
    }

    fn estimate_text_size<S: BackendTextStyle>(
        &self,
        text: &str,
        style: &S,
    ) -> Result<(u32, u32), DrawingErrorKind<Infallible>> {
        let size = units(style.size());
        Ok((px(width(text, size)).unsigned_abs(), px(size).unsigned_abs()))
    }
}

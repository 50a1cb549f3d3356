//! A chart as the plain shapes that were drawn for it, in its own units.

use std::cell::RefCell;
use std::rc::Rc;

use plotters::drawing::IntoDrawingArea;
use plotters::style::text_anchor::HPos;

use super::mark::{beside, lettering};
use super::record::{Area, Drawn, Recorder, px};
use super::style::{self, Color};

/// A place in a chart, to the right and downwards from its upper left corner.
pub type Point = (f64, f64);

/// Which point of a label its position is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Anchor {
    /// The left end.
    Start,
    /// The middle.
    Middle,
    /// The right end.
    End,
}

/// What a shape is.
#[derive(Debug, Clone, PartialEq)]
pub enum Form {
    /// A filled rectangle between its upper left and its lower right corner.
    Rect(Point, Point),
    /// A line through points, with its width.
    Line(Vec<Point>, f64),
    /// A filled outline.
    Area(Vec<Point>),
    /// A disc with its radius.
    Dot(Point, f64),
    /// A circle with its radius and the width of its line.
    Ring(Point, f64, f64),
    /// A label on one line.
    Label {
        /// What it says.
        text: String,
        /// Size of its letters.
        size: f64,
        /// Where it stands; the height is that of its middle.
        at: Point,
        /// Which of its points that is.
        anchor: Anchor,
    },
}

/// One thing that was drawn.
#[derive(Debug, Clone, PartialEq)]
pub struct Shape {
    /// What it is.
    pub form: Form,
    /// Its colour.
    pub color: Color,
}

impl Shape {
    /// Left, top, right and bottom of a label.
    fn label_box(&self) -> Option<[f64; 4]> {
        let Form::Label { text, size, at: (x, y), anchor } = &self.form else { return None };
        let width = width(text, *size);
        let left = match anchor {
            Anchor::Start => *x,
            Anchor::Middle => x - width / 2.0,
            Anchor::End => x - width,
        };
        Some([left, y - size / 2.0, left + width, y + size / 2.0])
    }
}

/// A chart: what it says in words, and what it shows.
#[derive(Debug, Clone, PartialEq)]
pub struct Chart {
    /// Name of the file, without its ending.
    pub name: String,
    /// Title: the message, as a caption.
    pub caption: String,
    /// Whether a note has to say that its figures are samples, because it cannot mark them one by one.
    pub unmarked: bool,
    /// What it shows, for those who do not see it.
    pub alt: String,
    /// Height in units; the width is always 1000.
    pub height: f64,
    /// What was drawn, back to front.
    pub shapes: Vec<Shape>,
    /// Whether plotters drew all that it was asked to.
    pub whole: bool,
}

impl Chart {
    /// An empty chart.
    #[must_use]
    pub fn new(name: impl Into<String>, caption: impl Into<String>, height: f64) -> Self {
        Self {
            name: name.into(),
            caption: caption.into(),
            unmarked: true,
            alt: String::new(),
            height,
            shapes: Vec::new(),
            whole: true,
        }
    }

    /// Draws on the whole chart, over what is there.
    pub fn draw(&mut self, draw: impl FnOnce(&Area) -> Drawn) {
        let shapes = Rc::new(RefCell::new(std::mem::take(&mut self.shapes)));
        let size = (px(style::WIDTH).unsigned_abs(), px(self.height).unsigned_abs());
        let area = Recorder::new(size, Rc::clone(&shapes)).into_drawing_area();
        self.whole &= draw(&area).is_ok();
        self.shapes = shapes.take();
    }

    /// Adds a remark under everything.
    pub fn note(&mut self, text: &str) {
        let (height, middle) = style::NOTE;
        self.height += height;
        let at = (0, px(self.height - middle));
        self.draw(|area| area.draw(&beside(at, (0.0, 0.0), text, lettering(style::SMALL, style::SOFT, HPos::Left))));
    }

    /// Every label, for the check of the typeface.
    pub fn labels(&self) -> impl Iterator<Item = &str> {
        self.label_boxes().map(|(text, _)| text)
    }

    /// The colour of every shape.
    pub fn colors(&self) -> impl Iterator<Item = Color> {
        self.shapes.iter().map(|shape| shape.color)
    }

    /// The box of every label: left, top, right, bottom.
    pub fn label_boxes(&self) -> impl Iterator<Item = (&str, [f64; 4])> {
        self.shapes.iter().filter_map(|shape| match &shape.form {
            Form::Label { text, .. } => Some((text.as_str(), shape.label_box()?)),
            _ => None,
        })
    }
}

/// Width of a label: a Han character is as wide as high, anything narrow at most 0.62 of it.
#[must_use]
pub fn width(text: &str, size: f64) -> f64 {
    let columns: f64 = text
        .chars()
        .map(|c| if unicode_width::UnicodeWidthChar::width(c) == Some(2) || !c.is_ascii() { 1.0 } else { 0.62 })
        .sum();
    columns * size
}

/// The text cut to a width, with “…” where something was left out.
#[must_use]
pub fn fit(text: &str, size: f64, room: f64) -> String {
    if width(text, size) <= room {
        return text.to_owned();
    }
    let mut short = String::new();
    for c in text.chars() {
        if room < width(&short, size) + width(&c.to_string(), size) + style::LABEL {
            break;
        }
        short.push(c);
    }
    short + "…"
}

/// A number for drawing; the figure printed is never made from it.
#[must_use]
pub fn position(value: crate::model::Decimal) -> f64 {
    value.to_string().parse().unwrap_or_default()
}

/// A number of things for drawing.
#[must_use]
#[expect(clippy::cast_precision_loss, reason = "a chart has a few dozen of anything")]
pub fn count(n: usize) -> f64 {
    n as f64
}

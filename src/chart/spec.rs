//! A chart as plain shapes in its own units, before anything is drawn.

use super::style::{self, Color};

/// Which point of a text its position is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Anchor {
    /// The left end.
    Start,
    /// The middle.
    Middle,
    /// The right end.
    End,
}

/// One thing to draw. Positions grow to the right and downwards.
#[derive(Debug, Clone, PartialEq)]
pub enum Shape {
    /// A filled rectangle: left, top, width, height.
    Rect(f64, f64, f64, f64, Color),
    /// A line through points, with its width, and whether it is dashed.
    Line(Vec<(f64, f64)>, Color, u32, bool),
    /// A closed outline.
    Polygon(Vec<(f64, f64)>, Color, u32),
    /// A disc: centre, radius, colour, whether it is hollow.
    Dot(f64, f64, f64, Color, bool),
    /// A text on one line, vertically centred on its position.
    Text(f64, f64, String, f64, Color, Anchor),
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
    /// What is drawn, back to front.
    pub shapes: Vec<Shape>,
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
        }
    }

    /// Adds a filled rectangle.
    pub fn rect(&mut self, (x, y): (f64, f64), (width, height): (f64, f64), color: Color) {
        if 0.0 < width && 0.0 < height {
            self.shapes.push(Shape::Rect(x, y, width, height, color));
        }
    }

    /// Adds a straight line.
    pub fn line(&mut self, from: (f64, f64), to: (f64, f64), color: Color, width: u32) {
        self.shapes.push(Shape::Line(vec![from, to], color, width, false));
    }

    /// Adds a label.
    pub fn text(&mut self, at: (f64, f64), text: impl Into<String>, size: f64, color: Color, anchor: Anchor) {
        self.shapes.push(Shape::Text(at.0, at.1, text.into(), size, color, anchor));
    }

    /// Adds a remark under everything.
    pub fn note(&mut self, text: &str) {
        self.height += style::SMALL * 1.6;
        self.text((0.0, self.height - style::SMALL * 0.7), text, style::SMALL, style::SOFT, Anchor::Start);
    }

    /// Every label, for the check of the typeface.
    pub fn labels(&self) -> impl Iterator<Item = &str> {
        self.shapes.iter().filter_map(|shape| match shape {
            Shape::Text(_, _, text, ..) => Some(text.as_str()),
            _ => None,
        })
    }

    /// The colour of every shape.
    pub fn colors(&self) -> impl Iterator<Item = Color> {
        self.shapes.iter().map(|shape| match shape {
            Shape::Rect(.., color)
            | Shape::Line(_, color, ..)
            | Shape::Polygon(_, color, _)
            | Shape::Dot(_, _, _, color, _)
            | Shape::Text(_, _, _, _, color, _) => *color,
        })
    }

    /// The box of every label: left, top, right, bottom.
    pub fn label_boxes(&self) -> impl Iterator<Item = (&str, [f64; 4])> {
        self.shapes.iter().filter_map(|shape| match shape {
            Shape::Text(x, y, text, size, _, anchor) => {
                let width = width(text, *size);
                let left = match anchor {
                    Anchor::Start => *x,
                    Anchor::Middle => x - width / 2.0,
                    Anchor::End => x - width,
                };
                Some((text.as_str(), [left, y - size / 2.0, left + width, y + size / 2.0]))
            }
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

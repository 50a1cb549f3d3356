//! A chart: what it says in words, and the shapes that were drawn for it.

use std::cell::RefCell;
use std::rc::Rc;

use plotters::drawing::IntoDrawingArea;
use plotters::style::text_anchor::HPos;

use super::mark::{beside, lettering};
use super::record::{Area, Drawn, Recorder, px};
use super::shape::{Form, Shape};
use super::style::{self, Color};

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

/// Most characters of an alternative text: nobody listens to more. The rest stands in the tables.
pub const LONGEST_ALT: usize = 300;

/// What stands for the rest.
const REST: &str = "；其余见表。";

/// Most characters of the items in it.
const TOLD: usize = 180;

/// Items as a list for those who do not see the chart. What of a very long list is left out is counted, and stands in the
/// tables.
pub fn enumerated<T: AsRef<str>>(items: &[T], separator: &str) -> String {
    let mut text = String::new();
    let mut length = 0;
    for (at, item) in items.iter().enumerate() {
        length += item.as_ref().chars().count();
        if TOLD < length {
            let left = items.len() - at;
            text.extend(["；另有", &left.to_string(), "项，见表"]);
            break;
        }
        text.extend([if at == 0 { "" } else { separator }, item.as_ref()]);
    }
    text
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

    /// Puts the message before what it shows, for those who do not see it, and leaves out what nobody would listen to.
    pub fn tell(&mut self) {
        if !self.caption.is_empty() {
            self.alt = format!("{}。{}", self.caption, self.alt);
        }
        if self.alt.chars().count() <= LONGEST_ALT {
            return;
        }
        let kept: String = self.alt.chars().take(LONGEST_ALT - REST.chars().count()).collect();
        let end = kept.rfind(['；', '，', '、', '。']).unwrap_or(kept.len());
        self.alt = kept[..end].to_owned() + REST;
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

//! The names of taste: colours and sizes of every chart. What the names look like is `assets/style.json`.

use crate::model::{Stage, Status};
use crate::style;

/// A colour of the style by name, with so many hundredths of white in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Color {
    /// Name in the style's palette.
    pub name: &'static str,
    /// Parts of white, 0–100.
    pub white: u8,
}

impl Color {
    const fn of(name: &'static str) -> Self {
        Self { name, white: 0 }
    }

    /// The colour half way to white.
    #[must_use]
    pub const fn pale(self) -> Self {
        Self { white: 50, ..self }
    }

    /// A ground of this colour for dark text.
    #[must_use]
    pub const fn ground(self) -> Self {
        Self { white: 75, ..self }
    }
}

/// Width of a chart in its own units; it is printed 156 mm wide, so that 20 units are 8.8 pt.
pub const WIDTH: f64 = 1000.0;
/// Size of ordinary labels.
pub const LABEL: f64 = 20.0;
/// Size of small labels; the smallest there is: 7.9 pt in print.
pub const SMALL: f64 = 18.0;

/// Text.
pub const INK: Color = Color::of("label");
/// Secondary text.
pub const SOFT: Color = Color::of("soft");
/// Axes.
pub const RULE: Color = Color::of("rule");
/// Grid.
pub const HAIR: Color = Color::of("hair");
/// Backgrounds of bars.
pub const WASH: Color = Color::of("wash");
/// The main colour.
pub const MAIN: Color = Color::of("main");
/// What is expected or promised.
pub const ACCENT: Color = Color::of("accent");
/// Last year's, and paths.
pub const PAST: Color = Color::of("past");
/// The ground, and text on dark bars.
pub const PAPER: Color = Color::of("paper");
/// What improved.
pub const GOOD: Color = Color::of("green");
/// What became worse.
pub const BAD: Color = Color::of("red");
/// What is half there.
pub const HALF: Color = Color::of("amber");
/// Where a trend would lead.
pub const TREND: Color = Color::of("teal");
/// What is there.
pub const FULL: Color = Color::of("blue");

/// Symbol and colour of a status.
#[must_use]
pub fn status(status: Status) -> (&'static str, Color) {
    word(status.word())
}

/// Symbol and colour of a status word.
#[must_use]
pub fn word(word: &str) -> (&'static str, Color) {
    let (symbol, color) = style::status(word);
    (symbol, Color::of(color))
}

/// Colour of a project stage.
#[must_use]
pub fn stage(stage: Stage) -> Color {
    word(stage.word()).1
}

//! The only numbers of taste: colours, sizes and symbols of every chart. The theme's palette is the same.

use crate::model::{Assess, Stage};

/// A colour as red, green, blue.
pub type Rgb = (u8, u8, u8);

/// Width of a chart in its own units; it is printed 156 mm wide, so that 20 units are 8.8 pt.
pub const WIDTH: f64 = 1000.0;
/// Size of ordinary labels.
pub const LABEL: f64 = 20.0;
/// Size of small labels; the smallest there is: 7.9 pt in print.
pub const SMALL: f64 = 18.0;
/// Typeface of every label.
pub const FONT: &str = "Noto Sans SC";

/// Text.
pub const INK: Rgb = (0x1d, 0x22, 0x29);
/// Secondary text.
pub const SOFT: Rgb = (0x4d, 0x55, 0x60);
/// Axes.
pub const RULE: Rgb = (0xb9, 0xc2, 0xce);
/// Grid.
pub const HAIR: Rgb = (0xdb, 0xe1, 0xe9);
/// Backgrounds of bars.
pub const WASH: Rgb = (0xee, 0xf1, 0xf5);
/// The main colour.
pub const MAIN: Rgb = (0x17, 0x36, 0x5d);
/// What is expected or promised.
pub const ACCENT: Rgb = (0xa2, 0x46, 0x1b);
/// Last year's.
pub const PAST: Rgb = (0x8f, 0x9b, 0xab);

/// Symbol and colour of a status.
#[must_use]
pub fn status(status: Assess) -> (&'static str, Rgb) {
    match status {
        Assess::Met => ("★", (0x1a, 0x6b, 0x3c)),
        Assess::Ahead => ("▲", (0x0b, 0x6b, 0x75)),
        Assess::OnPace => ("●", (0x1d, 0x56, 0xa0)),
        Assess::SlightlyBehind => ("◐", (0x8f, 0x54, 0x00)),
        Assess::Behind => ("▼", (0xb3, 0x26, 0x1e)),
        Assess::Regressed => ("×", (0x7a, 0x14, 0x38)),
        Assess::NotReported => ("○", (0x59, 0x61, 0x6c)),
        Assess::NotDue => ("□", (0x59, 0x61, 0x6c)),
        Assess::Unassessable => ("◇", (0x59, 0x61, 0x6c)),
    }
}

/// Colour of a project stage.
#[must_use]
pub fn stage(stage: Stage) -> Rgb {
    match stage {
        Stage::Completed => (0x1a, 0x6b, 0x3c),
        Stage::Started => (0x1d, 0x56, 0xa0),
        Stage::Preparing => (0x8f, 0x54, 0x00),
        Stage::Reserved => (0x59, 0x61, 0x6c),
    }
}

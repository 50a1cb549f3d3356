//! The looks of all pages: the office's own colours for light and for dark rooms before the sheet that uses them.

use std::fmt::Write as _;

use crate::model::Rgb;
use crate::style::{Style, contrast};

/// The sheet.
const SHEET: &str = include_str!("../../assets/web/site/site.css");

/// The colours of text, by their names in the style.
const TEXT: [&str; 11] = ["main", "accent", "label", "soft", "green", "teal", "blue", "amber", "red", "wine", "grey"];

/// The grounds of a dark room: that of the page, that of what stands out, and the lines between.
const DARK: [(&str, Rgb); 5] = [
    ("paper", Rgb(0x12, 0x16, 0x1c)),
    ("wash", Rgb(0x1d, 0x24, 0x2d)),
    ("tint", Rgb(0x1f, 0x2a, 0x38)),
    ("rule", Rgb(0x46, 0x52, 0x60)),
    ("hair", Rgb(0x2f, 0x38, 0x43)),
];

/// The same by day, by their names in the style.
const LIGHT: [(&str, &str); 5] =
    [("paper", "paper"), ("wash", "main-wash"), ("tint", "main-tint"), ("rule", "rule"), ("hair", "hair")];

/// Least contrast of text in a dark room, by its name: what is read most has most of it; 4.5 is asked.
fn least(name: &str) -> f64 {
    match name {
        "label" => 11.0,
        "soft" | "main" => 7.5,
        _ => 6.0,
    }
}

/// The sheet under the colours of the style.
#[must_use]
pub fn css(style: &Style) -> String {
    let mut light = String::new();
    let mut dark = String::new();
    for name in TEXT {
        write!(light, " --{name}: {};", style.color(name)).unwrap_or_default();
        write!(dark, " --{name}: {};", lifted(style.color(name), least(name))).unwrap_or_default();
    }
    for (name, own) in LIGHT {
        write!(light, " --{name}: {};", style.color(own)).unwrap_or_default();
    }
    for (name, color) in DARK {
        write!(dark, " --{name}: {color};").unwrap_or_default();
    }
    format!(
        ":root {{ color-scheme: light dark;{light} }}\n@media screen and (prefers-color-scheme: dark) {{ :root {{{dark} }} }}\n{SHEET}"
    )
}

/// The colour with as much white in it as text on the lightest of the dark grounds needs.
fn lifted(color: Rgb, least: f64) -> Rgb {
    let enough = |own: &Rgb| DARK.iter().take(3).all(|(_, ground)| least <= contrast(*own, *ground));
    (0..=100).step_by(2).map(|white| color.mix(Rgb::WHITE, white)).find(enough).unwrap_or(Rgb::WHITE)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whatever_an_office_s_colour_is_it_is_read_in_the_dark() {
        for color in [Rgb(0, 0, 0), Rgb(0x17, 0x36, 0x5d), Rgb(0x5d, 0x17, 0x36), Rgb(0xb3, 0x26, 0x1e)] {
            for (_, ground) in DARK.iter().take(3) {
                for name in TEXT {
                    assert!(4.5 <= contrast(lifted(color, least(name)), *ground), "{color} on {ground}");
                }
            }
        }
    }
}

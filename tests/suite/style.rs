//! The style: readable, and told apart by those who see few colours or none.

use std::str::FromStr;

use highland::model::{Choice, OfficeStyle, ProgressStatus, Rgb, Stage};
use highland::style::{Style, contrast, status, statuses};
use palette::color_difference::Ciede2000;
use palette::white_point::D65;
use palette::{FromColor, Lab, LinSrgb, Srgb};

fn style() -> Style {
    Style::new(&OfficeStyle::default()).unwrap()
}

/// Names of the colours that text is set in, and of those it may stand on.
const TEXT: [&str; 12] =
    ["main", "accent", "ink", "label", "soft", "green", "teal", "blue", "amber", "red", "wine", "grey"];
const GROUNDS: [&str; 5] = ["paper", "main-tint", "main-wash", "accent-wash", "wash"];

#[test]
fn text_has_a_contrast_of_at_least_four_and_a_half() {
    let style = style();
    for text in TEXT {
        for ground in GROUNDS {
            let ratio = contrast(style.color(text), style.color(ground));
            assert!(4.5 <= ratio, "{text} on {ground}: {ratio:.2}");
        }
        // The same colours carry white text where they fill a bar.
        let ratio = contrast(style.color("paper"), style.color(text));
        assert!(4.5 <= ratio, "white on {text}: {ratio:.2}");
    }
    // Lines that carry meaning need 3:1.
    assert!(3.0 <= contrast(style.color("past"), style.color("paper")));
    let light =
        OfficeStyle { main: Some(highland::source::Spanned::new(Rgb(93, 23, 54), span())), ..OfficeStyle::default() };
    let own = Style::new(&light).unwrap();
    assert_eq!(own.color("main-tint"), highland::style::ground(Rgb(93, 23, 54)));
    for ground in ["main-tint", "main-wash"] {
        assert!(4.5 <= contrast(own.color("main"), own.color(ground)), "an office's own colour on {ground}");
    }
}

fn span() -> highland::source::Span {
    let mut sources = highland::source::Sources::default();
    highland::source::Span::new(sources.add("a".to_owned(), String::new()), 0, 0)
}

/// How colours look to people without one kind of cones (Viénot, Brettel and Mollon 1999), in linear light.
const DICHROMATS: [(&str, [[f64; 3]; 3]); 2] = [
    ("protanopia", [[0.11238, 0.88762, 0.0], [0.11238, 0.88762, 0.0], [0.00401, -0.00401, 1.0]]),
    ("deuteranopia", [[0.29275, 0.70725, 0.0], [0.29275, 0.70725, 0.0], [-0.02234, 0.02234, 1.0]]),
];

fn seen(Rgb(r, g, b): Rgb, eyes: [[f64; 3]; 3]) -> Lab<D65, f64> {
    let light: LinSrgb<f64> = Srgb::new(r, g, b).into_format::<f64>().into_linear();
    let row = |row: [f64; 3]| (row[0] * light.red + row[1] * light.green + row[2] * light.blue).clamp(0.0, 1.0);
    Lab::from_color(LinSrgb::new(row(eyes[0]), row(eyes[1]), row(eyes[2])))
}

#[test]
fn good_and_bad_differ_to_every_eye() {
    let style = style();
    let full = [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]];
    let eyes = DICHROMATS.iter().copied().chain([("full colour", full)]);
    for (name, eyes) in eyes {
        for good in ["green", "teal", "blue"] {
            for bad in ["red", "wine", "amber"] {
                let apart = seen(style.color(good), eyes).difference(seen(style.color(bad), eyes));
                assert!(10.0 <= apart, "{good} and {bad} with {name}: ΔE {apart:.1}");
            }
        }
    }
}

/// Colour never says alone what a status is: within every vocabulary each word has a symbol of its own.
#[test]
fn every_word_has_its_own_symbol() {
    let all: Vec<&str> = highland::model::Status::WORDS.iter().map(|(word, _)| *word).collect();
    let progress: Vec<&str> = ProgressStatus::WORDS.iter().map(|(word, _)| *word).collect();
    let stages: Vec<&str> = Stage::WORDS.iter().map(|(word, _)| *word).collect();
    for words in [all, progress, stages] {
        let mut symbols: Vec<&str> = words.iter().map(|word| status(word).0).collect();
        symbols.sort_unstable();
        symbols.dedup();
        assert_eq!(symbols.len(), words.len(), "{words:?}");
        for word in words {
            assert!(statuses().iter().any(|(own, ..)| *own == word), "{word} has no symbol");
        }
    }
}

#[test]
fn every_status_has_a_colour_of_the_style() {
    let style = style();
    let names: Vec<&str> = style.colors().map(|(name, _)| name).collect();
    for (_, _, color) in statuses() {
        assert!(names.contains(&color), "{color}");
    }
}

#[test]
fn colours_are_six_digits_with_or_without_a_hash() {
    assert_eq!(Rgb::from_str("17365d"), Ok(Rgb(0x17, 0x36, 0x5d)));
    assert_eq!(Rgb::from_str("#17365D"), Ok(Rgb(0x17, 0x36, 0x5d)));
    for wrong in ["", "#", "17365", "17365dd", "+7365d", "红色", "１７３６５d"] {
        assert!(Rgb::from_str(wrong).is_err(), "{wrong}");
    }
    assert_eq!(Rgb(0, 100, 255).mix(Rgb(255, 255, 255), 200), Rgb(255, 255, 255));
}

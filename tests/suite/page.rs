//! A page as it was set: its text, its colours, a small picture of it.

use std::path::Path;

use tiny_skia::Pixmap;
use typst::layout::{Frame, FrameItem};
use typst::visualize::Paint;
use typst_layout::Page;
use typst_render::{RenderOptions, render};

/// The text of a frame, one line for every piece of it that stands by itself.
pub fn text(frame: &Frame) -> String {
    let mut lines = String::new();
    collect(frame, &mut lines);
    lines
}

fn collect(frame: &Frame, lines: &mut String) {
    let mut any = false;
    for (_, item) in frame.items() {
        match item {
            FrameItem::Text(text) => {
                lines.push_str(&text.text);
                any = true;
            }
            FrameItem::Group(group) => collect(&group.frame, lines),
            _ => {}
        }
    }
    if any && !lines.ends_with('\n') {
        lines.push('\n');
    }
}

/// Every plain colour that shapes and texts of a frame are filled with, as `#rrggbb`.
pub fn colors(frame: &Frame) -> Vec<String> {
    let mut found = Vec::new();
    for (_, item) in frame.items() {
        match item {
            FrameItem::Text(text) => found.extend(hex(&text.fill)),
            FrameItem::Shape(shape, _) => found.extend(shape.fill.as_ref().and_then(hex)),
            FrameItem::Group(group) => found.extend(colors(&group.frame)),
            _ => {}
        }
    }
    found
}

fn hex(paint: &Paint) -> Option<String> {
    match paint {
        Paint::Solid(color) => Some(color.to_hex().to_string()),
        _ => None,
    }
}

/// A picture of the page, a third of a pixel for every point.
pub fn picture(page: &Page) -> Pixmap {
    render(page, &RenderOptions { pixel_per_pt: (1.0 / 3.0).into(), ..RenderOptions::default() })
}

/// A picture from a file.
pub fn load(path: &Path) -> Pixmap {
    Pixmap::load_png(path).unwrap()
}

/// How far two pictures are apart, from 0 to 1: the mean of what differs in every channel; 1 where their sizes differ.
pub fn difference(one: &Pixmap, other: &Pixmap) -> f64 {
    if (one.width(), one.height()) != (other.width(), other.height()) {
        return 1.0;
    }
    let apart = one.data().iter().zip(other.data()).map(|(a, b)| f64::from(a.abs_diff(*b))).sum::<f64>();
    apart / (255.0 * f64::from(one.width()) * f64::from(one.height()) * 4.0)
}

/// A picture of the page with sixty pixels for an inch.
pub fn at_60_dpi(page: &Page) -> Pixmap {
    render(page, &RenderOptions { pixel_per_pt: (60.0 / 72.0).into(), ..RenderOptions::default() })
}

/// The share of squares of ten by ten pixels, from 0 to 1, whose mean colours are apart, pale ones, too: by more than 12 of 255 in a
/// channel. What only the edges of letters differ in is even there.
pub fn squares_apart(one: &Pixmap, other: &Pixmap) -> f64 {
    const SIDE: u32 = 10;
    if (one.width(), one.height()) != (other.width(), other.height()) {
        return 1.0;
    }
    let (across, down) = (one.width() / SIDE, one.height() / SIDE);
    let mean = |of: &Pixmap, (x, y): (u32, u32), channel: usize| {
        let at = |row: u32, column: u32| usize::try_from((y * SIDE + row) * of.width() + x * SIDE + column).unwrap();
        let all = (0..SIDE).flat_map(|row| (0..SIDE).map(move |column| (row, column)));
        all.map(|(row, column)| f64::from(of.data()[at(row, column) * 4 + channel])).sum::<f64>()
            / f64::from(SIDE * SIDE)
    };
    let squares = (0..down).flat_map(|y| (0..across).map(move |x| (x, y)));
    let differ =
        |at: &(u32, u32)| (0..3).any(|channel| (mean(one, *at, channel) - mean(other, *at, channel)).abs() > 12.0);
    f64::from(u32::try_from(squares.filter(differ).count()).unwrap()) / f64::from(across * down)
}

/// The share of pixels, from 0 to 1, of which a channel differs by more than a quarter; 1 where sizes differ.
pub fn apart(one: &Pixmap, other: &Pixmap) -> f64 {
    if (one.width(), one.height()) != (other.width(), other.height()) {
        return 1.0;
    }
    let differ = |(a, b): &(&[u8], &[u8])| a.iter().zip(*b).any(|(a, b)| a.abs_diff(*b) > 64);
    let apart = one.data().chunks(4).zip(other.data().chunks(4)).filter(differ).count();
    f64::from(u32::try_from(apart).unwrap()) / (f64::from(one.width()) * f64::from(one.height()))
}

//! The plain shapes that charts are drawn as, in units of a chart, and how wide their labels are.

use super::style::{Color, LABEL, SMALL};

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
    #[must_use]
    pub fn label_box(&self) -> Option<[f64; 4]> {
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

/// Width of a label: a Han character is as wide as high, anything narrow at most 0.62 of it.
#[must_use]
pub fn width(text: &str, size: f64) -> f64 {
    let columns: f64 = text
        .chars()
        .map(|c| if unicode_width::UnicodeWidthChar::width(c) == Some(2) || !c.is_ascii() { 1.0 } else { 0.62 })
        .sum();
    columns * size
}

/// The text on as many lines as it needs: broken before a bracket if what follows fits, and never so that a mark begins a line.
/// What has nowhere to break is broken where the room ends; nothing of it is left out.
#[must_use]
pub fn wrapped(text: &str, size: f64, room: f64) -> Vec<String> {
    if width(text, size) <= room {
        return vec![text.to_owned()];
    }
    let closes = |c: char| "、，。；：）》”’！？·".contains(c);
    let opens = |c: char| "（《“‘".contains(c);
    // A number is not torn apart.
    let joined = |c: char| c.is_ascii_alphanumeric() || c == '.';
    let near = text.char_indices().skip(1).take_while(|&(at, _)| width(text[..at].trim_end(), size) <= room);
    let breaks = near.filter(|&(at, c)| {
        let before = text[..at].chars().next_back().unwrap_or_default();
        !(closes(c) || c == ' ' || opens(before) || joined(before) && joined(c))
    });
    let breaks: Vec<(usize, char)> = breaks.collect();
    let fits = |at: usize| width(&text[at..], size) <= room;
    let bracket = breaks.iter().rev().find(|(at, c)| *c == '（' && fits(*at));
    // Nowhere to break: as much as there is room for, and one character in any case.
    let whole = || {
        let fits = text.char_indices().skip(1).map(|(at, _)| at).take_while(|&at| width(&text[..at], size) <= room);
        fits.last().or_else(|| text.char_indices().nth(1).map(|(at, _)| at))
    };
    let Some(at) = bracket.or(breaks.last()).map(|(at, _)| *at).or_else(whole) else { return vec![text.to_owned()] };
    let mut lines = vec![text[..at].trim_end().to_owned()];
    lines.extend(wrapped(&text[at..], size, room));
    lines
}

/// The text on one line of a label, or on as many smaller ones as it needs, and the size of their letters.
#[must_use]
pub fn labelled(text: &str, room: f64) -> (Vec<String>, f64) {
    if width(text, LABEL) <= room { (vec![text.to_owned()], LABEL) } else { (wrapped(text, SMALL, room), SMALL) }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_that_is_too_wide_is_on_more_lines_and_nothing_of_it_is_lost() {
        let lines = |text: &str, characters: u8| wrapped(text, 10.0, 10.0 * f64::from(characters));
        assert_eq!(lines("加强前沿基础研究", 8), ["加强前沿基础研究"]);
        assert_eq!(lines("加快重大项目建设（招商、高新投资占比）", 14), ["加快重大项目建设", "（招商、高新投资占比）"]);
        assert_eq!(lines("加强前沿、基础研究", 4), ["加强前", "沿、基础", "研究"]);
        assert_eq!(lines("加强前沿、基础研究", 5), ["加强前沿、", "基础研究"]);
        assert_eq!(lines("到2025年建成", 4), ["到2025", "年建成"]);
        let long = "推进高水平大学和科研院所建设（材料领域）和人才队伍建设";
        assert_eq!(lines(long, 20).concat(), long);
    }
}

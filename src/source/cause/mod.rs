//! Causes of syntax errors: each detector looks for one thing people do, says so, and knows what to overwrite.

mod behind;
mod colon;
mod flow;
mod indent;
mod inline;
mod value;

pub use behind::{field_behind, figure_behind, line_lost, text_behind};
pub use colon::{
    colon_in_value, dash_too_many, full_width_colon, many_full_width_colons, missing_colon, missing_dash_space,
    missing_space, numbered_item, other_colon,
};
pub use flow::{bar_in_flow, comment_in_flow, full_width_in_flow, mark_after_brace, open_bracket, open_quote};
pub use indent::{
    deep_first_line, odd_indent, out_of_step, outermost_indented, short_and_long, tab_indent, unindented_block,
    wide_indent,
};
pub use inline::{braced, dash_lost, inline_fields, wrong_braces};
pub use value::{bar_missing, control_mark, give_up_line, special_start, stray_text};

/// A cause found: where to point, what to say, and which bytes to overwrite with what.
pub struct Cause {
    /// First and one past the last byte to point at.
    pub point: (usize, usize),
    /// What is wrong.
    pub message: String,
    /// How to mend it.
    pub help: String,
    /// First byte to overwrite.
    pub start: usize,
    /// One past the last byte to overwrite.
    pub end: usize,
    /// What to write there.
    pub with: String,
    /// What a person would change: byte ranges and their new text; empty where that is not certain.
    pub fix: Vec<(usize, usize, String)>,
}

/// The half-width mark with the space that YAML wants after it, unless one is there.
fn spaced(mark: &str, after: &str) -> String {
    if after.starts_with([' ', '\r', '\n']) || after.is_empty() { mark.to_owned() } else { format!("{mark} ") }
}

/// A line: first byte, and the byte of its end.
pub type Line = (usize, usize);

/// The written lines up to an error, nearest first; blank lines and comments are left out.
pub struct Lines(Vec<Line>);

/// How many lines an error may be away from its cause for most causes.
const NEAR: usize = 3;

/// How many it may be away where something has no end.
const FAR: usize = 20;

impl Lines {
    /// The lines up to and with the one of `at`.
    pub fn before(text: &str, at: usize) -> Self {
        let end = text[at..].find('\n').map_or(text.len(), |n| at + n);
        let mut lines = Vec::new();
        let mut start = 0;
        for line in text[..end].split('\n') {
            // A line of wide blanks looks empty and is not.
            let blank = line.trim_matches([' ', '\t', '\r']).is_empty();
            let written = !blank && !line.trim_start().starts_with('#');
            if written {
                lines.push((start, start + line.trim_end_matches('\r').len()));
            }
            start += line.len() + 1;
        }
        lines.reverse();
        Self(lines)
    }

    /// The first cause that a detector finds in more lines than the nearest: of something that was begun and never ended.
    pub fn far(&self, detect: impl Fn(Line) -> Option<Cause>) -> Option<Cause> {
        self.0.iter().take(FAR).find_map(|&line| detect(line))
    }

    /// The first cause that a detector finds in the nearest lines.
    pub fn near(&self, detect: impl Fn(Line) -> Option<Cause>) -> Option<Cause> {
        self.0.iter().take(NEAR).find_map(|&line| detect(line))
    }
}

/// How far up the line that opens a block is looked for.
const DEEPEST: usize = 400;

/// Whether a line is text under a `|`: the nearest line above that is indented less opens a block. There marks are prose.
pub fn in_block(text: &str, line: Line) -> bool {
    let own = indent(text, line);
    let above = text[..line.0].lines().rev().take(DEEPEST).filter(|line| !line.trim().is_empty());
    let mut shallower = above.filter(|line| line.len() - line.trim_start_matches(' ').len() < own);
    shallower.next().is_some_and(|line| {
        let line = line.split(" #").next().unwrap_or_default().trim_end();
        [": |", ": |-", ": |+", ": >", ": >-"].iter().any(|opening| line.ends_with(opening))
    })
}

/// How many spaces a line begins with.
fn indent(text: &str, (start, end): Line) -> usize {
    let line = &text[start..end];
    line.len() - line.trim_start_matches(' ').len()
}

/// What stands before the colon, if it can be a key.
fn key_before(line: &str, colon: usize) -> Option<&str> {
    let key = line[..colon].trim_start().trim_start_matches("- ").trim();
    let plain = !key.is_empty() && key.chars().count() <= 40;
    (plain && !key.contains([':', '"', '\'', '#', '，', '。', '|', '{', '[', '*'])).then_some(key)
}

//! The difference of two texts.

use similar::TextDiff;

/// A text against what it was, with a line around each change; empty if it is the same.
#[must_use]
pub fn text_diff(was: &str, is: &str) -> String {
    TextDiff::from_lines(was, is).unified_diff().context_radius(1).to_string()
}

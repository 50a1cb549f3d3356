//! Text inside Markdown.

/// Text that stays text in Markdown and in the HTML made of it.
#[must_use]
pub fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for (at, c) in text.char_indices() {
        match c {
            '<' => out.push_str("&lt;"),
            // “R&D” is no entity.
            '&' if text[at..]
                .split(';')
                .next()
                .is_some_and(|name| name.len() < text[at..].len() && name.len() < 12) =>
            {
                out.push_str("&amp;");
            }
            '|' | '*' | '_' | '`' | '[' | ']' | '\\' | '#' => out.extend(['\\', c]),
            '\n' => out.push(' '),
            c => out.push(c),
        }
    }
    out
}

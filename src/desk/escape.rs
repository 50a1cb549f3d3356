//! Text inside Markdown, and Markdown as the text it shows.

/// What means something to Markdown and is escaped by a sign before it.
const SPECIAL: [char; 8] = ['|', '*', '_', '`', '[', ']', '\\', '#'];

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
            c if SPECIAL.contains(&c) => out.extend(['\\', c]),
            '\n' => out.push(' '),
            c => out.push(c),
        }
    }
    out
}

/// Whether a character is not seen, or changes how what stands beside it is seen.
#[must_use]
pub fn hidden(c: char) -> bool {
    c.is_control() || matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}')
}

/// A text of which nothing steers the terminal it is shown on.
#[must_use]
pub fn harmless(text: &str) -> String {
    text.replace(|c: char| c != '\n' && hidden(c), "\u{fffd}")
}

/// Markdown of this program as text for a chat: no signs of headings, no escapes.
#[must_use]
pub fn plain(markdown: &str) -> String {
    markdown.lines().map(line).collect()
}

fn line(markdown: &str) -> String {
    let (before, text, after) = match (markdown.strip_prefix("# "), markdown.strip_prefix("## ")) {
        (Some(title), _) => ("", title, ""),
        (_, Some(heading)) => ("【", heading, "】"),
        _ => ("", markdown, ""),
    };
    let mut out = String::from(before);
    let mut rest = text.replace("&lt;", "<").replace("&amp;", "&").chars().collect::<Vec<_>>().into_iter().peekable();
    while let Some(c) = rest.next() {
        let escape = c == '\\' && rest.peek().is_some_and(|next| SPECIAL.contains(next));
        out.extend(if escape { rest.next() } else { Some(c) });
    }
    out.push_str(after);
    out.push('\n');
    out
}

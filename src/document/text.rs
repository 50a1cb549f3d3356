//! Blocks and lines as plain text.

use super::block::{Block, Inline};
use super::markdown;

/// What a line feed inside a value is on its way through the markup, where other line feeds are only the template's.
pub const LINE: char = '\u{2028}';

impl Inline {
    /// What it says, without its looks; notes at the foot are left out.
    pub fn say(&self, out: &mut String) {
        match self {
            Self::Text(text) | Self::Status(text) => out.push_str(text),
            Self::Break => out.push('\n'),
            Self::Value(value) => {
                out.push_str(&value.text);
                out.push_str(value.unit.as_deref().unwrap_or_default());
            }
            Self::Reference { before, shown, after, .. } => {
                for part in [before, shown, after] {
                    out.push_str(part);
                }
            }
            Self::Symbol(_) | Self::Spark(_) | Self::Page { .. } | Self::Footnote(_) => {}
            _ => self.inner().iter().for_each(|inline| inline.say(out)),
        }
    }
}

/// What a line says.
#[must_use]
pub fn said(inlines: &[Inline]) -> String {
    let mut out = String::new();
    for inline in inlines {
        inline.say(&mut out);
    }
    out
}

/// Markdown without its marks, on one line; items of lists are joined by semicolons, tables and pictures are left out.
#[must_use]
pub fn plain(text: &str) -> String {
    let mut out = String::new();
    for block in markdown::blocks(text, &|_| None) {
        line(&block, &mut out);
    }
    out
}

/// Markdown as lines of plain text: a paragraph, an item, a row of a table each, with its cells apart.
#[must_use]
pub fn lines(text: &str) -> Vec<String> {
    let mut lines = Vec::new();
    for block in markdown::blocks(text, &|_| None) {
        block.walk(&mut |block| match block {
            Block::Paragraph(inlines) => lines.push(said(inlines)),
            Block::Table(table) => {
                for row in std::iter::once(&table.head).chain(&table.rows) {
                    lines.push(row.iter().map(|cell| said(cell)).collect::<Vec<_>>().join("　"));
                }
            }
            _ => {}
        });
    }
    lines
}

fn line(block: &Block, out: &mut String) {
    match block {
        Block::Paragraph(inlines) => out.push_str(&said(inlines).replace('\n', "")),
        Block::List { items, .. } => {
            for item in items {
                if out.ends_with(|c: char| !"。；：，、".contains(c)) {
                    out.push('；');
                }
                for block in item {
                    line(block, out);
                }
            }
        }
        _ => {}
    }
}

/// The line feeds that a template's author wrote are nothing, together with the blanks around them; between two letters
/// or digits of a Latin word they are a space.
#[must_use]
pub fn squeeze(text: &str) -> String {
    if !text.contains('\n') {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len());
    for (at, piece) in text.split('\n').enumerate() {
        if at == 0 {
            out.push_str(piece.trim_end_matches([' ', '\t']));
            continue;
        }
        let last = at == text.matches('\n').count();
        let piece = piece.trim_start_matches([' ', '\t']);
        let piece = if last { piece } else { piece.trim_end_matches([' ', '\t']) };
        let latin = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
        if latin(out.chars().next_back()) && latin(piece.chars().next()) {
            out.push(' ');
        }
        out.push_str(piece);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_template_s_line_feeds_are_nothing() {
        assert_eq!(squeeze("甲\n  乙 丙\n"), "甲乙 丙");
        assert_eq!(squeeze("\n  甲 "), "甲 ");
        assert_eq!(squeeze("one\n  two"), "one two");
    }

    #[test]
    fn plain_text_joins_items() {
        assert_eq!(plain("进展如下：\n\n- **甲**一\n- 乙二。"), "进展如下：甲一；乙二。");
        assert_eq!(plain("第一行\n第二行\n\n| a |\n|---|\n| 1 |\n\n末"), "第一行第二行末");
    }
}

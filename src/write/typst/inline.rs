//! Pieces of lines as Typst code.

use std::collections::BTreeMap;

use super::literal::quoted;
use super::unbroken::{Piece, pieces, seams};
use super::{anchor, chart_path};
use crate::document::{FigureMark, Inline, LabelKind, LabelTarget, Value};

type Targets = BTreeMap<String, LabelTarget>;

/// How a line is written.
#[derive(Clone, Copy)]
pub struct Line<'a> {
    /// Where references lead.
    pub targets: &'a Targets,
    /// Whether it is running text, in which figures stay with their units; a cell of a table is none.
    pub running: bool,
}

impl Line<'_> {
    /// A line as one expression; nothing is an empty string.
    pub fn expression(self, line: &[Inline]) -> String {
        match self.pieces(line).as_slice() {
            [] => "\"\"".to_owned(),
            [piece] => piece.clone(),
            pieces => format!("{{ {}; }}", pieces.join("; ")),
        }
    }

    /// A line as statements, each with its semicolon.
    pub fn statements(self, line: &[Inline]) -> String {
        self.pieces(line).into_iter().map(|piece| format!("{piece};")).collect::<Vec<_>>().join(" ")
    }

    fn pieces(self, line: &[Inline]) -> Vec<String> {
        let mut code = Vec::new();
        for inline in line {
            match inline {
                Inline::Text(text) => self.text(text, &mut code),
                Inline::Value(value) => self.figure(value, &mut code),
                other => code.push(self.piece(other)),
            }
        }
        code
    }

    fn text(self, text: &str, code: &mut Vec<String>) {
        if !self.running {
            code.push(seamed(text));
            return;
        }
        code.extend(pieces(text).into_iter().map(|piece| match piece {
            Piece::Text(text) => quoted(text),
            Piece::Joint => "joint".to_owned(),
            Piece::Seam => "seam".to_owned(),
            Piece::Address(url) => format!("link({}, {})", quoted(url), seamed(url)),
        }));
    }

    /// A figure with its unit, which it never parts from, and the mark it has to carry.
    fn figure(self, value: &Value, code: &mut Vec<String>) {
        let unit = value.unit.as_deref().unwrap_or_default();
        Line { running: self.running || !unit.is_empty(), ..self }.text(&format!("{}{unit}", value.text), code);
        if value.mark != FigureMark::None {
            code.push(format!("mark-of({})", quoted(value.mark.name())));
        }
    }

    fn piece(self, inline: &Inline) -> String {
        let inner = |inlines: &[Inline]| self.expression(inlines);
        let kind = |label: &str| self.targets.get(label).map_or(LabelKind::Block, |target| target.kind);
        match inline {
            Inline::Text(_) | Inline::Value(_) => self.expression(std::slice::from_ref(inline)),
            Inline::Strong(inlines) => format!("strong({})", inner(inlines)),
            Inline::Emphasis(inlines) => format!("emph({})", inner(inlines)),
            Inline::English(inlines) => format!("english({})", inner(inlines)),
            Inline::Break => "linebreak()".to_owned(),
            Inline::Link { url, inlines } => format!("link({}, {})", quoted(url), inner(inlines)),
            Inline::To { label, inlines, .. } => {
                format!("to-label({}, {})", quoted(&anchor(label, kind(label))), inner(inlines))
            }
            Inline::Reference { label, before, shown, after, .. } => {
                let kind = kind(label);
                let call = if kind == LabelKind::Heading { "to-label" } else { "see" };
                let link = format!("{call}({}, {})", quoted(&anchor(label, kind)), quoted(shown));
                match (before.as_str(), after.as_str()) {
                    ("", "") => link,
                    _ => format!("{{ {}; {link}; {}; }}", quoted(before), quoted(after)),
                }
            }
            Inline::Page { label, before, after, .. } => {
                format!("page-of({}, {}, {})", quoted(label), quoted(before), quoted(after))
            }
            Inline::Status(word) => format!("status({})", quoted(word)),
            Inline::Symbol(word) => format!("light({})", quoted(word)),
            Inline::Footnote(inlines) => format!("footnote({})", Line { running: true, ..self }.expression(inlines)),
            Inline::Todo(inlines) => format!("todo-cell({})", inner(inlines)),
            Inline::Spark(chart) => format!("spark({}, {})", quoted(&chart_path(&chart.name)), quoted(&chart.alt)),
        }
    }
}

/// A text as one expression that may break inside of what would run off the page.
pub fn seamed(text: &str) -> String {
    let parts: Vec<String> = seams(text).into_iter().map(quoted).collect();
    match parts.as_slice() {
        [part] => part.clone(),
        parts => format!("{{ {}; }}", parts.join("; seam; ")),
    }
}

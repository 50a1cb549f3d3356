//! Pieces of lines as Typst code.

use std::collections::BTreeMap;

use super::literal::quoted;
use super::{anchor, chart_path};
use crate::document::{Inline, LabelKind, LabelTarget, Value};

type Targets = BTreeMap<String, LabelTarget>;

/// A line as one expression; nothing is an empty string.
pub fn expression(line: &[Inline], targets: &Targets) -> String {
    match pieces(line, targets).as_slice() {
        [] => "\"\"".to_owned(),
        [piece] => piece.clone(),
        pieces => format!("{{ {}; }}", pieces.join("; ")),
    }
}

/// A line as statements, each with its semicolon.
pub fn statements(line: &[Inline], targets: &Targets) -> String {
    pieces(line, targets).into_iter().map(|piece| format!("{piece};")).collect::<Vec<_>>().join(" ")
}

fn pieces(line: &[Inline], targets: &Targets) -> Vec<String> {
    let mut code = Vec::new();
    // A figure with its unit stays on one line with the letter before it.
    let mut taken: Option<char> = None;
    for (at, inline) in line.iter().enumerate() {
        match inline {
            Inline::Text(text) => {
                let figure = matches!(line.get(at + 1), Some(Inline::Value(Value { unit: Some(_), .. })));
                let last = text.chars().next_back().filter(|c| figure && c.is_alphanumeric());
                let text = &text[..text.len() - last.map_or(0, char::len_utf8)];
                taken = last;
                if !text.is_empty() {
                    code.push(quoted(text));
                }
            }
            Inline::Value(value) => code.push(figure(value, taken.take())),
            other => code.push(piece(other, targets)),
        }
    }
    code
}

fn figure(value: &Value, before: Option<char>) -> String {
    let (text, mark) = (quoted(&value.text), quoted(value.mark.name()));
    match &value.unit {
        Some(unit) => {
            let before = quoted(&before.map(String::from).unwrap_or_default());
            format!("quantity({before}, {text}, {mark}, {})", quoted(unit))
        }
        None if value.mark == crate::document::FigureMark::None => text,
        None => format!("fig({text}, {mark})"),
    }
}

fn piece(inline: &Inline, targets: &Targets) -> String {
    let inner = |inlines: &[Inline]| expression(inlines, targets);
    match inline {
        Inline::Text(text) => quoted(text),
        Inline::Value(value) => figure(value, None),
        Inline::Strong(inlines) => format!("strong({})", inner(inlines)),
        Inline::Emphasis(inlines) => format!("emph({})", inner(inlines)),
        Inline::English(inlines) => format!("english({})", inner(inlines)),
        Inline::Break => "linebreak()".to_owned(),
        Inline::Link { url, inlines } => format!("link({}, {})", quoted(url), inner(inlines)),
        Inline::To { label, inlines, .. } => {
            let kind = targets.get(label).map_or(LabelKind::Block, |target| target.kind);
            format!("to-label({}, {})", quoted(&anchor(label, kind)), inner(inlines))
        }
        Inline::Reference { label, before, shown, after, .. } => {
            let kind = targets.get(label).map_or(LabelKind::Block, |target| target.kind);
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
        Inline::Footnote(inlines) => format!("footnote(running({}))", inner(inlines)),
        Inline::Todo(inlines) => format!("todo-cell({})", inner(inlines)),
        Inline::Spark(chart) => format!("spark({}, {})", quoted(&chart_path(&chart.name)), quoted(&chart.alt)),
    }
}

//! One JSON object per line, for editors, scripts and the nightly digest.

use serde::Serialize;

use super::{Diagnostic, Label};
use crate::source::Sources;

/// The fields of a line; places count from 1, columns in characters, `end_column` is one past the last.
#[derive(Serialize)]
struct Line<'a> {
    rule: &'a str,
    level: &'a str,
    message: &'a str,
    path: Option<&'a str>,
    line: Option<usize>,
    column: Option<usize>,
    end_line: Option<usize>,
    end_column: Option<usize>,
    help: Option<&'a str>,
    unit: Option<&'a str>,
    related: Vec<Related<'a>>,
    fixable: bool,
}

/// Another place involved.
#[derive(Serialize)]
struct Related<'a> {
    path: &'a str,
    line: usize,
    column: usize,
    text: &'a str,
}

/// The finding as one line of JSON.
pub fn render(diagnostic: &Diagnostic, sources: &Sources) -> String {
    let file = diagnostic.primary.map(|span| sources.file(span.file));
    let start = file.zip(diagnostic.primary).map(|(file, span)| file.place(span.start));
    let end = file.zip(diagnostic.primary).map(|(file, span)| file.place(span.end));
    let line = Line {
        rule: diagnostic.rule.as_str(),
        level: diagnostic.level.key(),
        message: &diagnostic.message,
        path: file.map(|file| file.path.as_str()).or(diagnostic.path.as_deref()),
        line: start.map(|place| place.line),
        column: start.map(|place| place.column),
        end_line: end.map(|place| place.line),
        end_column: end.map(|place| place.column),
        help: diagnostic.help.as_deref(),
        unit: diagnostic.unit.as_deref(),
        related: diagnostic.labels.iter().map(|label| related(label, sources)).collect(),
        fixable: !diagnostic.fix.is_empty(),
    };
    serde_json::to_string(&line).unwrap_or_default()
}

fn related<'a>(label: &'a Label, sources: &'a Sources) -> Related<'a> {
    let file = sources.file(label.span.file);
    let place = file.place(label.span.start);
    Related { path: &file.path, line: place.line, column: place.column, text: &label.text }
}

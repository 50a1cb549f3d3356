//! Typst's errors and warnings as findings, at the place in the theme or in what a template made.

use typst::World;
use typst::diag::SourceDiagnostic;

use super::world::{ManuscriptWorld, path_of};
use crate::diag::{Diagnostic, Diagnostics, Level, rules};
use crate::source::Span;
use crate::write::Manuscript;

/// Errors: there is no PDF.
pub fn errors(world: &ManuscriptWorld, manuscript: &Manuscript, errors: &[SourceDiagnostic], diags: &mut Diagnostics) {
    for error in errors {
        diags.push(finding(world, manuscript, error, Level::Error));
    }
}

/// Warnings: there is a PDF that may not look right.
pub fn warnings(
    world: &ManuscriptWorld,
    manuscript: &Manuscript,
    warnings: &[SourceDiagnostic],
    diags: &mut Diagnostics,
) {
    for warning in warnings {
        diags.push(finding(world, manuscript, warning, Level::Warning));
    }
}

fn finding(world: &ManuscriptWorld, manuscript: &Manuscript, from: &SourceDiagnostic, level: Level) -> Diagnostic {
    let rule = if level == Level::Error { rules::TYPST_ERROR } else { rules::TYPST_WARNING };
    let mut diagnostic = Diagnostic::new(rule, level, format!("排版时 Typst 报告：{}", from.message));
    let hints: Vec<&str> = from.hints.iter().map(|hint| hint.v.as_str()).collect();
    if !hints.is_empty() {
        diagnostic = diagnostic.help(hints.join("；"));
    }
    // The innermost place that lies in a file of ours: the call, if the error itself has none.
    let spans = std::iter::once(from.span).chain(from.trace.iter().map(|point| point.span.into()));
    for span in spans {
        let Some(id) = span.id() else { continue };
        let path = path_of(id);
        let file = manuscript.parts.get(&path).and_then(|part| part.file);
        match (file, world.place(span)) {
            (Some(file), Some(range)) => return diagnostic.at(Span::new(file, range.start, range.end)),
            _ if world.source(id).is_ok() => return diagnostic.in_file(path),
            _ => {}
        }
    }
    diagnostic
}

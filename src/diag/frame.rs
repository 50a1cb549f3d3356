//! The source line with marks under it, drawn by annotate-snippets, which knows how wide a Han character is.

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Group, Level as Drawn, Origin, Renderer, Snippet};

use super::{Diagnostic, Level};
use crate::source::{Sources, Span};

/// Widest frame, in columns.
const WIDTH: usize = 120;

/// Narrowest frame, in columns.
const LEAST: usize = 40;

/// The finding as a frame of several lines, without colour.
#[must_use]
pub fn plain(diagnostic: &Diagnostic, sources: &Sources) -> String {
    render(diagnostic, sources, false, None)
}

/// The finding as a frame of several lines.
pub fn render(diagnostic: &Diagnostic, sources: &Sources, color: bool, width: Option<usize>) -> String {
    let drawn = match diagnostic.level {
        Level::Error => Drawn::ERROR,
        Level::Warning => Drawn::WARNING,
        Level::Hint => Drawn::NOTE,
    };
    let title =
        drawn.with_name(diagnostic.level.name()).primary_title(&diagnostic.message).id(diagnostic.rule.as_str());
    let mut group = Group::with_title(title);
    match (diagnostic.primary, &diagnostic.path) {
        (Some(span), _) => {
            for snippet in snippets(diagnostic, span, sources) {
                group = group.element(snippet);
            }
        }
        (None, Some(path)) => group = group.element(Origin::path(path.as_str())),
        (None, None) => {}
    }
    if let Some(unit) = &diagnostic.unit {
        group = group.element(Drawn::NOTE.with_name("单位").message(unit));
    }
    if let Some(help) = &diagnostic.help {
        group = group.element(Drawn::HELP.with_name("改法").message(help));
    }
    if !diagnostic.fix.is_empty() {
        let unit = diagnostic.unit.as_ref().map(|unit| format!(" --unit {unit}")).unwrap_or_default();
        group = group.element(Drawn::NOTE.with_name("可自动改").message(format!("highland check{unit} --fix")));
    }
    let renderer = if color { Renderer::styled() } else { Renderer::plain() };
    renderer
        .decor_style(DecorStyle::Unicode)
        .term_width(width.map_or(WIDTH, |width| width.clamp(LEAST, WIDTH)))
        .render(&[group])
}

/// One snippet per file involved, the primary place's file first.
fn snippets<'a>(
    diagnostic: &'a Diagnostic,
    primary: Span,
    sources: &'a Sources,
) -> Vec<Snippet<'a, annotate_snippets::Annotation<'a>>> {
    let mut files = vec![primary.file];
    for label in &diagnostic.labels {
        if !files.contains(&label.span.file) {
            files.push(label.span.file);
        }
    }
    files
        .into_iter()
        .map(|id| {
            let file = sources.file(id);
            let labels = || diagnostic.labels.iter().filter(|label| label.span.file == id);
            let spans = labels().map(|label| label.span).chain((primary.file == id).then_some(primary));
            let (first, last) =
                spans.fold((usize::MAX, 0), |(first, last), span| (first.min(span.start), last.max(span.start)));
            // The lines from the first place to the last one: a large file is not looked through for each finding.
            let window = file.lines(first, last);
            let shift = |span| {
                let range = first_line(span, &file.text);
                range.start.saturating_sub(window.start)..range.end.saturating_sub(window.start)
            };
            let text = file.text.get(window.clone()).unwrap_or_default();
            let mut snippet = Snippet::source(text).path(file.path.as_str()).line_start(file.place(window.start).line);
            if primary.file == id {
                snippet = snippet.annotation(AnnotationKind::Primary.span(shift(primary)));
            }
            for label in labels() {
                snippet =
                    snippet.annotation(AnnotationKind::Context.span(shift(label.span)).label(label.text.as_str()));
            }
            snippet
        })
        .collect()
}

/// The part of a span on its first line, so that a long block does not fill the screen.
fn first_line(span: Span, text: &str) -> std::ops::Range<usize> {
    let part = text.get(span.start..span.end).unwrap_or_default();
    let part = part.split('\n').next().unwrap_or_default().trim_end();
    span.start.min(text.len())..(span.start + part.len()).min(text.len())
}

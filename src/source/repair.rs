//! From a YAML syntax error to its cause, and a repair in memory that lets the rest of the file be read.

use serde_yaml::granit_parser::{ErrorKind, ScanError};

use super::cause::{self, Cause, Lines};
use super::mended::Mended;
use super::{FileId, Keys, Problem, ProblemKind, Span};

/// Says what went wrong and mends `text`; the flag tells whether reading again is worth while.
///
/// `None` if there is nothing to say, which happens when the text is empty.
pub fn repair(file: FileId, text: &mut Mended, error: &ScanError, keys: &Keys) -> Option<(Problem, bool)> {
    let at = error.marker().byte_offset().unwrap_or(text.text().len()).min(text.text().len());
    let cause = find(text.text(), at, error.kind(), keys)?;
    let (start, end) = text.span(cause.point.0, cause.point.1);
    let span = Span::new(file, start, end);
    // A change inside an earlier repair has no place in the text as it was written.
    let fix = cause.fix.into_iter().filter(|&(start, end, _)| text.is_written(start, end));
    let fix = fix.map(|(start, end, with)| {
        let (start, end) = text.span(start, end);
        (Span::new(file, start, end), with)
    });
    let fix = fix.collect();
    let again = text.replace(cause.start, cause.end, &cause.with);
    Some((Problem { kind: ProblemKind::Syntax, span, message: cause.message, help: cause.help, fix }, again))
}

/// The likeliest cause: what people do often and what can be told for certain comes first.
fn find(text: &str, at: usize, kind: &ErrorKind, keys: &Keys) -> Option<Cause> {
    let lines = Lines::before(text, at);
    let quoted = matches!(
        kind,
        ErrorKind::UnclosedQuotedScalar
            | ErrorKind::DocumentIndicatorInQuotedScalar
            | ErrorKind::InvalidQuotedScalarIndent
    );
    let indent = matches!(
        kind,
        ErrorKind::ExpectedBlockMappingKey | ErrorKind::InvalidIndentation | ErrorKind::MappingKeyNotAllowed
    );
    let deeper = matches!(kind, ErrorKind::MappingValueNotAllowed | ErrorKind::InvalidColonPlacement);
    let known = |line| cause::missing_colon(text, line, keys).filter(|cause| !cause.fix.is_empty());
    // Under a `|` a colon, a dash or a quote is prose.
    let entry = |detect: &dyn Fn(cause::Line) -> Option<Cause>| {
        lines.near(|line| if cause::in_block(text, line) { None } else { detect(line) })
    };
    lines
        .near(|line| cause::control_mark(text, line))
        .or_else(|| entry(&|line| cause::line_lost(text, line, keys)))
        .or_else(|| entry(&|line| cause::inline_fields(text, line, keys)))
        .or_else(|| entry(&|line| cause::text_behind(text, line, keys)))
        .or_else(|| entry(&|line| cause::field_behind(text, line, keys)))
        .or_else(|| cause::many_full_width_colons(text, keys))
        .or_else(|| entry(&|line| cause::full_width_colon(text, line, keys)))
        .or_else(|| entry(&|line| cause::other_colon(text, line, keys)))
        .or_else(|| entry(&|line| cause::figure_behind(text, line)))
        .or_else(|| lines.near(|line| cause::tab_indent(text, line)))
        .or_else(|| lines.near(|line| cause::wide_indent(text, line)))
        .or_else(|| lines.near(|line| cause::full_width_in_flow(text, line, keys)))
        .or_else(|| lines.near(|line| cause::comment_in_flow(text, line)))
        .or_else(|| entry(&|line| cause::mark_after_brace(text, line)))
        .or_else(|| entry(&|line| cause::bar_in_flow(text, line)))
        .or_else(|| entry(&|line| cause::dash_lost(text, line)))
        .or_else(|| lines.far(|line| cause::open_bracket(text, line)))
        .or_else(|| entry(&|line| cause::wrong_braces(text, line, keys)))
        .or_else(|| quoted.then(|| cause::open_quote(text, at)).flatten())
        .or_else(|| cause::short_and_long(text, &lines, keys))
        .or_else(|| cause::bar_missing(text, &lines, keys))
        .or_else(|| entry(&|line| cause::numbered_item(text, line)))
        .or_else(|| entry(&|line| cause::dash_too_many(text, line)))
        .or_else(|| entry(&|line| cause::missing_dash_space(text, line)))
        .or_else(|| entry(&|line| cause::missing_space(text, line)))
        .or_else(|| entry(&known))
        .or_else(|| entry(&|line| cause::special_start(text, line)))
        .or_else(|| cause::unindented_block(text, &lines))
        .or_else(|| cause::deep_first_line(text, &lines))
        .or_else(|| entry(&|line| cause::missing_colon(text, line, keys)))
        .or_else(|| cause::outermost_indented(text, &lines, keys))
        .or_else(|| entry(&|line| cause::colon_in_value(text, line, keys)))
        .or_else(|| deeper.then(|| cause::out_of_step(text, &lines)).flatten())
        .or_else(|| indent.then(|| cause::odd_indent(text, &lines, keys)).flatten())
        .or_else(|| lines.near(|line| cause::stray_text(text, line)))
        .or_else(|| cause::give_up_line(text, &lines, kind))
}

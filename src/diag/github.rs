//! One workflow command per finding, which GitHub shows as an annotation beside the change.

use super::{Diagnostic, Level};
use crate::source::Sources;

/// The finding as `::error file=…,line=…::…`.
pub fn render(diagnostic: &Diagnostic, sources: &Sources) -> String {
    let command = match diagnostic.level {
        Level::Error => "error",
        Level::Warning => "warning",
        Level::Hint => "notice",
    };
    let place = match (diagnostic.primary, &diagnostic.path) {
        (Some(span), _) => {
            let file = sources.file(span.file);
            let (start, end) = (file.place(span.start), file.place(span.end));
            // Columns may be given only where the place is on one line.
            let columns = if start.line == end.line {
                format!(",col={},endColumn={}", start.column, end.column)
            } else {
                String::new()
            };
            format!("file={},line={},endLine={}{columns},", property(&file.path), start.line, end.line)
        }
        (None, Some(path)) => format!("file={},", property(path)),
        (None, None) => String::new(),
    };
    let help = diagnostic.help.as_ref().map(|help| format!("\n改法：{help}")).unwrap_or_default();
    let unit = diagnostic.unit.as_ref().map(|unit| format!("{unit}：")).unwrap_or_default();
    format!("::{command} {place}title={}::{}", diagnostic.rule, data(&format!("{unit}{}{help}", diagnostic.message)))
}

/// A message: line ends and percent signs would end or change the command.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// A property's value, which colons and commas end too.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

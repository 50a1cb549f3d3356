//! One line per finding: `path:line:column: 级别[rule]: message 改法：help`.

use super::Diagnostic;
use crate::source::Sources;

/// The finding on one line.
#[must_use]
pub fn render(diagnostic: &Diagnostic, sources: &Sources) -> String {
    let place = match (diagnostic.primary, &diagnostic.path) {
        (Some(span), _) => {
            let file = sources.file(span.file);
            let place = file.place(span.start);
            format!("{}:{}:{}: ", file.path, place.line, place.column)
        }
        (None, Some(path)) => format!("{path}: "),
        (None, None) => String::new(),
    };
    let help = diagnostic.help.as_ref().map(|help| format!(" 改法：{help}")).unwrap_or_default();
    let line = format!("{place}{}[{}]: {}{help}", diagnostic.level.name(), diagnostic.rule, diagnostic.message);
    line.replace('\n', " ")
}

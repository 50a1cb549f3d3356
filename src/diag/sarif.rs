//! All findings as one SARIF 2.1.0 document (OASIS, Static Analysis Results Interchange Format).

use serde_json::{Value, json};

use super::{Diagnostic, Edit, Level, RuleName};
use crate::source::{Sources, Span};

/// A rule's name and what it finds, for forms that list the rules.
pub type RuleText = (RuleName, &'static str);

/// The document; columns count Unicode characters, `endColumn` is one past the last.
pub fn render(sorted: &[&Diagnostic], sources: &Sources, rules: &[RuleText]) -> String {
    let described: Vec<Value> =
        rules.iter().map(|(name, summary)| json!({ "id": name, "shortDescription": { "text": summary } })).collect();
    let results: Vec<Value> = sorted.iter().map(|diagnostic| result(diagnostic, sources, rules)).collect();
    let document = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "highland",
                "version": env!("CARGO_PKG_VERSION"),
                "language": "zh-CN",
                "rules": described,
            } },
            "columnKind": "unicodeCodePoints",
            "originalUriBaseIds": { "ROOT": { "description": { "text": "项目文件夹" } } },
            "results": results,
        }],
    });
    serde_json::to_string_pretty(&document).unwrap_or_default() + "\n"
}

fn result(diagnostic: &Diagnostic, sources: &Sources, rules: &[RuleText]) -> Value {
    let level = match diagnostic.level {
        Level::Error => "error",
        Level::Warning => "warning",
        Level::Hint => "note",
    };
    let help = diagnostic.help.as_ref().map(|help| format!(" 改法：{help}")).unwrap_or_default();
    let mut result = json!({
        "ruleId": diagnostic.rule,
        "level": level,
        "message": { "text": format!("{}{help}", diagnostic.message) },
        "locations": [],
        "properties": { "unit": diagnostic.unit, "help": diagnostic.help },
    });
    if let Some(index) = rules.iter().position(|(name, _)| *name == diagnostic.rule) {
        result["ruleIndex"] = json!(index);
    }
    match (diagnostic.primary, &diagnostic.path) {
        (Some(span), _) => result["locations"] = json!([location(span, sources)]),
        (None, Some(path)) => {
            result["locations"] = json!([{ "physicalLocation": { "artifactLocation": artifact(path) } }]);
        }
        (None, None) => {}
    }
    let related = diagnostic.labels.iter().filter(|label| !label.text.is_empty());
    let related: Vec<Value> = related
        .map(|label| {
            let mut location = location(label.span, sources);
            location["message"] = json!({ "text": label.text });
            location
        })
        .collect();
    if !related.is_empty() {
        result["relatedLocations"] = json!(related);
    }
    let edits: Vec<&Edit> =
        diagnostic.fix.iter().filter(|edit| edit.span.start < edit.span.end || !edit.text.is_empty()).collect();
    if let Some(first) = edits.first() {
        let replacements: Vec<Value> = edits
            .iter()
            .map(
                |edit| json!({ "deletedRegion": region(edit.span, sources), "insertedContent": { "text": edit.text } }),
            )
            .collect();
        let path = &sources.file(first.span.file).path;
        result["fixes"] =
            json!([{ "artifactChanges": [{ "artifactLocation": artifact(path), "replacements": replacements }] }]);
    }
    result
}

fn location(span: Span, sources: &Sources) -> Value {
    let path = &sources.file(span.file).path;
    json!({ "physicalLocation": { "artifactLocation": artifact(path), "region": region(span, sources) } })
}

fn region(span: Span, sources: &Sources) -> Value {
    let file = sources.file(span.file);
    let (start, end) = (file.place(span.start), file.place(span.end));
    json!({ "startLine": start.line, "startColumn": start.column, "endLine": end.line, "endColumn": end.column })
}

fn artifact(path: &str) -> Value {
    json!({ "uri": uri(path), "uriBaseId": "ROOT" })
}

/// A path as a URI reference (RFC 3986): whatever is not unreserved is escaped.
fn uri(path: &str) -> String {
    path.bytes()
        .map(|byte| match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => char::from(byte).to_string(),
            _ => format!("%{byte:02X}"),
        })
        .collect()
}

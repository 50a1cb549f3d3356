//! Values as new text of YAML.

use super::Tree;

/// Widest item of a list that stands in braces on one line, in half-width columns.
const WIDE: usize = 110;

/// A key and its value on lines of their own.
pub fn rendered_pair(key: &str, value: &Tree, indent: usize) -> String {
    let (head, body) = rendered(value, indent);
    let head = if head.is_empty() { String::new() } else { format!(" {head}") };
    format!("{}{}:{head}\n{}", " ".repeat(indent), scalar(key, false), body.unwrap_or_default())
}

/// The pairs of a mapping that hold something, each on lines of its own.
pub fn rendered_map(value: &Tree, indent: usize) -> String {
    let Tree::Map(pairs) = value else { return String::new() };
    let pairs = pairs.iter().filter(|(_, own)| !own.is_nothing());
    pairs.map(|(key, own)| rendered_pair(key, own, indent)).collect()
}

/// What stands behind a colon whose key stands at `indent`, and the lines below it.
pub fn rendered(value: &Tree, indent: usize) -> (String, Option<String>) {
    match value {
        Tree::Nothing => (String::new(), None),
        Tree::Text(text) if text.contains('\n') && !text.starts_with(char::is_whitespace) => {
            let blanks = " ".repeat(indent + 2);
            let lines = text
                .split('\n')
                .map(|line| if line.is_empty() { "\n".to_owned() } else { format!("{blanks}{line}\n") });
            ("|".to_owned(), Some(lines.collect()))
        }
        Tree::Text(text) => (scalar(text, false), None),
        Tree::Map(_) => (String::new(), Some(rendered_map(value, indent + 2))),
        Tree::List(items) => {
            let items = items.iter().filter(|item| !item.is_nothing());
            (String::new(), Some(items.map(|item| rendered_item(item, indent + 2)).collect()))
        }
    }
}

/// An item of a list whose dashes stand at `indent`.
pub fn rendered_item(item: &Tree, indent: usize) -> String {
    let blanks = " ".repeat(indent);
    match item {
        Tree::Map(pairs) => {
            let pairs: Vec<_> = pairs.iter().filter(|(_, own)| !own.is_nothing()).collect();
            let short = pairs.iter().map(|(key, own)| match own {
                Tree::Text(text) if !text.contains('\n') => {
                    Some(format!("{}: {}", scalar(key, true), scalar(text, true)))
                }
                Tree::List(items) => {
                    let items = items.iter().map(|item| match item {
                        Tree::Text(text) if !text.contains('\n') => Some(scalar(text, true)),
                        _ => None,
                    });
                    Some(format!("{}: [{}]", scalar(key, true), items.collect::<Option<Vec<_>>>()?.join(", ")))
                }
                _ => None,
            });
            let short = short.collect::<Option<Vec<String>>>().map(|short| format!("{{{}}}", short.join(", ")));
            let width = |text: &String| text.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum::<usize>();
            if let Some(short) = short.filter(|short| width(short) <= WIDE) {
                return format!("{blanks}- {short}\n");
            }
            let whole = rendered_map(item, indent + 2);
            format!("{blanks}- {}", whole.trim_start_matches(' '))
        }
        Tree::Text(text) => format!("{blanks}- {}\n", scalar(text, false)),
        _ => format!("{blanks}-\n"),
    }
}

/// A text on one line, in quotes where YAML would read it otherwise.
#[must_use]
pub fn scalar(text: &str, flow: bool) -> String {
    let sign = text.starts_with('-') && text[1..].starts_with(|c: char| c.is_ascii_digit());
    let start = text.starts_with(|c: char| "-?:,[]{}#&*!|>'\"%@`~=<".contains(c) || c.is_whitespace()) && !sign;
    let mark =
        text.contains(": ") || text.contains(" #") || text.ends_with(':') || text.contains(['\n', '\t', '\\', '"']);
    let inner = flow && text.contains(|c: char| ",[]{}:，：；".contains(c));
    let word = matches!(text, "" | "null" | "Null" | "NULL" | "true" | "false" | "yes" | "no");
    if !(start || mark || inner || word || text.ends_with(char::is_whitespace) || text.contains(char::is_control)) {
        return text.to_owned();
    }
    let mut out = String::from('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

//! The certain fixes of many findings, put together into new texts and shown as differences.

use std::collections::BTreeMap;

use similar::TextDiff;

use super::{Diagnostics, Edit};
use crate::source::{FileId, Sources};

/// A file as it is and as it would be.
pub struct Change<'a> {
    /// The file.
    pub file: FileId,
    /// Its path, as people see it.
    pub path: &'a str,
    /// Its text.
    pub before: &'a str,
    /// The text after the fixes.
    pub after: String,
    /// How many findings are mended.
    pub count: usize,
}

/// What the certain fixes come to, file by file. Of two that overlap the first is made; the other one is found again.
#[must_use]
pub fn changes<'a>(diagnostics: &Diagnostics, sources: &'a Sources) -> Vec<Change<'a>> {
    let mut files: BTreeMap<FileId, (usize, Vec<&Edit>)> = BTreeMap::new();
    for diagnostic in diagnostics.sorted(sources) {
        if let Some(first) = diagnostic.fix.first() {
            let (count, edits) = files.entry(first.span.file).or_default();
            *count += 1;
            edits.extend(diagnostic.fix.iter().filter(|edit| edit.span.file == first.span.file));
        }
    }
    let changes = files.into_iter().map(|(id, (count, mut edits))| {
        let file = sources.file(id);
        edits.sort_by_key(|edit| (edit.span.start, edit.span.end));
        Change { file: id, path: &file.path, before: &file.text, after: apply(&file.text, &edits), count }
    });
    changes.collect()
}

/// The text with edits sorted by place made in it.
fn apply(text: &str, edits: &[&Edit]) -> String {
    let mut after = String::with_capacity(text.len());
    let mut at = 0;
    for edit in edits {
        let Some(kept) = text.get(at..edit.span.start) else { continue };
        if text.is_char_boundary(edit.span.end) {
            after.push_str(kept);
            after.push_str(&edit.text);
            at = edit.span.end;
        }
    }
    after + text.get(at..).unwrap_or_default()
}

impl Change<'_> {
    /// The difference as a unified diff with three lines of context; what is only stored anew has none.
    #[must_use]
    pub fn diff(&self) -> String {
        if self.before == self.after {
            return format!("{}：改存为 UTF-8（内容不变）\n", self.path);
        }
        TextDiff::from_lines(self.before, &self.after)
            .unified_diff()
            .header(self.path, &format!("{}（改后）", self.path))
            .to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Diagnostic, rules};
    use super::*;
    use crate::source::Span;

    #[test]
    fn makes_edits_that_do_not_overlap_and_keeps_everything_else() {
        let mut sources = Sources::default();
        let id = sources.add("a.yaml", "年度：2024  # 注\n状态:草稿\n");
        let mut diags = Diagnostics::default();
        let colon = Span::new(id, 6, 9);
        diags.push(Diagnostic::error(rules::YAML_SYNTAX, "一").at(colon).fix(colon, ": "));
        diags.push(Diagnostic::error(rules::UNKNOWN_KEY, "二").at(colon).fix(Span::new(id, 7, 9), "!"));
        let state = "年度：2024  # 注\n状态:".len();
        diags.push(Diagnostic::error(rules::WRONG_TYPE, "三").at(colon).fix(Span::new(id, state, state), " "));
        let found = changes(&diags, &sources);
        assert_eq!(found[0].after, "年度: 2024  # 注\n状态: 草稿\n");
        assert!(found[0].diff().contains("-年度：2024  # 注\n"), "{}", found[0].diff());
    }
}

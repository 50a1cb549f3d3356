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

/// What the certain fixes come to, file by file. A fix is made whole or not at all: of two that overlap the first is made;
/// the other one is found again.
#[must_use]
pub fn changes<'a>(diagnostics: &Diagnostics, sources: &'a Sources) -> Vec<Change<'a>> {
    let mut files: BTreeMap<FileId, (usize, Vec<&Edit>)> = BTreeMap::new();
    for diagnostic in diagnostics.sorted(sources) {
        let Some(first) = diagnostic.fix.first() else { continue };
        let (count, edits) = files.entry(first.span.file).or_default();
        let before = edits.len();
        // Those of one fix must not overlap each other either.
        let fits = diagnostic.fix.iter().all(|edit| {
            let fits = edit.span.file == first.span.file
                && sources.file(first.span.file).text.get(edit.span.start..edit.span.end).is_some()
                && !edits.iter().any(|other| overlap(edit, other));
            edits.push(edit);
            fits
        });
        if fits {
            *count += 1;
        } else {
            edits.truncate(before);
        }
    }
    let changes = files.into_iter().filter(|(_, (count, _))| 0 < *count).map(|(id, (count, mut edits))| {
        let file = sources.file(id);
        edits.sort_by_key(|edit| (edit.span.start, edit.span.end));
        Change { file: id, path: &file.path, before: &file.text, after: apply(&file.text, &edits), count }
    });
    changes.collect()
}

/// Whether both change the same characters, or put something at the same place, so that their order would matter.
fn overlap(one: &Edit, other: &Edit) -> bool {
    let nothing = |edit: &Edit| edit.span.start == edit.span.end && edit.text.is_empty();
    let same_place = one.span.start == other.span.start && one.span.end == other.span.end;
    let crossed = one.span.start < other.span.end && other.span.start < one.span.end;
    !nothing(one) && !nothing(other) && (same_place || crossed)
}

/// The text with edits made in it that are sorted by place and do not overlap.
fn apply(text: &str, edits: &[&Edit]) -> String {
    let mut after = String::with_capacity(text.len());
    let mut at = 0;
    for edit in edits {
        after.push_str(text.get(at..edit.span.start).unwrap_or_default());
        after.push_str(&edit.text);
        at = edit.span.end;
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
    use super::super::{Diagnostic, RuleName, rules};
    use super::*;
    use crate::source::Span;

    /// A finding whose fix is these edits of `file`.
    fn found(rule: RuleName, file: FileId, edits: &[(usize, usize, &str)]) -> Diagnostic {
        let found = Diagnostic::error(rule, rule.as_str()).at(Span::new(file, edits[0].0, edits[0].1));
        edits.iter().fold(found, |found, &(start, end, text)| found.fix(Span::new(file, start, end), text))
    }

    #[test]
    fn makes_edits_that_do_not_overlap_and_keeps_everything_else() {
        let mut sources = Sources::default();
        let id = sources.add("a.yaml", "年度：2024  # 注\n状态:草稿\n");
        let state = "年度：2024  # 注\n状态:".len();
        let mut diags = Diagnostics::default();
        diags.push(found(rules::BLOCK_MARK, id, &[(6, 9, ": ")]));
        diags.push(found(rules::LIST_MARK, id, &[(6, 9, "!")]));
        diags.push(found(rules::RANGE_MARK, id, &[(state, state, " ")]));
        let made = changes(&diags, &sources);
        assert_eq!(made[0].after, "年度: 2024  # 注\n状态: 草稿\n");
        assert_eq!(made[0].count, 2);
        assert!(made[0].diff().contains("-年度：2024  # 注\n"), "{}", made[0].diff());
    }

    #[test]
    fn a_fix_of_several_edits_is_made_whole_or_not_at_all() {
        let check = |fixes: &[&[(usize, usize, &str)]], after: &str, count: usize| {
            let mut sources = Sources::default();
            let id = sources.add("a.yaml", "abcdef");
            let mut diags = Diagnostics::default();
            let names = [rules::BLOCK_MARK, rules::LIST_MARK, rules::RANGE_MARK];
            fixes.iter().zip(names).for_each(|(edits, rule)| diags.push(found(rule, id, edits)));
            let made = changes(&diags, &sources);
            let made: Vec<_> = made.iter().map(|change| (change.after.as_str(), change.count)).collect();
            assert_eq!(made, Vec::from_iter((0 < count).then_some((after, count))), "{fixes:?}");
        };
        // Brackets round a text of which one end is taken already.
        check(&[&[(0, 2, "X")], &[(1, 1, "["), (4, 4, "]")]], "Xcdef", 1);
        check(&[&[(1, 1, "["), (4, 4, "]")], &[(3, 5, "X")]], "a[bcd]ef", 1);
        check(&[&[(0, 2, "X")], &[(2, 2, "["), (4, 4, "]")]], "X[cd]ef", 2);
        // The same put in twice.
        check(&[&[(2, 2, " ")], &[(2, 2, " ")]], "ab cdef", 1);
        // Writing the file anew is compatible with everything.
        check(&[&[(0, 0, "")], &[(0, 0, " ")], &[(0, 1, "A")]], " Abcdef", 3);
        // Edits that make no sense: of one fix that overlap each other, past the end.
        check(&[&[(0, 3, "X"), (2, 4, "Y")]], "", 0);
        check(&[&[(0, 1, "X"), (5, 9, "Y")], &[(0, 1, "A")]], "Abcdef", 1);
    }
}

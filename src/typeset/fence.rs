//! Fences between the statements of generated code, so that an edit of one is no edit of the others.
//!
//! Typst numbers the places of a file, remembers a layout by them, and numbers anew the innermost block that was edited.
//! Generated code is one block; with a block around every statement, and around every section, only what was edited gets
//! new numbers.

use std::time::{Duration, Instant};

use similar::{Algorithm, DiffTag, capture_diff_slices_deadline};
use typst::syntax::{Source, SyntaxKind, SyntaxNode, parse};

/// What was put into a text: where in the text as it was, in order, and how many bytes.
#[derive(Debug, Default)]
pub struct Fences(Vec<(usize, usize)>);

impl Fences {
    /// The offset in the text as it was.
    pub fn before(&self, offset: usize) -> usize {
        let mut added = 0;
        for (at, len) in &self.0 {
            if offset < at + added + len {
                return offset.saturating_sub(added).min(*at);
            }
            added += len;
        }
        offset - added
    }
}

/// A call shorter than this is fenced as a whole, in bytes.
const LARGE: usize = 3_000;

/// Calls that open a section.
const OPENING: [&str; 4] = ["section", "chapter", "appendix", "front"];

/// The text with blocks around its statements; what it says is the same.
pub fn fence(text: &str) -> (String, Fences) {
    let mut marks = Vec::new();
    walk(&parse(text), 0, &mut marks);
    marks.sort_by_key(|(at, _)| *at);
    let (mut out, mut from) = (String::with_capacity(text.len() + 4 * marks.len()), 0);
    for (at, mark) in &marks {
        out.push_str(&text[from..*at]);
        out.push_str(mark);
        from = *at;
    }
    out.push_str(&text[from..]);
    (out, Fences(marks.into_iter().map(|(at, mark)| (at, mark.len())).collect()))
}

/// The marks of a node that begins at `offset`.
fn walk(node: &SyntaxNode, offset: usize, marks: &mut Vec<(usize, &'static str)>) {
    let mut at = offset;
    let statements = node.kind() == SyntaxKind::Code;
    // What a section defines or sets counts beyond it, and then it has to stay open.
    let sections = statements && !node.children().any(|child| opens_scope(child.kind()));
    let mut end = None;
    for child in node.children() {
        let (start, after) = (at, at + child.len());
        at = after;
        let call = child.kind() == SyntaxKind::FuncCall;
        let statement = statements && (call || child.kind() == SyntaxKind::Binary);
        if statement && sections && opens_section(child) {
            if let Some(end) = end.take() {
                marks.push((end, " }"));
            }
            marks.push((start, "{ "));
            end = Some(after);
        } else if end.is_some() && !child.kind().is_trivia() {
            end = Some(after);
        }
        if statement {
            marks.push((start, "{ "));
        }
        if !statement || LARGE < child.len() {
            walk(child, start, marks);
        }
        if statement {
            marks.push((after, " }"));
        }
    }
    marks.extend(end.map(|end| (end, " }")));
}

fn opens_scope(kind: SyntaxKind) -> bool {
    matches!(kind, SyntaxKind::LetBinding | SyntaxKind::SetRule | SyntaxKind::ShowRule | SyntaxKind::ModuleImport)
}

fn opens_section(call: &SyntaxNode) -> bool {
    call.kind() == SyntaxKind::FuncCall
        && call.children().next().is_some_and(|callee| OPENING.contains(&callee.leaf_text().as_str()))
}

/// How long the search for the differences may take before coarser ones do.
const PATIENCE: Duration = Duration::from_millis(50);

/// Turns the source into `text` by as many edits as there are places that differ, from the last to the first.
pub fn edit(source: &mut Source, text: &str) {
    let old = source.text().to_owned();
    let (before, after) = (lines(&old), lines(text));
    let (starts, ends) = (offsets(&before), offsets(&after));
    let operations = capture_diff_slices_deadline(Algorithm::Myers, &before, &after, Some(Instant::now() + PATIENCE));
    for operation in operations.iter().rev() {
        let (tag, from, to) = operation.as_tag_tuple();
        if tag == DiffTag::Equal {
            continue;
        }
        let (mut from, mut to) = (starts[from.start]..starts[from.end], ends[to.start]..ends[to.end]);
        let (gone, come) = (&old[from.clone()], &text[to.clone()]);
        let same = shared(gone.chars().zip(come.chars()));
        from.start += same;
        to.start += same;
        let same = shared(gone[same..].chars().rev().zip(come[same..].chars().rev()));
        from.end -= same;
        to.end -= same;
        source.edit(from, &text[to]);
    }
}

/// Bytes that two texts have in common from where they are read.
fn shared(pairs: impl Iterator<Item = (char, char)>) -> usize {
    pairs.take_while(|(a, b)| a == b).map(|(c, _)| c.len_utf8()).sum()
}

fn lines(text: &str) -> Vec<&str> {
    text.split_inclusive('\n').collect()
}

/// Where each line begins, and where the last one ends.
fn offsets(lines: &[&str]) -> Vec<usize> {
    let mut offsets = vec![0];
    offsets.extend(lines.iter().scan(0, |end, line| {
        *end += line.len();
        Some(*end)
    }));
    offsets
}

#[cfg(test)]
mod tests {
    use typst::syntax::{FileId, LinkedNode, RootedPath, Side, VirtualPath, VirtualRoot};

    use super::*;

    fn source(text: &str) -> Source {
        let path = RootedPath::new(VirtualRoot::Project, VirtualPath::new("/main.typ").unwrap());
        Source::new(FileId::new(path), text.to_owned())
    }

    #[test]
    fn fences_statements_and_sections() {
        let (fenced, fences) = fence("#{\nsection(\"一\")\npar(\"甲\")\nsection(\"二\")\n}");
        assert_eq!(fenced, "#{\n{ { section(\"一\") }\n{ par(\"甲\") } }\n{ { section(\"二\") } }\n}");
        assert_eq!(fences.before(fenced.find("par").unwrap()), "#{\nsection(\"一\")\n".len());
        assert_eq!(fences.before(fenced.len()), fenced.len() - 5 * 4);
    }

    #[test]
    fn a_definition_keeps_its_reach() {
        let (fenced, _) = fence("#{\nlet x = 1\nsection(\"一\")\npar(x)\n}");
        assert_eq!(fenced, "#{\nlet x = 1\n{ section(\"一\") }\n{ par(x) }\n}");
    }

    #[test]
    fn edits_make_the_new_text_and_leave_the_rest_its_place() {
        let (old, _) = fence("#{\nsection(\"甲\")\npar(\"乙\")\npar(\"丙\")\nsection(\"丁\")\n}");
        let (new, _) = fence("#{\nsection(\"甲甲\")\npar(\"乙\")\npar(\"丙\")\nsection(\"丁\")\npar(\"新\")\n}");
        let mut source = source(&old);
        let place = |source: &Source| {
            LinkedNode::new(source.root()).leaf_at(source.text().find('乙').unwrap(), Side::After).unwrap().span()
        };
        let before = place(&source);
        edit(&mut source, &new);
        assert_eq!(source.text(), new);
        assert_eq!(place(&source), before);
    }
}

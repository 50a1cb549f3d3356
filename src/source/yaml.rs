//! YAML 1.2 text to a tree of places, going on after a syntax error so that one bad line costs one line.

use serde_yaml::granit_parser::{Event, Parser, ScanError, Span as Range};

use super::mended::Mended;
use super::repair::repair;
use super::scalar::{self, Scalar};
use super::{FileId, Keys, Node, Pair, Problem, ProblemKind, Span, Spanned, Value};

/// Largest YAML file that is read, in bytes. The largest real submission is a hundredth of this.
pub const MAX_BYTES: usize = 1 << 20;

/// How many syntax errors of one file are reported before the rest is given up.
const MAX_PROBLEMS: usize = 20;

/// How often a small file is read again after a repair.
const MAX_ROUNDS: usize = 200;

/// Reads a file that has these keys. Whatever could be read is in the tree, and each error is a [`Problem`].
///
/// Aliases and tags are refused: departments do not need them and they are how documents grow beyond bounds.
#[must_use]
pub fn parse(file: FileId, text: &str, keys: &Keys) -> (Node, Vec<Problem>) {
    let mut problems = Vec::new();
    let mut mended = Mended::new(text);
    // Each round reads the whole text again, so that a large one gets fewer.
    let most = (MAX_BYTES / text.len().max(1)).clamp(MAX_PROBLEMS, MAX_ROUNDS);
    let mut rounds = 0;
    loop {
        let mut builder = Builder { file, stack: Vec::new(), root: None, refused: Vec::new(), documents: 0 };
        let error = builder.run(&mended);
        let failed = error.and_then(|error| repair(file, &mut mended, &error, keys));
        rounds += 1;
        if let Some((problem, again)) = failed {
            // A run of lines with the same fault is said once, from its first line to its last.
            let known = problems.contains(&problem);
            match problems.last_mut().filter(|last: &&mut Problem| last.message == problem.message) {
                Some(last) => {
                    last.span.end = last.span.end.max(problem.span.end);
                    let fresh = problem.fix.into_iter().filter(|edit| !last.fix.contains(edit)).collect::<Vec<_>>();
                    last.fix.extend(fresh);
                }
                None if known => {}
                None => problems.push(problem),
            }
            if again && problems.len() < MAX_PROBLEMS && rounds < most {
                continue;
            }
        }
        let (root, refused) = builder.finish();
        problems.extend(refused);
        return (root, problems);
    }
}

/// The tree under construction: open collections, innermost last.
struct Builder {
    file: FileId,
    stack: Vec<Open>,
    root: Option<Node>,
    refused: Vec<Problem>,
    documents: usize,
}

/// A collection that has begun and not ended.
struct Open {
    start: usize,
    value: Value,
    key: Option<Spanned<String>>,
}

impl Builder {
    fn run(&mut self, text: &Mended) -> Option<ScanError> {
        for event in Parser::new_from_str(text.text()) {
            match event {
                Ok((event, range)) => self.event(event, text, &range),
                Err(error) => return Some(error),
            }
        }
        None
    }

    fn event(&mut self, event: Event<'_>, mended: &Mended, range: &Range) {
        let span = self.span(mended, range);
        match event {
            Event::Scalar(text, style, anchor, tag) => {
                if tag.is_some() {
                    self.refuse(
                        span,
                        "此处用了 YAML 标签（以「!」开头），本工具不支持。",
                        "请直接写出内容；文字以「!」开头时加引号。",
                    );
                }
                let written = Scalar { text: &text, style, anchored: anchor != 0, range: bytes(range) };
                let (node, odd) = scalar::read(self.file, mended, &written);
                self.refused.extend(odd);
                self.push(node);
            }
            Event::DocumentStart(..) => {
                self.documents += 1;
                if self.documents == 2 {
                    self.refuse(
                        span,
                        "文件里有「---」隔开的第二份内容，只读了第一份。",
                        "删去「---」这一行，使上下成为一份；确是两份的，分成两个文件。",
                    );
                }
            }
            Event::SequenceStart(_, anchor, _) => self.begin(span, anchor, Value::List(Vec::new())),
            Event::MappingStart(_, anchor, _) => self.begin(span, anchor, Value::Map(Vec::new())),
            Event::SequenceEnd | Event::MappingEnd => self.close(span.end),
            Event::Alias(_) => {
                self.refuse(
                    span,
                    "此处用了 YAML 别名（以「*」开头），本工具不支持。",
                    "请把内容原样再写一遍；文字以「*」开头时加引号。",
                );
                self.push(Node::new(span, Value::Null));
            }
            _ => {}
        }
    }

    fn refuse(&mut self, span: Span, message: &str, help: &str) {
        let (message, help) = (message.to_owned(), help.to_owned());
        self.refused.push(Problem { kind: ProblemKind::Syntax, span, message, help, fix: Vec::new() });
    }

    /// The range in the text as it was written.
    fn span(&self, text: &Mended, range: &Range) -> Span {
        let (start, end) = bytes(range);
        let (start, end) = text.span(start, end);
        Span::new(self.file, start, end)
    }

    /// Opens a collection. A name for repeating it elsewhere is no use, since it cannot be repeated.
    fn begin(&mut self, span: Span, anchor: usize, value: Value) {
        if anchor != 0 {
            self.refuse(
                span,
                "此处用了 YAML 别名（以「&」开头），本工具不支持。",
                "删去「&」和它后面的名字；文字以「&」开头时加引号。",
            );
        }
        self.open(span.start, value);
    }

    fn open(&mut self, start: usize, value: Value) {
        self.stack.push(Open { start, value, key: None });
    }

    fn close(&mut self, end: usize) {
        if let Some(open) = self.stack.pop() {
            self.push(Node::new(Span::new(self.file, open.start, end), open.value));
        }
    }

    fn push(&mut self, node: Node) {
        let Some(open) = self.stack.last_mut() else {
            self.root.get_or_insert(node);
            return;
        };
        match &mut open.value {
            Value::List(items) => items.push(node),
            Value::Map(fields) => match open.key.take() {
                Some(key) => fields.push(Pair { key, value: node }),
                None => open.key = Some(Spanned::new(key_text(&node), node.span)),
            },
            Value::Null | Value::Scalar(_) => {}
        }
    }

    fn finish(mut self) -> (Node, Vec<Problem>) {
        while let Some(open) = self.stack.last() {
            let end = last_end(&open.value).unwrap_or(open.start);
            self.close(end);
        }
        let empty = Node::new(Span::new(self.file, 0, 0), Value::Null);
        (self.root.unwrap_or(empty), self.refused)
    }
}

/// The bytes of the text as it was read.
fn bytes(range: &Range) -> (usize, usize) {
    let start = range.start.byte_offset().unwrap_or_default();
    (start, range.end.byte_offset().unwrap_or(start))
}

/// Where the last child of an unfinished collection ends.
fn last_end(value: &Value) -> Option<usize> {
    match value {
        Value::List(items) => items.last().map(|node| node.span.end),
        Value::Map(fields) => fields.last().map(|field| field.value.span.end),
        Value::Null | Value::Scalar(_) => None,
    }
}

/// A key as text; a key that is itself a collection cannot be one of ours and is named as what it is.
fn key_text(node: &Node) -> String {
    match &node.value {
        Value::Scalar(text) => text.clone(),
        Value::Null => "~".to_owned(),
        Value::List(_) | Value::Map(_) => node.describe(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::Sources;
    use super::*;

    fn check(text: &str, keys: &[&str], problems: &[(usize, &str)]) {
        let mut sources = Sources::default();
        let id = sources.add("t.yaml", text);
        let known = ["单位", "年度", "填报", "指标", "任务", "进展", "项目", "名称", "阶段", "状态"].to_vec();
        let sections = ["指标", "任务", "项目"].to_vec();
        let (node, found) = parse(
            id,
            text,
            &Keys {
                known,
                outermost: sections.clone(),
                sections,
                figures: vec![("指标", "实际值")],
                ..Keys::default()
            },
        );
        let Value::Map(fields) = node.value else { panic!("no mapping in {text:?}: {found:?}") };
        assert_eq!(fields.iter().map(|f| f.key.value.as_str()).collect::<Vec<_>>(), keys);
        let found: Vec<_> =
            found.iter().map(|p| (sources.file(id).place(p.span.start).line, p.message.as_str())).collect();
        assert_eq!(found.len(), problems.len(), "{found:?}");
        for ((line, message), (want_line, want)) in found.iter().zip(problems) {
            assert_eq!(line, want_line, "{found:?}");
            assert!(message.contains(want), "{message}");
        }
    }

    #[test]
    fn keeps_scalars_as_they_were_typed() {
        check("a: 0555567\nb: 2.10\n", &["a", "b"], &[]);
    }

    #[test]
    fn reads_on_after_a_full_width_colon() {
        check("单位: 甲\n年度：2024\n状态: 草稿\n", &["单位", "年度", "状态"], &[(2, "全角冒号")]);
    }

    #[test]
    fn reads_on_after_a_full_width_colon_over_a_block() {
        check("指标：\n  a: 1\n  b: 2\n状态: 草稿\n", &["指标", "状态"], &[(1, "全角冒号")]);
    }

    #[test]
    fn names_a_tab_in_the_indentation() {
        check("指标:\n\ta: 1\n\tb: 2\n状态: 草稿\n", &["指标", "状态"], &[(2, "制表符")]);
    }

    #[test]
    fn finds_the_quote_that_was_never_closed() {
        check("单位: \"甲\n年度: 2024\n状态: 草稿\n", &["单位", "年度", "状态"], &[(1, "引号")]);
    }

    #[test]
    fn reads_on_after_a_missing_space() {
        check("单位: 甲\n年度:2024\n状态: 草稿\n", &["单位", "年度", "状态"], &[(2, "空格")]);
    }

    #[test]
    fn supplies_a_missing_colon() {
        check("指标\n  a: 1\n  b: 2\n状态: 草稿\n", &["指标", "状态"], &[(1, "少了冒号")]);
    }

    #[test]
    fn blames_the_line_that_is_out_of_step() {
        check("任务:\n   甲: 1\n  乙: 2\n状态: 草稿\n", &["任务", "状态"], &[(2, "3 个空格")]);
    }

    #[test]
    fn takes_text_into_the_block_it_was_meant_for() {
        check("任务:\n  进展: |\n文字一行。\n    文字二行。\n状态: 草稿\n", &["任务", "状态"], &[(3, "没有缩进")]);
    }

    #[test]
    fn names_full_width_marks_in_braces() {
        check("项目:\n  - {名称: 甲， 阶段: 开工}\n状态: 草稿\n", &["项目", "状态"], &[(2, "全角")]);
        check("填报: {联系人: 甲, 电话: 乙｝\n状态: 草稿\n", &["填报", "状态"], &[(1, "全角")]);
    }

    #[test]
    fn refuses_a_second_document() {
        check("a: 1\n---\na: 2\n", &["a"], &[(2, "第二份")]);
    }

    #[test]
    fn refuses_an_alias() {
        check("a: &x 1\nb: *x\n", &["a", "b"], &[(1, "「&」"), (2, "别名")]);
    }

    #[test]
    fn a_comment_behind_nothing_is_kept() {
        for text in ["a: #1号\nb: 1\n", "a:   #1号\n\nb: 1", "b: 1\na: #1号", "c:\n  a: #1号\nd: 1\n"] {
            let mut sources = Sources::default();
            let id = sources.add("t.yaml", text);
            let (root, _) = parse(id, text, &Keys::default());
            assert!(format!("{root:?}").contains("value: \"#1号\""), "{root:?}");
        }
    }

    #[test]
    fn survives_any_depth() {
        let deep = "[".repeat(10_000);
        let mut sources = Sources::default();
        let id = sources.add("t.yaml", deep.clone());
        assert!(!parse(id, &deep, &Keys::default()).1.is_empty());
    }
}

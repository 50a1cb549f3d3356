//! Any text at all: reading it ends, panics never, and every place lies in the text.

use highland::model::field::File;
use highland::source::{Node, Sources, Span, Value, parse};

use super::project::root;

fn check(text: &str) {
    let mut sources = Sources::default();
    let file = sources.add("t.yaml", text);
    let (tree, problems) = parse(file, text, &File::Submission.keys());
    let lies =
        |span: Span| assert!(text.get(span.start..span.end).is_some(), "{span:?} in {} bytes:\n{text}", text.len());
    for problem in &problems {
        lies(problem.span);
    }
    walk(&tree, &lies);
}

fn walk(node: &Node, lies: &impl Fn(Span)) {
    lies(node.span);
    match &node.value {
        Value::List(items) => {
            for item in items {
                walk(item, lies);
            }
        }
        Value::Map(fields) => {
            for field in fields {
                lies(field.key.span);
                walk(&field.value, lies);
            }
        }
        Value::Null | Value::Scalar(_) => {}
    }
}

/// What people put where it does not belong.
const MISTAKES: &[&str] = &[
    "：", "，", "\t", "　", " ", "   ", "\"", "'", "{", "}", "｛", "[", "-", "#", "|", "｜", "*", "&", "!", "%", "@",
    ":", "\n", "\n\n", "---\n", "\r\n", "“", "”", "é", "𠀀",
];

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(400))]

    #[test]
    fn any_text_is_read_to_an_end(text in "([a-z:#\\-{}\\[\\]|>*&!%@\"' \\t\\n]|：|甲|　){0,300}") {
        check(&text);
    }

    #[test]
    fn a_good_file_with_any_mistakes_is_read_to_an_end(edits in proptest::collection::vec((0usize..2000, 0usize..30, 0usize..4), 1..6)) {
        let good = std::fs::read_to_string(root().join("tests/city/content/submissions/2023/市工业局.yaml")).unwrap();
        let mut chars: Vec<char> = good.chars().collect();
        for (at, mistake, cut) in edits {
            let at = at % chars.len();
            let end = (at + cut).min(chars.len());
            chars.splice(at..end, MISTAKES[mistake % MISTAKES.len()].chars());
        }
        check(&chars.into_iter().collect::<String>());
    }
}

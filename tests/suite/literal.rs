//! Text from submissions reaches Typst as literals and as nothing else.

use std::collections::BTreeMap;

use highland::document::{Block, Document, DocumentKind, Meta, markdown};
use highland::write::typst::{code, literal};
use typst::syntax::{SyntaxKind, SyntaxNode, parse, parse_code};

use super::project::Copy;

/// What the code of a document of prose may name: functions of the theme, their arguments, the document's particulars.
const NAMES: &[&str] = &[
    "strong",
    "link",
    "list",
    "enum",
    "par",
    "parbreak",
    "linebreak",
    "plain-table",
    "picture",
    "report",
    "meta",
    "with",
    "fit",
    "ragged",
    "long",
    "mark-room",
    "datetime",
    "start",
    "columns",
    "header",
    "rows",
    "alt",
    "caption",
    "number",
    "title",
    "subtitle",
    "year",
    "issuer",
    "edition",
    "date",
    "date-text",
    "notice",
    "draft",
    "review",
    "emblem",
    "apart",
    "keywords",
    "month",
    "day",
    "run-in",
    "joint",
    "seam",
];

/// Every identifier of the code, so that a text that became code shows.
fn identifiers(node: &SyntaxNode, found: &mut Vec<String>) {
    if node.kind() == SyntaxKind::Ident {
        found.push(node.leaf_text().to_string());
    }
    for child in node.children() {
        identifiers(child, found);
    }
}

/// A document of these blocks.
fn document(blocks: Vec<Block>) -> Document {
    let meta = Meta { date: (2024, 12, 31), ..Meta::default() };
    Document { form: DocumentKind::Book, meta, blocks, targets: BTreeMap::new() }
}

proptest::proptest! {
    #[test]
    fn any_text_is_one_string_literal(text in "\\PC*|[\"\\\\#$*@\\[\\]{}\\n]*") {
        let node = parse_code(&literal::quoted(&text));
        let kinds: Vec<_> = node.children().map(SyntaxNode::kind).collect();
        proptest::prop_assert_eq!(kinds, vec![SyntaxKind::Str]);
        proptest::prop_assert!(node.errors_and_warnings().0.is_empty());
    }

    #[test]
    fn any_prose_is_calls_of_known_functions(text in "([#*_`$|<>!\\[\\]()\\-+0-9. \\n\"\\\\{};]|甲|。|read|http://a)*") {
        let blocks = markdown::blocks(&text, &|_| Some("2024/a.png".to_owned()));
        let run_in = Block::RunIn { title: "进展".to_owned(), blocks: blocks.clone(), needs: None };
        let files = code(&document(blocks.into_iter().chain([run_in]).collect()));
        let code: String = files.into_iter().map(|(_, code)| code).collect();
        let node = parse(&code);
        proptest::prop_assert!(node.errors_and_warnings().0.is_empty(), "{}", code);
        let mut names = Vec::new();
        identifiers(&node, &mut names);
        proptest::prop_assert!(names.iter().all(|name| NAMES.contains(&name.as_str())), "{:?} in {}", names, code);
    }
}

#[test]
fn marks_without_end_are_set_all_the_same() {
    let city = Copy::new();
    let marks = format!("进展: '{}{}'", "**a ".repeat(2000), "b** ".repeat(2000));
    city.edit("content/submissions/2023/市企业服务中心.yaml", "进展: 提前完成目标。", &marks);
    let run = city.run(&["build", "--draft"]);
    assert!(run.code() < 2 && run.told().contains("已生成预览稿"), "{}", run.told());
}

#[test]
fn a_hostile_submission_prints_what_was_typed() {
    let city = Copy::new();
    city.edit(
        "content/submissions/2023/市企业服务中心.yaml",
        "进展: 提前完成目标。",
        "进展: '#read(\"/etc/passwd\") \") + panic() + (\" {{ meta }} {% raw %} </prose><cover/> [链](javascript:alert(1))'",
    );
    let run = city.run(&["build"]);
    assert_eq!(run.code(), 0, "{}", run.told());
    let pdf = std::fs::read(city.path().join("output/2023/年度报告.pdf")).unwrap();
    assert!(!String::from_utf8_lossy(&pdf).contains("javascript:"));
}

//! Nothing that somebody wrote is missing from the page without a finding: prose of all kinds, and a PDF that is read back.

use std::collections::BTreeSet;
use std::fmt::Write;

use highland::pipeline::{Outcome, Request, build};
use highland::project::Project;
use highland::typeset::words as boxes;
use proptest::prelude::*;

use super::fuzz::runner;
use super::page;
use super::project::Copy;

const FILE: &str = "content/submissions/2023/市工业局.yaml";

/// What is written around words: `@` is a word that occurs once.
const MARKS: &[&str] = &[
    "@。",
    "@，@；",
    "**@**",
    "**@。**@",
    "[@](https://example.org/a?b=1&c=2)",
    "[@](@)",
    "![@](图片/@.png)",
    "`@`",
    "*@*",
    "_@_",
    "[1]: @",
    "[@]: https://example.org",
    "[@][1]",
    "\\@ \\*@",
    "\\\\@\\_@",
    "&@; &nbsp;@ R&amp;D@",
    "<br>@",
    "<b>@</b>",
    "<!-- @ -->",
    "<@>",
    "## @",
    "# @",
    "> @",
    ">@",
    "---",
    "***",
    "~~@~~",
    "$@$",
    "2024. @",
    "1. @",
    "3. @",
    "7) @",
    "- @",
    "  - @",
    "    - @",
    "      - @",
    "        @",
    "* @",
    "+ @",
    "• @",
    "· @",
    "（一）@",
    "2、@",
    "① @",
    "@ #@",
    "#@ @",
    "@: @",
    "@：@",
    "@\t@\t@",
    "\t@",
    "| @ | @ |",
    "|--|--|",
    "|@|@|@|",
    "| @ |",
    "@ | @",
    "｜@｜@｜",
    "@  ",
    "",
    "",
    "@\u{a0}@",
    "@\u{200b}@",
    "⼯@",
    "```",
    "~~~",
    "@\\",
    "https://example.org/@?x=@",
    "<https://example.org/@>",
    "[^1]: @",
    "[^1]",
    "- [ ] @",
    "@<br/>@",
    "======",
    "![@",
    "](@)",
];

/// Lines of prose; every word is `词` and a number, so that it can be told from all others.
fn prose() -> impl Strategy<Value = Vec<String>> {
    proptest::collection::vec(proptest::sample::select(MARKS), 1..14).prop_map(|lines| {
        let mut words = 0;
        let number = |line: &str| {
            let mut numbered = String::new();
            for (at, piece) in line.split('@').enumerate() {
                if 0 < at {
                    words += 1;
                    write!(numbered, "词{words:02}号").unwrap();
                }
                numbered.push_str(piece);
            }
            numbered
        };
        lines.into_iter().map(number).collect()
    })
}

fn words(text: &str) -> BTreeSet<&str> {
    text.match_indices('词')
        .filter_map(|(at, _)| text.get(at..at + "词00号".len()))
        .filter(|word| word.ends_with('号'))
        .collect()
}

/// How a text can stand behind its key.
const WAYS: [&str; 6] = ["bar", "line", "plain", "folded", "quotes", "single"];

fn written(way: &str, lines: &[String]) -> String {
    let under = |lines: &[String]| lines.iter().map(|line| format!("      {line}\n")).collect::<String>();
    match way {
        "bar" => format!("|\n{}", under(lines)),
        "folded" => format!(">\n{}", under(lines)),
        "line" => format!("{}\n", lines.join(" ")),
        "plain" => format!("{}\n{}", lines[0], under(&lines[1..])),
        "quotes" => format!("\"{}\"\n", lines.join("\n      ").replace('"', "")),
        _ => format!("'{}'\n", lines.join("\n      ").replace('\'', "")),
    }
}

/// The city's draft with this text as what was done on its first task.
fn built(city: &Copy, text: &str) -> Outcome {
    city.edit(FILE, "问题: 现场会少开1场。\n", &format!("问题: {text}"));
    let project = Project::at(city.path()).unwrap();
    let request = Request { year: Some(2023), draft: true, ..Request::default() };
    build(&project, &request, &mut |_| {}).unwrap()
}

/// Words that are neither on a page nor on a line that a finding points at.
fn missing(outcome: &Outcome, text: &str) -> Vec<String> {
    let pdf = outcome.product.as_ref().and_then(|product| product.pdf()).expect("a draft comes out");
    let pages: String = pdf.document.pages().iter().map(|page| page::text(&page.frame)).collect();
    // Words that are split between two lines.
    let pages = pages.replace('\n', "");
    let file = outcome.sources.iter().find(|(_, file)| file.path == FILE).unwrap();
    let at = |span: highland::source::Span| {
        let range = file.1.lines(span.start, span.end.saturating_sub(1).max(span.start));
        file.1.text.get(range).unwrap_or_default().to_owned()
    };
    let told: String =
        outcome.diags.iter().filter_map(|found| found.primary.filter(|span| span.file == file.0).map(at)).collect();
    // Of what is no text at all nothing is read, which is said of the whole field.
    let whole = outcome.diags.iter().any(|found| ["block-mark", "wrong-type"].contains(&found.rule.as_str()));
    // A remark behind a whole sentence is a remark.
    let text = text.split_once("。 # ").map_or(text, |(text, _)| text);
    words(text)
        .into_iter()
        .filter(|word| !pages.contains(*word) && !told.contains(*word) && !whole)
        .map(str::to_owned)
        .collect()
}

#[test]
#[ignore = "long"]
fn every_word_is_on_a_page_or_a_finding_points_at_it() {
    let way = proptest::sample::select(&WAYS[..]);
    let ran = runner(80).run(&(prose(), way), |(lines, way)| {
        let text = written(way, &lines);
        let outcome = built(&Copy::new(), &text);
        let missing = missing(&outcome, &text);
        let found: Vec<_> = outcome.diags.iter().map(|d| d.message.clone()).collect();
        prop_assert!(missing.is_empty(), "{missing:?} of\n{text}\n{found:#?}");
        Ok(())
    });
    if let Err(error) = ran {
        panic!("{error}");
    }
}

/// What is longer than any line, and is one word all the same.
fn long_things() -> Vec<(&'static str, String)> {
    vec![
        ("letters", "a".repeat(200)),
        ("capitals", "W".repeat(200)),
        ("digits", "1234567890".repeat(10)),
        ("shares", "12.34%".repeat(40)),
        ("dashes", "—".repeat(80)),
        ("dots", "…".repeat(80)),
        ("opening brackets", "（".repeat(200)),
        ("closing brackets", "）".repeat(200)),
        ("commas", "，".repeat(200)),
        ("underscores", "甲_".repeat(3) + &"_".repeat(150)),
        ("an address", format!("https://example.org/{}", "a/b-c_d.e".repeat(20))),
        ("bold", format!("**{}**", "b".repeat(120))),
        (
            "a word in a table",
            format!("\n\n      | 甲 | 乙 | 丙 |\n      |--|--|--|\n      | 一 | {} | 三 |\n", "c".repeat(200)),
        ),
        (
            "twelve columns",
            format!(
                "\n\n      |{}\n      |{}\n      |{}\n",
                " 列名 |".repeat(12),
                "--|".repeat(12),
                " 内容若干字 |".repeat(12)
            ),
        ),
    ]
}

#[test]
#[ignore = "long"]
fn nothing_leaves_the_page_and_a_broken_word_is_one_word() {
    for (what, text) in long_things() {
        let city = Copy::new();
        let outcome = built(&city, &format!("|\n      {text}\n"));
        let pdf = outcome.product.as_ref().and_then(|product| product.pdf()).expect("a draft comes out");
        for page in 0..pdf.document.pages().len() {
            for word in boxes(&pdf.document, page) {
                let [left, top, right, bottom] = word.edges;
                let inside = -0.001 <= left && right <= 1.001 && -0.001 <= top && bottom <= 1.001;
                // The word DRAFT across the page is meant to be large.
                assert!(inside || word.text.chars().count() <= 4, "{what}, page {page}: {word:?}");
            }
        }
        if !text.contains(['|', '*']) {
            let pages: String = pdf.document.pages().iter().map(|page| page::text(&page.frame)).collect();
            assert!(pages.replace('\n', "").contains(&text), "{what} is not found as it was typed");
        }
    }
    let names = [
        (
            "content/plan.yaml",
            "名称: 市统计局, 全称: 云州市统计局",
            format!("名称: {0}, 全称: 云州市{0}", "国家统计".repeat(15)),
        ),
        ("content/plan.yaml", "名称: 示范工厂数\n", format!("名称: {}数\n", "示范工厂".repeat(15))),
        (
            "content/settings.yaml",
            "题名: 云州市智能装备产业发展年度报告",
            format!("题名: {}年度报告", "智能装备".repeat(14)),
        ),
        (FILE, "项目:\n", format!("案例:\n  - {{标题: {}, 正文: 乙}}\n项目:\n", "M".repeat(64))),
        (FILE, "名称: 柔性产线改造项目（示例）", format!("名称: {}（示例）", "柔性产线".repeat(15))),
    ];
    for (file, from, to) in names {
        let city = Copy::new();
        let before = std::fs::read_to_string(city.path().join(file)).unwrap();
        std::fs::write(city.path().join(file), before.replacen(from, &to, 1)).unwrap();
        let outcome = built(&city, "现场会少开1场。\n");
        let pdf = outcome.product.as_ref().and_then(|product| product.pdf()).expect("a draft comes out");
        for page in 0..pdf.document.pages().len() {
            for word in boxes(&pdf.document, page) {
                let [left, top, right, bottom] = word.edges;
                let inside = -0.001 <= left && right <= 1.001 && -0.001 <= top && bottom <= 1.001;
                assert!(inside || word.text.chars().count() <= 4, "{to}, page {page}: {word:?}");
            }
        }
    }
}

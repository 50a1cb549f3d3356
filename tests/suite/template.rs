//! Templates that an office wrote itself: filled in a process of their own, the same as the built-in ones, and never at the
//! cost of the machine.

use std::fs;
use std::time::{Duration, Instant};

use super::project::{Copy, root};

/// Templates that want more than any report needs, each with what is said of it.
const GREEDY: [(&str, &str); 4] = [
    ("{% set n = namespace(x='甲乙') %}{% for i in range(40) %}{% set n.x = n.x + n.x %}{% endfor %}", "内存"),
    ("{% set n = namespace(x='甲乙') %}{% for i in range(40) %}{% set n.x = n.x ~ n.x %}{% endfor %}", "内存"),
    ("{% set n = namespace(x=[1]) %}{% for i in range(40) %}{% set n.x = (n.x + n.x)|list %}{% endfor %}", "内存"),
    ("{% macro f(x) %}{{ f(x ~ x) }}{% endmacro %}{{ f('甲乙') }}", "内存"),
];

#[test]
#[ignore = "long"]
fn a_template_that_wants_all_memory_ends_with_a_finding() {
    let city = Copy::new();
    for (template, word) in GREEDY {
        city.write("content/templates/case.xml.j2", template);
        let start = Instant::now();
        let run = city.run(&["check", "--format", "json"]);
        let found = run.findings();
        let told = |f: &super::project::Finding| {
            f.text("rule") == "template-error"
                && f.text("path") == "content/templates/case.xml.j2"
                && f.text("message").contains(word)
        };
        assert!(run.code() == 1 && found.iter().any(told), "{template}: {found:#?}");
        assert!(start.elapsed() < Duration::from_mins(1), "{template}");
    }
    // Somebody who waits for a draft still gets one.
    let run = city.run(&["build", "--draft", "--html"]);
    assert_eq!(run.code(), 1, "{}", run.told());
    assert!(run.told().contains("预览稿"), "{}", run.told());
}

/// Line feeds and indentation of a template are nothing, behind blocks as well as behind text.
#[test]
fn the_indentation_of_a_template_is_not_printed() {
    for content in ["content", "tests/city/content", "tests/province/content", "tests/district/content"] {
        let copy = if content == "content" { Copy::of_shipped(false) } else { Copy::of(content) };
        copy.run(&["build", "--draft", "--html"]);
        let pages = walkdir::WalkDir::new(copy.path().join("output")).into_iter().map(Result::unwrap);
        let page =
            pages.map(walkdir::DirEntry::into_path).find(|path| path.extension().is_some_and(|ext| ext == "html"));
        let page = fs::read_to_string(page.unwrap()).unwrap();
        let body = page.split_once("<main").unwrap().1;
        let texts = body.split('<').filter_map(|piece| piece.split_once('>')).map(|(_, text)| text);
        let printed: Vec<&str> =
            texts.filter(|text| text.trim().contains("  ") || text.trim_end_matches('\n').ends_with("  ")).collect();
        assert!(1_000 < body.len() && printed.is_empty(), "{content}: {printed:?}");
    }
}

#[test]
fn templates_of_an_office_write_what_the_built_in_ones_write() {
    let page = |city: &Copy| {
        let run = city.run(&["build", "--html", "--force"]);
        assert_eq!(run.code(), 0, "{}", run.told());
        let items = fs::read_dir(city.path().join("output/2023")).unwrap().map(|item| item.unwrap().path());
        fs::read(items.into_iter().find(|path| path.extension().is_some_and(|end| end == "html")).unwrap()).unwrap()
    };
    let city = Copy::new();
    let built_in = page(&city);
    let case = fs::read_to_string(root().join("templates/case.xml.j2")).unwrap();
    city.write("content/templates/case.xml.j2", format!("{case}\n{{# 自己的 #}}\n"));
    assert_eq!(page(&city), built_in);
}

//! Fuzzing on the stable toolchain: each target takes any text, and lines of real files shuffled into it.
//!
//! A long run: `HIGHLAND_FUZZ=1000000 cargo test --locked --test suite -- fuzz:: --nocapture`. What it finds is shrunk and told,
//! and becomes a test of its own.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use highland::diag::{Diagnostic, Diagnostics, changes, rules};
use highland::document::{Meta, Surroundings, markdown, parse as markup};
use highland::model::Quantity;
use highland::model::field::File;
use highland::source::{Sources, clean, parse};
use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};

use super::project::{root, times};

/// How many inputs each target is given in a long run of the tests; an eighth is enough to notice that it is broken.
const USUAL: usize = 1_500;

/// A run of inputs: the same ones every time, so that a change is what makes it fail; a long run takes new ones.
pub fn runner(usual: usize) -> TestRunner {
    let asked = std::env::var("HIGHLAND_FUZZ").ok().and_then(|text| text.parse().ok());
    let config = Config {
        cases: asked.unwrap_or_else(|| u32::try_from(times(usual)).unwrap()),
        failure_persistence: None,
        ..Config::default()
    };
    match asked {
        Some(_) => TestRunner::new(config),
        None => TestRunner::new_with_rng(config, TestRng::deterministic_rng(RngAlgorithm::ChaCha)),
    }
}

/// Lines of real files: the seeds.
static LINES: LazyLock<Vec<String>> = LazyLock::new(|| {
    let files = [
        "content/plan.yaml",
        "content/settings.yaml",
        "content/submissions/2024/市科技局.yaml",
        "tests/city/content/submissions/2023/市工业局.yaml",
        "templates/appendix.xml.j2",
    ];
    let texts = files.map(|file| std::fs::read_to_string(root().join(file)).unwrap());
    texts.iter().flat_map(|text| text.lines()).map(str::to_owned).collect()
});

/// A real line, as it is or with a piece of it replaced.
fn line() -> impl Strategy<Value = String> {
    let piece = "[\\PC\\t\\n:：，,|>{}\\[\\]<&*#'\"\\\\-]{0,6}";
    (0..LINES.len(), any::<prop::sample::Index>(), 0usize..6, prop::option::of(piece)).prop_map(
        |(number, at, cut, piece)| {
            let chars: Vec<char> = LINES[number].chars().collect();
            let Some(piece) = piece else { return LINES[number].clone() };
            let at = at.index(chars.len() + 1);
            let end = (at + cut).min(chars.len());
            chars[..at].iter().copied().chain(piece.chars()).chain(chars[end..].iter().copied()).collect()
        },
    )
}

fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => prop::collection::vec(line(), 0..12).prop_map(|lines| lines.join("\n")),
        1 => "(\\PC|[\\n\\t \\x00-\\x1f]){0,120}",
    ]
}

/// Runs a target on many inputs.
fn fuzz(target: impl Fn(&str)) {
    let ran = runner(USUAL).run(&text(), |text| {
        target(&text);
        Ok(())
    });
    if let Err(error) = ran {
        panic!("{error}");
    }
}

#[test]
fn yaml() {
    fuzz(|text| {
        let mut sources = Sources::default();
        let file = sources.add("t.yaml", text);
        for kind in [File::Submission, File::Plan, File::Settings] {
            let (_, problems) = parse(file, text, &kind.keys());
            for problem in problems {
                assert!(text.get(problem.span.start..problem.span.end).is_some(), "{problem:?}");
                assert!(problem.fix.iter().all(|(span, _)| text.get(span.start..span.end).is_some()), "{problem:?}");
            }
        }
    });
}

#[test]
fn markdown_prose() {
    fuzz(|text| {
        let blocks = markdown::blocks(text, &|_| None);
        assert!(blocks.len() <= text.len() + 1);
        for fault in markdown::faults(text) {
            assert!(text.get(fault.range.clone()).is_some(), "{fault:?}");
        }
        for path in markdown::pictures(text) {
            assert!(path.len() <= text.len());
        }
    });
}

#[test]
fn quantity() {
    fuzz(|text| {
        for word in text.split([' ', '\n']) {
            if let Ok(quantity) = word.parse::<Quantity>() {
                // What is read is what was typed, but for separators and the unit.
                let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
                let number = digits(&quantity.number.to_string());
                let typed =
                    digits(word.trim_start_matches(['-', '+']).split(|c: char| c.is_alphabetic()).next().unwrap());
                assert_eq!(number.trim_start_matches('0'), typed.trim_start_matches('0'), "{word}");
            }
        }
    });
}

#[test]
fn markup_of_templates() {
    let charts = BTreeMap::new();
    fuzz(|text| {
        let surroundings = Surroundings { meta: Meta::default(), charts: &charts, picture: &|_| None };
        for text in [text.to_owned(), format!("<report><body><p>{text}</p></body></report>")] {
            let (document, faults) = markup(&text, &surroundings);
            assert!(document.is_some() || !faults.is_empty());
        }
    });
}

#[test]
fn fixes() {
    fuzz(|text| {
        let mut sources = Sources::default();
        let file = sources.add("t.yaml", text);
        let mut diags = Diagnostics::default();
        for problem in parse(file, text, &File::Submission.keys()).1 {
            let found = Diagnostic::error(rules::YAML_SYNTAX, problem.message).at(problem.span);
            let found = problem.fix.into_iter().fold(found, |found, (span, with)| found.fix(span, with));
            diags.push(found);
        }
        for change in changes(&diags, &sources) {
            // A fix puts marks and blanks right; the words and figures stay.
            let words = |text: &str| clean(text).chars().filter(|c| c.is_alphanumeric()).collect::<String>();
            let (before, after) = (words(change.before), words(&change.after).replace("实际值", ""));
            assert_eq!(before.replace("实际值", "").len(), after.len(), "{}\n→\n{}", change.before, change.after);
        }
    });
}

//! The catalogue of rules: each manual is whole, and its examples do what they say.

use highland::check::rules::ALL;
use highland::check::{Rule, Scope};
use highland::diag::{Level, RuleName, rules};
use highland::pipeline::{Request, check};
use highland::project::Project;

use super::project::{Copy, root};

const UNIT: &str = "2023/市工业局.yaml";

/// Rules whose examples no YAML snippet can be, and the test that shows each instead.
const SHOWN_ELSEWHERE: &[(RuleName, &str)] = &[
    (rules::FONT_MISSING, "a_missing_font_is_a_finding"),
    (rules::FONT_UNREADABLE, "a_broken_font_is_a_finding"),
    (rules::NO_SUBMISSIONS, "a_project_without_submissions_is_a_finding"),
    (rules::NOT_FILED, "a_year_of_blank_skeletons_is_no_report"),
    (rules::PICTURE_DAMAGED, "a_picture_that_cannot_be_set_is_a_finding_at_its_line_and_a_box_in_the_draft"),
    (rules::PICTURE_TOO_LARGE, "a_picture_of_too_many_pixels_is_a_finding"),
    (rules::TEMPLATE_ERROR, "a_template_error_is_shown_in_the_template"),
    (rules::TYPST_ERROR, "an_error_and_a_warning_of_typst_are_findings"),
    (rules::TYPST_WARNING, "an_error_and_a_warning_of_typst_are_findings"),
    (rules::UNKNOWN_HEADING, "headings_and_openings_are_the_offices_own"),
    (rules::UNCOVERED_CHARACTER, "an_uncovered_character_is_named_with_its_place"),
];

/// An example: what it is put into, and its text.
struct Snippet {
    info: String,
    text: String,
}

/// The YAML blocks under a heading of a manual.
fn snippets(manual: &str, heading: &str) -> Vec<Snippet> {
    let Some((_, part)) = manual.split_once(&format!("# {heading}\n")) else { return Vec::new() };
    let part = part.split("\n\n# ").next().unwrap();
    let blocks = part.split("```yaml").skip(1);
    blocks
        .map(|block| {
            let (info, rest) = block.split_once('\n').unwrap();
            let (text, _) = rest.split_once("\n```").unwrap();
            Snippet { info: info.trim().to_owned(), text: format!("{text}\n") }
        })
        .collect()
}

/// The name a top-level line begins with, whatever colon follows it.
fn key(line: &str) -> Option<&str> {
    let top = !line.starts_with([' ', '#', '-', '\t']) && !line.trim().is_empty();
    top.then(|| line.split([':', '：']).next()).flatten()
}

/// The sections of a file, by the name each begins with.
fn sections(text: &str) -> Vec<(String, String)> {
    let mut found: Vec<(String, String)> = vec![(String::new(), String::new())];
    for line in text.split_inclusive('\n') {
        if let Some(key) = key(line) {
            found.push((key.to_owned(), String::new()));
        }
        found.last_mut().unwrap().1.push_str(line);
    }
    found
}

/// Puts an example's sections in place of those of the same name.
fn put(city: &Copy, snippet: &Snippet) {
    let mut words = snippet.info.split(' ');
    let name = words.next().filter(|name| !name.is_empty()).unwrap_or(UNIT);
    let special = words.next();
    let path = match name {
        "plan.yaml" | "settings.yaml" => format!("content/{name}"),
        name if name.starts_with("signoff/") => format!("content/{name}"),
        name => format!("content/submissions/{name}"),
    };
    let bytes = match special {
        Some("编码=gbk") => "\u{b5}\u{a5}\u{ce}\u{bb}: \u{ca}\u{d0}\n".chars().map(|c| c as u8).collect(),
        Some("编码=utf-8-bom") => format!("\u{feff}{}", snippet.text).into_bytes(),
        Some("编码=乱码") => vec![0xb5, 0xff, 0xff, 0xfe],
        Some(repeat) => snippet.text.repeat(repeat.strip_prefix("重复=").unwrap().parse().unwrap()).into_bytes(),
        None => {
            let mut base = sections(&std::fs::read_to_string(city.path().join(&path)).unwrap_or_default());
            for (key, text) in sections(&snippet.text).into_iter().filter(|(_, text)| !text.is_empty()) {
                match base.iter_mut().find(|(name, _)| *name == key) {
                    Some((_, old)) => *old = text,
                    None => base.push((key, text)),
                }
            }
            base.into_iter().map(|(_, text)| text).collect::<String>().into_bytes()
        }
    };
    city.write(&path, bytes);
}

/// The rules that find something after the examples were put in.
fn found(snippets: &[Snippet]) -> Vec<(RuleName, Level, String)> {
    let city = Copy::new();
    for snippet in snippets {
        put(&city, snippet);
    }
    let project = Project::at(city.path()).unwrap();
    let outcome = check(&project, &Request { year: Some(2023), ..Request::default() }, &mut |_| {}).unwrap();
    outcome.diags.iter().map(|found| (found.rule, found.level, found.message.clone())).collect()
}

fn complaint(rule: &Rule) -> Option<String> {
    let manual = rule.manual();
    let (bad, good) = (snippets(&manual, "错误示例"), snippets(&manual, "正确示例"));
    if SHOWN_ELSEWHERE.iter().any(|(name, _)| *name == rule.name) {
        return (!bad.is_empty()).then(|| format!("{} is not shown elsewhere", rule.name));
    }
    let (in_bad, in_good) = (found(&bad), found(&good));
    let hit = in_bad.iter().find(|(name, ..)| *name == rule.name);
    if hit.is_none() {
        return Some(format!("{}: the bad example is not found: {in_bad:#?}", rule.name));
    }
    let one_level = rule.name == rules::MISPLACED_SUBMISSION || hit.is_some_and(|(_, level, _)| *level == rule.level);
    if !one_level {
        return Some(format!("{}: the table has another level than the finding", rule.name));
    }
    let wrong = in_good.iter().find(|(name, ..)| *name == rule.name);
    wrong.map(|wrong| format!("{}: found in the good example: {wrong:?}", rule.name))
}

#[test]
fn every_example_of_a_plan_in_the_handbook_is_read() {
    let guide = std::fs::read_to_string(root().join("src/desk/guide.md")).unwrap();
    let examples = guide.split("```yaml plan.yaml\n").skip(1).map(|block| block.split("\n```").next().unwrap());
    let mut count = 0;
    for text in examples {
        count += 1;
        let found = found(&[Snippet { info: "plan.yaml".to_owned(), text: format!("{text}\n") }]);
        // What the imaginary city filed for its own plan does not go with every example.
        let own = ["not-reported", "unknown-indicator", "foreign-entry", "orphan-department", "restatement"];
        let wrong: Vec<_> =
            found.iter().filter(|(rule, level, _)| *level == Level::Error && !own.contains(&rule.as_str())).collect();
        assert!(wrong.is_empty(), "{wrong:#?}");
    }
    assert_eq!(count, 2);
}

#[test]
fn every_rules_bad_example_is_found_and_its_good_one_is_not() {
    let complaints: Vec<String> = ALL.iter().filter_map(complaint).collect();
    assert!(complaints.is_empty(), "{} of {}:\n{}", complaints.len(), ALL.len(), complaints.join("\n"));
}

#[test]
fn every_manual_begins_with_a_sentence_and_says_why() {
    for rule in ALL {
        assert!(rule.summary().ends_with('。'), "{}", rule.name);
        let manual = rule.manual();
        assert!(!manual.trim().is_empty() && !manual.starts_with('#'), "{} does not say why", rule.name);
    }
}

#[test]
fn a_rule_shown_elsewhere_is_shown_by_a_test_that_exists() {
    let read = |file: &str| std::fs::read_to_string(root().join("tests/suite").join(file)).unwrap();
    let tests = read("broken.rs") + &read("plans.rs") + &read("ladder.rs") + &read("slip.rs");
    for (rule, test) in SHOWN_ELSEWHERE {
        let body =
            tests.split(&format!("fn {test}()")).nth(1).unwrap_or_else(|| panic!("{test} for {rule} is missing"));
        assert!(body.split("\n}\n").next().unwrap().contains(rule.as_str()), "{test} does not look for {rule}");
    }
}

/// Those found while reading or making the report have their code elsewhere.
#[test]
fn every_rule_that_is_not_found_in_its_own_file_is_found_elsewhere() {
    let items = walkdir::WalkDir::new(root().join("src")).into_iter().map(Result::unwrap);
    let paths = items.map(|item| item.path().to_owned()).filter(|path| path.extension().is_some_and(|ext| ext == "rs"));
    let code: String = paths.map(|path| std::fs::read_to_string(path).unwrap()).collect();
    for rule in ALL.iter().filter(|rule| matches!(rule.scope, Scope::Load | Scope::Build)) {
        let handle = rule.name.as_str().to_uppercase().replace('-', "_");
        assert!(code.contains(&format!("rules::{handle}")), "nothing is found under {}", rule.name);
    }
}

#[test]
fn every_rule_explains_itself_and_an_unknown_one_gets_a_nearest_name() {
    let city = Copy::new();
    let catalogue = city.run(&["explain"]).printed();
    for rule in ALL {
        assert!(catalogue.contains(rule.name.as_str()), "{} is not in the catalogue", rule.name);
        let manual = city.run(&["explain", rule.name.as_str()]).printed();
        assert!(manual.contains(rule.summary()), "{manual}");
    }
    let run = city.run(&["explain", "not-aproved"]);
    assert_eq!(run.code(), 2);
    assert!(run.told().contains("是不是「not-approved」"), "{}", run.told());
}

/// The committed handbook is what the program prints, so that it cannot drift.
#[test]
fn the_committed_handbook_is_the_programs() {
    let committed = std::fs::read_to_string(root().join("content/填报手册.md")).unwrap();
    assert!(
        committed == Copy::new().run(&["explain", "--handbook"]).printed(),
        "run highland explain --handbook content/填报手册.md"
    );
    for rule in ALL {
        assert!(committed.contains(rule.name.as_str()), "{}", rule.name);
    }
    for (name, bytes) in highland::desk::PICTURES {
        assert!(std::fs::read(root().join("content").join(name)).unwrap() == bytes, "{name}");
        assert!(committed.contains(&format!("]({name})")), "{name}");
    }
}

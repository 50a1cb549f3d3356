//! The schemas, held against a public validator: what is shipped passes, and they agree with the program on mistakes.

use std::collections::BTreeMap;

use highland::model::Plan;
use jsonschema::Validator;
use serde_json::Value;
use walkdir::WalkDir;

use super::cases::CASES;
use super::project::{Copy, root};

/// A file as an editor reads it. Keys are text, whatever they look like.
fn read(text: &str) -> Option<Value> {
    serde_yaml::from_str(text).ok()
}

fn plan_of(city: &Copy) -> Plan {
    let project = highland::project::Project::at(city.path()).unwrap();
    let (mut sources, mut diags) = (highland::source::Sources::default(), highland::diag::Diagnostics::default());
    highland::load::load(&project, None, &mut sources, &mut diags).unwrap().plan
}

/// The schemas of a project, by path.
fn schemas(plan: &Plan) -> BTreeMap<String, Validator> {
    let documents = highland::schema::documents(plan);
    let compiled = documents.iter().map(|document| {
        assert!(jsonschema::meta::is_valid(&document.schema), "{} is no schema", document.path);
        (document.path.clone(), jsonschema::draft7::new(&document.schema).unwrap())
    });
    compiled.collect()
}

/// The schema that the file at this path is bound to.
fn bound<'a>(schemas: &'a BTreeMap<String, Validator>, path: &str) -> &'a Validator {
    let name = path.rsplit('/').next().unwrap().trim_end_matches(".yaml");
    let name = match name {
        "plan" | "settings" => format!("{name}.json"),
        unit => format!("submission/{unit}.json"),
    };
    &schemas[&name]
}

fn complaints(schema: &Validator, value: &Value) -> Vec<String> {
    schema.iter_errors(value).map(|error| format!("{}: {error}", error.instance_path())).collect()
}

/// Every YAML file of a content folder except the signatures, which no one types.
fn files(folder: &std::path::Path) -> Vec<(String, String)> {
    let items = WalkDir::new(folder).sort_by_file_name().into_iter().map(Result::unwrap);
    let paths = items.map(|item| item.path().to_owned()).filter(|path| path.extension().is_some_and(|e| e == "yaml"));
    let paths = paths.filter(|path| !path.to_string_lossy().contains("signoff"));
    paths.map(|path| (path.to_string_lossy().replace('\\', "/"), std::fs::read_to_string(path).unwrap())).collect()
}

#[test]
fn everything_shipped_and_every_skeleton_is_valid() {
    let shipped = Copy::of_shipped(false);
    assert_eq!(shipped.run(&["new", "2025"]).code(), 0);
    for city in [shipped, Copy::new()] {
        let schemas = schemas(&plan_of(&city));
        let files = files(&city.path().join("content"));
        assert!(6 <= files.len());
        for (path, text) in files {
            let wrong = complaints(bound(&schemas, &path), &read(&text).unwrap());
            assert!(wrong.is_empty(), "{path}: {wrong:#?}");
        }
    }
}

#[test]
fn every_shipped_file_names_its_schema_and_the_committed_schemas_are_the_programs() {
    let folder = root().join("content/schema");
    let documents = highland::schema::documents(&plan_of(&Copy::of_shipped(false)));
    for document in &documents {
        let committed = std::fs::read_to_string(folder.join(&document.path)).unwrap_or_default();
        assert!(committed == document.text(), "run highland schema: {}", document.path);
    }
    let committed = WalkDir::new(&folder).into_iter().filter(|item| item.as_ref().unwrap().file_type().is_file());
    assert_eq!(committed.count(), documents.len(), "a schema that nothing makes any more");
    for (path, text) in files(&root().join("content")) {
        let first = text.lines().next().unwrap();
        let named = first.strip_prefix("# yaml-language-server: $schema=").unwrap_or_else(|| panic!("{path}: {first}"));
        let target = std::path::Path::new(&path).parent().unwrap().join(named);
        assert!(target.is_file(), "{path} names {named}");
        let stem = |path: &std::path::Path| path.file_stem().unwrap().to_owned();
        assert_eq!(stem(&target), stem(std::path::Path::new(&path)));
    }
}

/// Rules about the shape of a file, which a schema sees as well. All others need more than one file, or reading.
const SHAPE: &[&str] = &[
    "conflicting-reports",
    "foreign-entry",
    "misplaced-key",
    "missing-field",
    "unknown-assignment",
    "unknown-department",
    "unknown-indicator",
    "unknown-key",
    "unknown-milestone",
    "unknown-rule",
    "unknown-word",
    "unreadable-number",
    "wrong-type",
];

/// Mistakes of shape that no schema can see, and why.
const UNSEEN: &[(&str, &str)] = &[("日期: 2024-02-30", "how many days a month has")];

/// What the program reads and a schema refuses: characters that nobody sees in names and words.
const LENIENT: &str = "odd-character";

#[test]
fn the_schema_and_the_program_agree_on_mistakes() {
    let schemas = schemas(&plan_of(&Copy::new()));
    let (mut refused, mut passed) = (0, 0);
    let mut wrong = Vec::new();
    for case in CASES.iter().filter(|case| case.file.ends_with(".yaml")) {
        let city = Copy::new();
        city.edit(case.file, case.from, case.to);
        let text = std::fs::read_to_string(city.path().join(case.file)).unwrap();
        // What is no YAML, or has a key twice, an editor refuses without any schema.
        let Some(value) = read(&text).filter(|_| !["yaml-syntax", "duplicate-key", LENIENT].contains(&case.rule))
        else {
            continue;
        };
        let complaints = complaints(bound(&schemas, case.file), &value);
        let seen = SHAPE.contains(&case.rule) && !UNSEEN.iter().any(|(change, _)| *change == case.to);
        if seen {
            refused += 1;
        } else {
            passed += 1;
        }
        if seen == complaints.is_empty() {
            wrong.push(format!("{} {:?}: {complaints:?}", case.rule, case.to));
        }
    }
    assert!(wrong.is_empty(), "{} of {}: {wrong:#?}", wrong.len(), refused + passed);
    assert!(25 <= refused && 25 <= passed, "{refused} refused, {passed} passed");
}

/// What the figure pattern lets through is what the program reads, and the other way round.
#[test]
fn figures_are_the_same_for_the_schema_and_the_program() {
    let city = Copy::new();
    let schemas = schemas(&plan_of(&city));
    let unit = "content/submissions/2023/市工业局.yaml";
    for (figure, good) in [
        ("3", true),
        ("3场", true),
        ("3 场", true),
        ("1,234", true),
        ("\"3\"", true),
        ("3.00", true),
        ("约3", false),
        ("3左右", false),
        ("3～5", false),
        ("3-5", false),
        ("三", false),
        ("３", false),
        ("3（预计）", false),
        ("3场，其中线上1场", false),
        ("1.2.3", false),
        ("待定", false),
        ("true", false),
        ("[3]", false),
    ] {
        let city = Copy::new();
        city.edit(unit, "现场会场次: 3", &format!("现场会场次: {figure}"));
        let text = std::fs::read_to_string(city.path().join(unit)).unwrap();
        let valid = complaints(bound(&schemas, unit), &read(&text).unwrap()).is_empty();
        let read = !city.findings().iter().any(|f| f.line() == 14 && f.text("level") == "error");
        assert_eq!((valid, read), (good, good), "{figure}");
    }
}

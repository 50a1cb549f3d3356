//! A field is declared once, and from that it is everywhere: read, missed in the wrong place, mended, in the schema, the
//! handbook and the file to fill in.

use highland::diag::{Diagnostic, Diagnostics, RuleName, rules};
use highland::model::Plan;
use highland::model::field::{Field, File, Mapping, Names, Place, Shape};
use highland::project::Project;
use highland::source::{Sources, parse};
use serde_json::Value;

use super::project::Copy;

/// Every kind of file, with one of it.
const FILES: [(File, &str); 4] = [
    (File::Plan, "content/plan.yaml"),
    (File::Settings, "content/settings.yaml"),
    (File::Submission, "content/submissions/2023/市工业局.yaml"),
    (File::SignOff, "content/signoff/2023.yaml"),
];

/// The files people write: those with a schema and a part of the handbook.
const TYPED: [(File, &str); 3] =
    [(File::Plan, "plan.json"), (File::Settings, "settings.json"), (File::Submission, "submission.json")];

/// What a reader says of a file's shape.
const SHAPE: [RuleName; 8] = [
    rules::DUPLICATE_KEY,
    rules::MISPLACED_KEY,
    rules::MISSING_FIELD,
    rules::UNKNOWN_KEY,
    rules::UNKNOWN_WORD,
    rules::UNREADABLE_NUMBER,
    rules::WRONG_TYPE,
    rules::YAML_SYNTAX,
];

/// A mapping with an example in every field, those inside included; what `change` gives stands in a field's place.
fn filled(mapping: &Mapping, change: &dyn Fn(&Mapping, &Field) -> Option<String>) -> String {
    let fields = mapping.fields.iter().map(|field| {
        let value = change(mapping, field).unwrap_or_else(|| match field.shape.mapping() {
            None => field.example(2023),
            Some(inner) => match field.shape {
                Shape::Each(_) => format!("[{}]", filled(inner, change)),
                Shape::Named { names: Names::Quarters, .. } => format!("{{上半年: {}}}", filled(inner, change)),
                Shape::Named { .. } => format!("{{2022: {}}}", filled(inner, change)),
                _ => filled(inner, change),
            },
        });
        format!("{}: {value}", field.key)
    });
    format!("{{{}}}", fields.collect::<Vec<_>>().join(", "))
}

/// The findings about the shape of a file of this kind that reads so.
fn findings(kind: File, text: &str) -> Vec<Diagnostic> {
    thread_local!(static CITY: Copy = Copy::new());
    CITY.with(|city| findings_in(city, kind, text))
}

fn findings_in(city: &Copy, kind: File, text: &str) -> Vec<Diagnostic> {
    let path = FILES.iter().find(|(own, _)| *own == kind).unwrap().1;
    let good = std::fs::read(city.path().join(path)).ok();
    city.write(path, if kind == File::SignOff { format!("- {text}\n") } else { format!("{text}\n") });
    let project = Project::at(city.path()).unwrap();
    let (mut sources, mut diags) = (Sources::default(), Diagnostics::default());
    highland::load::load(&project, None, &mut sources, &mut diags).unwrap();
    match good {
        Some(good) => drop(city.write(path, good)),
        None => std::fs::remove_file(city.path().join(path)).unwrap(),
    }
    let own = |found: &&Diagnostic| found.primary.is_some_and(|span| sources.file(span.file).path == path);
    diags.iter().filter(own).filter(|found| SHAPE.contains(&found.rule)).cloned().collect()
}

/// Every field of every mapping of a file.
fn declared(kind: File) -> Vec<(Place, &'static Field)> {
    let places = kind.places().into_iter();
    places.flat_map(|place| place.mapping.fields.iter().map(move |field| (place.clone(), *field))).collect()
}

#[test]
fn every_field_is_read_as_what_it_is_declared_to_be() {
    for (kind, _) in FILES {
        let found = findings(kind, &filled(kind.root(), &|_, _| None));
        assert!(found.is_empty(), "{kind:?}: {found:#?}");
        for (place, field) in declared(kind) {
            let wrong = |mapping: &Mapping, other: &Field| {
                (mapping.called == place.mapping.called && other.key == field.key).then(|| "[[甲]]".to_owned())
            };
            let found = findings(kind, &filled(kind.root(), &wrong));
            let told = found.iter().any(|found| found.rule == rules::WRONG_TYPE);
            assert!(told, "{kind:?}: nobody reads 「{}」 of {}", field.key, place.mapping.called);
            let empty = |mapping: &Mapping, other: &Field| wrong(mapping, other).map(|_| String::new());
            let found = findings(kind, &filled(kind.root(), &empty));
            let missed = found.iter().any(|found| {
                found.rule == rules::MISSING_FIELD && found.message.contains(&format!("缺少「{}」", field.key))
            });
            // The edition may stand under the report's year instead, which none of these settings has.
            let needed = field.needed || (place.mapping.called, field.key) == ("设置的「报告」", "版本");
            assert_eq!(missed, needed, "{kind:?}: 「{}」 of {}: {found:#?}", field.key, place.mapping.called);
        }
    }
}

#[test]
fn another_key_of_a_field_is_read_as_the_field() {
    let mut count = 0;
    for (kind, _) in FILES {
        for (place, field) in declared(kind) {
            let before = place.mapping.fields.iter().position(|other| other.key == field.key).unwrap().checked_sub(1);
            for alias in field.aliases {
                count += 1;
                let before = place.mapping.fields[before.unwrap()];
                let renamed = |value: &'static str| {
                    move |mapping: &Mapping, other: &Field| match other.key {
                        _ if mapping.called != place.mapping.called => None,
                        key if key == before.key => Some(format!("…, {alias}: {value}")),
                        key => (key == field.key).then(String::new),
                    }
                };
                assert!(findings(kind, &filled(kind.root(), &renamed("…"))).is_empty(), "{alias}");
                let found = findings(kind, &filled(kind.root(), &renamed("[[甲]]")));
                assert!(
                    found.iter().any(|found| found.rule == rules::WRONG_TYPE),
                    "{alias} of {}",
                    place.mapping.called
                );
            }
        }
    }
    assert!(0 < count);
}

#[test]
fn a_key_in_the_wrong_mapping_is_told_where_it_belongs() {
    for (kind, _) in TYPED {
        for (place, field) in declared(kind) {
            // 来源 beside 数据来源 is taken for a slip.
            let apart = |other: &&Mapping| !other.keys().any(|key| key.contains(field.key));
            let places = kind.places();
            let mut others = places.iter().map(|place| place.mapping).filter(apart);
            let Some(host) = others.next() else { panic!("{} is in every mapping", field.key) };
            let first = host.fields[0];
            let beside = |mapping: &Mapping, other: &Field| {
                let here = mapping.called == host.called && other.key == first.key;
                let value = filled(mapping, &|_, _| None);
                let own = value.trim_matches(['{', '}']).split(", ").next().unwrap().split_once(": ").unwrap().1;
                here.then(|| format!("{own}, {}: 28", field.key))
            };
            let text = match first.shape.mapping() {
                None => filled(kind.root(), &beside),
                Some(_) => filled(kind.root(), &|_, _| None).replacen('{', &format!("{{{}: 28, ", field.key), 1),
            };
            let found = findings(kind, &text);
            let told = found.iter().find(|found| {
                found.rule == rules::MISPLACED_KEY && found.message.starts_with(&format!("「{}」写错了位置", field.key))
            });
            let told = told.unwrap_or_else(|| panic!("「{}」 in {}: {found:#?}", field.key, host.called));
            let help = told.help.as_deref().unwrap_or_default();
            assert!(
                help.contains(&place.words) || help.contains("等处"),
                "「{}」 in {} belongs {}: {help}",
                field.key,
                host.called,
                place.words
            );
        }
    }
}

#[test]
fn a_key_beside_the_names_it_belongs_under_is_told_so() {
    let mut count = 0;
    for (kind, _) in TYPED {
        for (_, field) in declared(kind) {
            let (Shape::Named { names, .. }, Some(inner)) = (field.shape, field.shape.mapping()) else { continue };
            for key in inner.keys() {
                count += 1;
                let shallow = |_: &Mapping, other: &Field| (other.key == field.key).then(|| format!("{{{key}: 28}}"));
                let found = findings(kind, &filled(kind.root(), &shallow));
                let told = found.iter().any(|found| {
                    found.message == format!("「{key}」少缩进了，其内容没有读取。")
                        && found.help.as_ref().is_some_and(|help| help.contains(names.word()))
                });
                assert!(told, "「{key}」 under 「{}」: {found:#?}", field.key);
            }
        }
    }
    assert!(10 < count);
}

#[test]
fn a_broken_line_with_any_key_is_known_as_an_entry() {
    let mended = |kind: File, key: &str| {
        let text = format!("{key} 甲乙\n生造: 1\n");
        let mut sources = Sources::default();
        let id = sources.add("t.yaml", text.as_str());
        let (_, problems) = parse(id, &text, &kind.keys());
        problems.iter().any(|problem| !problem.fix.is_empty() && problem.message == format!("「{key}」后面少了冒号。"))
    };
    for (kind, _) in FILES {
        for key in declared(kind).iter().flat_map(|(_, field)| field.keys()) {
            assert!(mended(kind, key), "{kind:?}: {key}");
        }
        assert!(!mended(kind, "杜撰"), "what is no key is no entry");
    }
    assert!(!mended(File::Submission, "责任单位"), "a key of another file is none of this one");
}

/// The plan that is shipped, with every kind of name.
fn plan() -> Plan {
    let city = Copy::of_shipped(false);
    let project = Project::at(city.path()).unwrap();
    highland::load::load(&project, None, &mut Sources::default(), &mut Diagnostics::default()).unwrap().plan
}

/// Whether every field of a mapping, and of those inside, is in its schema with what it is for.
fn in_schema(whole: &Value, schema: &Value, mapping: &Mapping) {
    let own = schema["properties"].as_object().unwrap();
    let keys: Vec<&str> = own.keys().map(String::as_str).collect();
    assert_eq!(keys, mapping.keys().collect::<Vec<_>>(), "{}", mapping.called);
    let needed: Vec<&str> =
        schema["required"].as_array().into_iter().flatten().map(|key| key.as_str().unwrap()).collect();
    for field in mapping.fields {
        let property = &own[field.key];
        assert_eq!(property["description"], field.about);
        assert_eq!(needed.contains(&field.key), field.needed, "{} of {}", field.key, mapping.called);
        let Some(inner) = field.shape.mapping() else { continue };
        in_schema(
            whole,
            match field.shape {
                Shape::Each(_) => &property["items"],
                Shape::Named { .. } if property["additionalProperties"].is_object() => {
                    &property["additionalProperties"]
                }
                // The names of the plan refer to one definition.
                Shape::Named { .. } => {
                    let named = property["properties"].as_object().unwrap().values().next().unwrap();
                    let refer = named["allOf"][0]["$ref"].as_str().unwrap();
                    whole.pointer(refer.strip_prefix('#').unwrap()).unwrap()
                }
                _ => property,
            },
            inner,
        );
    }
}

#[test]
fn every_field_is_in_its_schema() {
    let documents = highland::schema::documents(&plan());
    for (kind, path) in TYPED {
        let schema = &documents.iter().find(|document| document.path == path).unwrap().schema;
        in_schema(schema, schema, kind.root());
    }
}

#[test]
fn every_field_is_explained_in_the_handbook() {
    let handbook = highland::desk::handbook();
    let parts: Vec<&str> = handbook.split("\n## ").filter(|part| part.contains("可以写什么")).collect();
    for (kind, title) in [(File::Submission, "报送"), (File::Plan, "方案"), (File::Settings, "设置")] {
        let part = parts.iter().find(|part| part.starts_with(title)).unwrap();
        for (place, field) in declared(kind) {
            let mut tables = part.split("\n### ").filter(|table| table.lines().next().unwrap().contains(&place.words));
            let table = tables.next().unwrap_or_else(|| panic!("{title}: no table of {}", place.words));
            let about = field.about.replace('|', "\\|");
            let told = |key: &str| table.lines().any(|row| row.contains(&format!("`{key}`")) && row.contains(&about));
            assert!(field.keys().all(told), "{title}: {} of {}", field.key, place.words);
        }
    }
}

#[test]
fn every_field_of_a_submission_is_shown_in_the_file_to_fill_in() {
    let city = Copy::of_shipped(false);
    assert_eq!(city.run(&["new", "2025"]).code(), 0);
    let folder = city.path().join("content/submissions/2025");
    let texts: String =
        std::fs::read_dir(folder).unwrap().map(|item| std::fs::read_to_string(item.unwrap().path()).unwrap()).collect();
    for (place, field) in declared(File::Submission) {
        let shown = [" ", "{", "\n"].iter().any(|before| texts.contains(&format!("{before}{}:", field.key)));
        assert!(shown, "{} of {}", field.key, place.mapping.called);
    }
}

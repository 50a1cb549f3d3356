//! A form as one page for a browser: it needs no server and no network, and saves a file that is taken in like a workbook.

use anyhow::Result;
use base64::Engine as _;
use minijinja::{AutoEscape, Environment, UndefinedBehavior, Value as Shown, context};
use serde_json::{Value, json};

use super::book::{Head, asked};
use super::fill::{Owes, filled};
use super::layout::{Rows, head, sheets};
use crate::desk::last_value;
use crate::model::field::submission::Submission;
use crate::model::field::{Declared, Field, Shape};
use crate::model::{Choice, Content, Quarter, file_name};
use crate::source::{Tree, hash_bytes};

/// The page, its program and its looks.
const PAGE: &str = include_str!("../../assets/web/form.html.j2");
const PROGRAM: &str = include_str!("../../assets/web/form.js");
const LOOKS: &str = include_str!("../../assets/web/form.css");

/// How a file that the page saved begins, before what was filled in, as JSON.
pub const SAVED: &str = "# highland-form-1";

/// How its second line begins, before what the page was made with.
pub const BEFORE: &str = "# highland-before-1";

/// The page of a department, filled with the values of its file.
///
/// # Errors
/// The template does not fit, which a test would tell.
pub fn page(own: Head<'_>, tree: &Tree, owes: &Owes, content: &Content) -> Result<String> {
    let file = format!("{}-{}.yaml", file_name(own.unit), own.year);
    let data = json!({
        "unit": own.unit, "year": own.year, "file": file, "mark": SAVED, "before": BEFORE,
        "stamp": asked(owes).get(..12).unwrap_or_default(),
        "sections": sections(tree, owes, content, own), "values": encoded(tree),
    });
    // In a page, a tag may begin nowhere else than where it is written.
    let data = data.to_string().replace('<', "\\u003c");
    let digest = base64::engine::general_purpose::STANDARD.encode(hash_bytes(PROGRAM.as_bytes()));
    let mut environment = Environment::new();
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    environment.set_auto_escape_callback(|_| AutoEscape::Html);
    environment.add_template("form.html", PAGE)?;
    let safe = |text: &str| Shown::from_safe_string(text.to_owned());
    let values = context! {
        unit => own.unit, year => own.year, plan => own.plan, file,
        deadline => own.deadline.map(|day| day.to_string()),
        looks => safe(LOOKS), script => safe(PROGRAM), data => safe(&data),
        script_hash => safe(&format!("sha256-{digest}")),
    };
    Ok(environment.get_template("form.html")?.render(values)?)
}

/// The sections of the page: the sheets of a workbook, lists within entries beside their entries.
fn sections(tree: &Tree, owes: &Owes, content: &Content, own: Head<'_>) -> Vec<Value> {
    let all = sheets();
    let mut found = Vec::new();
    for sheet in &all {
        match &sheet.rows {
            Rows::Head => found.push(json!({
                "key": sheet.title, "kind": "head", "about": "",
                "fields": head().into_iter().map(|(path, own)| {
                    let mut told = field(own);
                    told["path"] = json!(path);
                    told
                }).collect::<Vec<_>>(),
            })),
            Rows::Items => found.push(json!({
                "key": sheet.title, "kind": "items", "about": about(sheet.title), "fields": fields(&sheet.columns),
            })),
            Rows::Named => {
                let rows = filled(sheet, tree, owes);
                if rows.is_empty() {
                    continue;
                }
                let inner = all.iter().filter_map(|inner| match &inner.rows {
                    Rows::Within { sections, named } if sections.contains(&sheet.title) => {
                        // Names of what stands within are periods, or the years before.
                        let years = content.plan.years().filter(|year| *year < own.year).map(|year| year.to_string());
                        let periods = Quarter::WORDS.iter().map(|(word, _)| (*word).to_owned());
                        let restated = inner.columns.iter().any(|own| own.needed);
                        let names: Vec<String> = if restated { years.collect() } else { periods.collect() };
                        Some(json!({
                            "key": inner.title, "named": named, "names": names, "about": inner_about(sheet.title, inner.title),
                            "fields": fields(&inner.columns),
                        }))
                    }
                    _ => None,
                });
                let entries = rows.iter().map(|row| {
                    let name = row.path.get(1).cloned().unwrap_or_default();
                    let indicator = content.plan.indicators.iter().find(|own| own.name.value == name);
                    let indicator = indicator.filter(|_| sheet.title == Submission::ENTRIES.key);
                    json!({
                        "name": name, "about": row.about,
                        "owed": sheet.title != Submission::SUPPORT.key && owes.iter().any(|(section, own, _)| *section == sheet.title && *own == name),
                        "unit": indicator.map(|own| own.unit.text()),
                        "last": indicator.and_then(|indicator| last_value(content, indicator, own.year)).map(|last| last.normalize().to_string()),
                    })
                });
                found.push(json!({
                    "key": sheet.title, "kind": "named", "about": about(sheet.title), "fields": fields(&sheet.columns),
                    "inner": inner.collect::<Vec<_>>(), "entries": entries.collect::<Vec<_>>(),
                }));
            }
            Rows::Within { .. } => {}
        }
    }
    found
}

fn fields(columns: &[&'static Field]) -> Vec<Value> {
    columns.iter().map(|own| field(own)).collect()
}

/// A field as the page is told it.
fn field(own: &Field) -> Value {
    let (kind, words) = match own.shape {
        Shape::Paragraphs => ("paragraphs", Vec::new()),
        Shape::Figure | Shape::Number => ("figure", Vec::new()),
        Shape::Day => ("day", Vec::new()),
        Shape::Year => ("year", Vec::new()),
        Shape::When => ("when", Vec::new()),
        Shape::Word(words) => ("word", words()),
        Shape::Texts | Shape::TextOrTexts => ("texts", Vec::new()),
        _ => ("text", Vec::new()),
    };
    json!({ "key": own.key, "about": own.about, "kind": kind, "words": words, "needed": own.needed })
}

fn about(key: &str) -> &'static str {
    Submission::MAPPING.field(key).map_or("", |own| own.about)
}

fn inner_about(section: &str, key: &str) -> &'static str {
    let mapping = Submission::MAPPING.field(section).and_then(|own| own.shape.mapping());
    mapping.and_then(|mapping| mapping.field(key)).map_or("", |own| own.about)
}

/// Values as the page has them: `{t: text}`, `{l: [values]}`, `{m: [[key, values]]}` or nothing.
fn encoded(tree: &Tree) -> Value {
    match tree {
        Tree::Nothing => Value::Null,
        Tree::Text(text) => json!({ "t": text }),
        Tree::List(items) => json!({ "l": items.iter().map(encoded).collect::<Vec<_>>() }),
        Tree::Map(pairs) => {
            json!({ "m": pairs.iter().map(|(key, own)| json!([key, encoded(own)])).collect::<Vec<_>>() })
        }
    }
}

/// Values that a page wrote down as JSON.
#[must_use]
pub fn decoded(text: &str) -> Option<Tree> {
    tree(&serde_json::from_str(text).ok()?, 0)
}

fn tree(value: &Value, depth: usize) -> Option<Tree> {
    if 12 < depth {
        return None;
    }
    if value.is_null() {
        return Some(Tree::Nothing);
    }
    if let Some(text) = value["t"].as_str() {
        return Some(Tree::text(text));
    }
    if let Some(items) = value["l"].as_array() {
        return items.iter().map(|item| tree(item, depth + 1)).collect::<Option<Vec<_>>>().map(Tree::List);
    }
    let pairs = value["m"].as_array()?.iter();
    let pairs = pairs.map(|pair| Some((pair[0].as_str()?.to_owned(), tree(&pair[1], depth + 1)?)));
    pairs.collect::<Option<Vec<_>>>().map(Tree::Map)
}

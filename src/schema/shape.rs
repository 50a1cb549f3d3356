//! The declared fields as JSON Schema (draft 7), as an editor sees them after YAML has guessed the types of scalars.

use serde_json::{Map, Value, json};

use crate::model::field::{Field, Mapping, Shape};

/// A target in words.
const WORDED: &str = "^\\s*(翻[一两三]番|基期的[0-9.]+倍|全覆盖)\\s*$";

/// Figures as people write them; what the pattern lets through may still be refused by the program, which reads exactly.
const FIGURE: &str = "^\\s*[-+]?([0-9]{1,3}(,[0-9]{3})+|[0-9]+)(\\.[0-9]+)?\\s*([^0-9\\s，。；（）()～~、“”左右多余以][^0-9，。；（）()～~、 “”]*)?\\s*$";

/// A day such as 2025-01-20.
const DAY: &str = "^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$";

/// A day, a month, a quarter, a half year or a year.
const WHEN: &str = "^\\s*[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?|年?([0-9]{1,2}月([0-9]{1,2}日|底)?|第?[一二三四1-4]季度|[上下]半年|年?[底末]|全年)?)\\s*$";

/// The schema of a file whose outermost mapping this is.
pub fn file(root: &Mapping, title: &str) -> Value {
    let mut schema = object(root);
    schema["title"] = title.into();
    schema["$schema"] = "http://json-schema.org/draft-07/schema#".into();
    schema
}

/// A mapping with its fields, each under its key and its aliases, and no others.
fn object(mapping: &Mapping) -> Value {
    let mut properties = Map::new();
    for field in mapping.fields {
        properties.insert(field.key.to_owned(), property(field, field.about.to_owned()));
        for alias in field.aliases {
            properties.insert((*alias).to_owned(), property(field, format!("{}的另一写法。", field.key)));
        }
    }
    let mut schema = json!({ "type": "object", "additionalProperties": false, "properties": properties });
    let needed: Vec<&str> = mapping.fields.iter().filter(|field| field.needed).map(|field| field.key).collect();
    if !needed.is_empty() {
        schema["required"] = needed.into();
    }
    schema["description"] = mapping.about.into();
    schema
}

/// What may stand under a field's key. The field's own description takes the place of the mapping's.
fn property(field: &Field, about: String) -> Value {
    let mut schema = shape(&field.shape, field.needed);
    schema["description"] = about.into();
    schema
}

/// What may stand there; nothing may, too, unless something is needed.
fn shape(shape: &Shape, needed: bool) -> Value {
    let types = |types: &[&str]| match types {
        [one] if needed => json!(one),
        _ => types.iter().copied().chain((!needed).then_some("null")).collect(),
    };
    match *shape {
        // YAML takes a text for a truth value; what has to be there is a name or a sentence, and is none.
        Shape::Text | Shape::Paragraphs if needed => json!({ "type": ["string", "number"], "minLength": 1 }),
        Shape::Text | Shape::Paragraphs => json!({ "type": types(&["string", "number", "boolean"]) }),
        Shape::Figure | Shape::Number => json!({ "type": types(&["number", "string"]), "pattern": FIGURE }),
        Shape::Range => json!({
            "type": types(&["number", "string", "array"]),
            "pattern": format!("{FIGURE}|{WORDED}"),
            "items": { "type": ["number", "string", "null"], "pattern": FIGURE },
            "minItems": 2,
            "maxItems": 2,
        }),
        Shape::Day => json!({ "type": types(&["string"]), "pattern": DAY, "examples": ["2025-01-20"] }),
        Shape::When => json!({
            "type": types(&["string", "integer"]),
            "pattern": WHEN,
            "examples": ["2025-06", "2025-06-20", "2025年上半年"],
        }),
        Shape::Year => json!({
            "type": types(&["integer", "string"]),
            "minimum": 1900,
            "maximum": 2200,
            "pattern": "^[0-9]{4}$",
        }),
        Shape::Color => json!({
            "type": types(&["string", "integer"]),
            "pattern": "^#?[0-9A-Fa-f]{6}$",
            "examples": ["17365d"],
        }),
        Shape::Word(words) => {
            let words = words().into_iter().map(Value::from).chain((!needed).then_some(Value::Null));
            json!({ "enum": words.collect::<Vec<_>>() })
        }
        Shape::Texts => json!({ "type": types(&["array"]), "items": text() }),
        Shape::TextOrTexts => json!({ "type": types(&["string", "number", "boolean", "array"]), "items": text() }),
        Shape::One(mapping) => {
            let mut schema = object(mapping);
            schema["type"] = types(&["object"]);
            schema
        }
        Shape::Each(mapping) => json!({ "type": types(&["array"]), "items": object(mapping) }),
        // One schema with several types, so that no editor blames an arbitrary branch.
        Shape::FigureOr(mapping) => {
            let mut schema = object(mapping);
            schema["type"] = types(&["number", "string", "object"]);
            schema["pattern"] = FIGURE.into();
            schema
        }
        Shape::TextOr(mapping) => {
            let mut schema = object(mapping);
            schema["type"] = types(&["string", "number", "boolean", "object"]);
            schema
        }
        Shape::Named { one, needed: each, .. } => {
            json!({ "type": types(&["object"]), "additionalProperties": self::shape(one, each) })
        }
    }
}

/// A text among others.
fn text() -> Value {
    shape(&Shape::Text, false)
}

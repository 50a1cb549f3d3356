//! The scalars of the files, as an editor sees them after YAML has guessed their types.

use std::borrow::Cow;
use std::marker::PhantomData;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};

use crate::model::Choice;

/// Figures as people write them; what the pattern lets through may still be refused by the program, which reads exactly.
pub const FIGURE: &str = "^\\s*[-+]?([0-9]{1,3}(,[0-9]{3})+|[0-9]+)(\\.[0-9]+)?\\s*([^0-9\\s，。；（）()～~、“”左右多余以][^0-9，。；（）()～~、 “”]*)?\\s*$";

/// Text that may be missing; YAML may take it for a number or a truth value.
pub struct Text;

/// Text that must be there.
pub struct Needed;

/// A figure with or without its unit.
pub struct Figure;

/// A figure that must be there.
pub struct NeededFigure;

/// A day such as 2025-01-20.
pub struct Day;

/// A year.
pub struct Year;

/// A colour.
pub struct ColorCode;

/// One of the words of a vocabulary.
pub struct Word<T>(PhantomData<T>);

/// One of those words, which must be there.
pub struct NeededWord<T>(PhantomData<T>);

/// Writes the two functions every scalar has.
macro_rules! scalar {
    ($name:ident $label:literal $schema:tt) => {
        impl JsonSchema for $name {
            fn schema_name() -> Cow<'static, str> {
                $label.into()
            }

            fn inline_schema() -> bool {
                true
            }

            fn json_schema(_: &mut SchemaGenerator) -> Schema {
                json_schema!($schema)
            }
        }
    };
}

scalar!(Text "text" { "type": ["string", "number", "boolean", "null"] });
scalar!(Needed "needed" { "type": ["string", "number"], "minLength": 1 });
scalar!(Figure "figure" { "type": ["number", "string", "null"], "pattern": FIGURE });
scalar!(NeededFigure "needed-figure" { "type": ["number", "string"], "pattern": FIGURE });
scalar!(Day "day" { "type": ["string", "null"], "pattern": "^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$", "examples": ["2025-01-20"] });
scalar!(ColorCode "color" { "type": ["string", "integer", "null"], "pattern": "^#?[0-9A-Fa-f]{6}$", "examples": ["17365d"] });
scalar!(Year "year" { "type": ["integer", "string"], "minimum": 1900, "maximum": 2200, "pattern": "^[0-9]{4}$" });

impl<T: Choice> JsonSchema for Word<T> {
    fn schema_name() -> Cow<'static, str> {
        T::WHAT.into()
    }

    fn inline_schema() -> bool {
        true
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        let words = T::WORDS.iter().map(|(word, _)| serde_json::Value::from(*word)).chain([serde_json::Value::Null]);
        json_schema!({ "enum": words.collect::<Vec<_>>() })
    }
}

impl<T: Choice> JsonSchema for NeededWord<T> {
    fn schema_name() -> Cow<'static, str> {
        T::WHAT.into()
    }

    fn inline_schema() -> bool {
        true
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "enum": T::WORDS.iter().map(|(word, _)| *word).collect::<Vec<_>>() })
    }
}

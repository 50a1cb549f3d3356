//! What a field looks like when it is filled in, on one line of YAML.

use super::{Field, Mapping, Names, Shape};
use crate::model::Year;

impl Field {
    /// An example of what may stand there, in a file about `year`.
    #[must_use]
    pub fn example(&self, year: Year) -> String {
        if self.sample.is_empty() { example(&self.shape, year) } else { self.sample.to_owned() }
    }
}

impl Mapping {
    /// An example of it in braces, with every field but those that are rare.
    #[must_use]
    pub fn example(&self, year: Year) -> String {
        let fields = self
            .fields
            .iter()
            .filter(|field| !field.is_rare())
            .map(|field| format!("{}: {}", field.key, field.example(year)));
        format!("{{{}}}", fields.collect::<Vec<_>>().join(", "))
    }
}

fn example(shape: &Shape, year: Year) -> String {
    match *shape {
        Shape::Text | Shape::Paragraphs | Shape::TextOrTexts | Shape::TextOr(_) => "…".to_owned(),
        Shape::Figure | Shape::Number | Shape::Range => "28".to_owned(),
        Shape::Day => format!("{year}-06-30"),
        Shape::Year => (year - 1).to_string(),
        Shape::When => format!("{year}-06"),
        Shape::Color => "17365d".to_owned(),
        Shape::Word(words) => words().first().copied().unwrap_or("…").to_owned(),
        Shape::Texts => "[…, …]".to_owned(),
        Shape::One(mapping) | Shape::FigureOr(mapping) => mapping.example(year),
        Shape::Each(mapping) => format!("[{}]", mapping.example(year)),
        Shape::Named { names, one, .. } => {
            let name = match names {
                Names::Years => (year - 1).to_string(),
                Names::Quarters => "上半年".to_owned(),
                names => names.word().to_owned(),
            };
            format!("{{{name}: {}}}", example(one, year))
        }
    }
}

//! What templates see: every number already rounded and written, every prose already Typst.

mod area;
mod assignment;
mod department;
mod indicator;
mod material;
mod meta;
mod opinion;
mod report;
mod scale;
mod summary;

use minijinja::Value;

use super::markdown;
use crate::assess::Assessment;
use crate::model::{Content, Nature, Year};

pub use indicator::IndicatorView;
pub use report::{OpenView, View};

/// Every indicator in the plan's order, as templates and `highland assess` show it.
#[must_use]
pub fn indicators(assessment: &Assessment<'_>) -> Vec<IndicatorView> {
    let plan = &assessment.ledger.content.plan;
    plan.indicators.iter().enumerate().map(|(at, own)| indicator::view(assessment, at, own)).collect()
}

/// Prose of a submission as a value that templates write as it is.
fn prose(content: &Content, year: Year, text: &str) -> Value {
    let find = |path: &str| {
        let key = format!("{year}/{path}");
        content.pictures.iter().any(|picture| picture.path == key).then(|| format!("/pictures/{key}"))
    };
    Value::from_safe_string(markdown::prose(text, &find))
}

/// The plan's words with the full-width wave dash that ranges are printed with.
fn wave(text: &str) -> String {
    text.replace('~', "～")
}

/// Whether a figure has to carry a mark, and which: `sample`, `estimate`, `public` or none.
fn mark(nature: Nature) -> &'static str {
    match nature {
        Nature::Sample => "sample",
        Nature::Estimate => "estimate",
        Nature::Public => "public",
        Nature::Statistics | Nature::Reported => "",
    }
}

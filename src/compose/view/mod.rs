//! What templates see: every number already rounded and written; prose is the Markdown that departments wrote.

mod area;
mod assignment;
mod department;
mod figure;
mod formula;
mod indicator;
mod material;
mod meta;
mod method;
mod opinion;
mod outlook;
mod report;
mod step;
mod summary;
mod telling;

use crate::assess::Assessment;
use crate::model::Nature;

pub use indicator::IndicatorView;
pub use report::{OpenView, View};
pub use step::steps;

/// Every indicator in the plan's order, as templates and `highland assess` show it.
#[must_use]
pub fn indicators(assessment: &Assessment) -> Vec<IndicatorView> {
    let plan = &assessment.ledger.content.plan;
    plan.indicators.iter().enumerate().map(|(at, own)| indicator::view(assessment, at, own)).collect()
}

/// The plan's words with the full-width wave dash that ranges are printed with.
fn wave(text: &str) -> String {
    text.replace('~', "～")
}

/// Whether a figure has to carry a mark, and which: `sample`, `estimate`, `public` or none.
pub fn mark(nature: Nature) -> &'static str {
    match nature {
        Nature::Sample => "sample",
        Nature::Estimate => "estimate",
        Nature::Public => "public",
        Nature::Statistics | Nature::Reported => "",
    }
}

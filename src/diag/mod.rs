//! Findings about what authors wrote: the data, and one file per form they are printed in.

mod diagnostic;
mod fix;
mod frame;
mod github;
mod json;
mod render;
pub mod rules;
mod sarif;
mod short;
mod suggest;

pub use diagnostic::{Diagnostic, Diagnostics, Edit, Label, Level, REST};
pub use fix::{Change, changes};
pub use frame::plain;
pub use render::{FindingsForm, render, summary};
pub use rules::RuleName;
pub use sarif::RuleText;
pub use short::render as line;
pub use suggest::{did_you_mean, nearest};

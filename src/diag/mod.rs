//! Findings about what authors wrote: the data, and one file per form they are printed in.

mod diagnostic;
mod frame;
mod json;
mod render;
mod short;
mod suggest;

pub use diagnostic::{Diagnostic, Diagnostics, Edit, Label, Level, Rule};
pub use render::{Form, render, summary};
pub use suggest::nearest;

//! JSON Schema of what authors write, for editors: made from types that say the same as the readers in `load`.

mod document;
mod indicator;
mod plan;
mod scalar;
mod settings;
mod submission;

pub use document::{Document, documents};

//! JSON Schema of what authors write, for editors: made from the declared fields and the plan's names.

mod document;
mod shape;

pub use document::{SchemaFile, documents};

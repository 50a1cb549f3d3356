//! The report as a document: blocks, inlines and values, the same for every writer.
//!
//! Templates write markup, [`parse`] makes a [`Document`] of it, [`Document::settle`] numbers its chapters, tables and
//! figures and resolves its references. What a writer does not know it prints as the generic blocks it is made of.

mod block;
mod fault;
mod inline;
pub mod markdown;
mod number;
mod parse;
mod parser;
mod part;
mod table;
mod text;
mod tree;
pub mod vocabulary;

pub use block::{
    Block, Chart, Content, Division, DivisionKind, Document, Figure, Form, Inline, Mark, Meta, Part, Picture, Semantic,
    Table, Target, TargetKind, Value,
};
pub use fault::{Fault, Place};
pub use parse::parse;
pub use parser::{AT, Surroundings};
pub use text::{LINE, plain};

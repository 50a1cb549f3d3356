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
mod reword;
mod table;
mod text;
mod tree;
pub mod vocabulary;

pub use block::{
    Block, ChartReference, Division, DivisionKind, Document, DocumentKind, Figure, FigureMark, Inline, LabelKind,
    LabelTarget, Meta, Part, PartContent, Picture, Semantic, Table, Value,
};
pub use fault::{Fault, TemplatePlace};
pub use parse::parse;
pub use parser::{AT, Surroundings};
pub use reword::Rewording;
pub use text::{LINE, lines, plain, said};

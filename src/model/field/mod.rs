//! The fields of the files people write, each declared once: its key, what it is for, and what may stand there.
//!
//! What the readers accept, the help for a key in the wrong place, the keys that mend broken YAML, the schema, the
//! handbook and the files to fill in all follow from these tables.

mod declared;
mod example;
mod place;
pub mod plan;
pub mod settings;
pub mod sign_off;
pub mod submission;
mod types;

pub(crate) use declared::mapping;
pub use declared::{Declared, Field, Key, Mapping};
pub use place::{File, Place};
pub use types::{
    Assignments, Color, Day, Each, Figure, FigureOr, Indicators, Milestones, Must, Named, Names, Number, One,
    Paragraphs, Range, RuleNames, Shape, Text, TextOrTexts, Texts, Type, Word, Year, Years,
};

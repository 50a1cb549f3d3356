//! The fields of the files people write, each declared once: its key, what it is for, and what may stand there.
//!
//! What the readers accept, the help for a key in the wrong place, the keys that mend broken YAML, the schema, the
//! handbook and the files to fill in all follow from these tables.

mod declared;
mod example;
mod file;
mod place;
pub mod plan;
pub mod settings;
mod shape;
pub mod sign_off;
pub mod submission;
mod types;

pub(crate) use declared::mapping;
pub use declared::{Declared, Key};
pub use file::File;
pub use place::Place;
pub use shape::{Field, Mapping, Names, Shape};
pub use types::{
    Assignments, Color, Day, Each, Figure, FigureOr, Indicators, Milestones, Must, Named, Number, One, Paragraphs,
    Quarters, Range, RuleNames, Text, TextOr, TextOrTexts, Texts, Type, When, Word, Year, Years,
};

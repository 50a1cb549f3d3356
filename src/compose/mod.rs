//! The assessment and the charts to a manuscript: Typst sources and pictures in memory.

mod environment;
pub mod literal;
mod manuscript;
pub mod markdown;
pub mod sentence;
mod templates;
mod view;

pub use manuscript::{Edition, Manuscript, Part, Scope, compose};
pub use templates::Templates;
pub use view::{IndicatorView, OpenView, View, indicators};

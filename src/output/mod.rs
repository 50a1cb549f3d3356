//! What is written to disk: whole or not at all, what belongs together at once, and with a manifest of what it was made from.

mod atomic;
mod fresh;
mod leftover;
mod manifest;
mod publish;
mod workbook;

pub use atomic::{append, create, replace, write};
pub use fresh::Fresh;
pub use leftover::{Leftovers, leftovers};
pub use manifest::Manifest;
pub use publish::{Publication, settle};
pub use workbook::workbook;

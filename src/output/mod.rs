//! What is written to disk: whole or not at all, and with a manifest of what it was made from.

mod atomic;
mod fresh;
mod manifest;
mod workbook;

pub use atomic::{append, create, write};
pub use fresh::Fresh;
pub use manifest::Manifest;
pub use workbook::workbook;

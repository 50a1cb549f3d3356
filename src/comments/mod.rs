//! Comments and tracked changes of a Word file that came back, by department, file and line. Nothing is written back.

mod entry;
mod form;
mod markup;
mod package;
mod place;
mod reader;
mod remark;
mod salvage;
mod workbook;

pub use form::{json, table};
pub use package::{LARGEST, Opened, open};
pub use place::{Found, Place, Places};
pub use reader::read;
pub use remark::{Kind, Remark, Sheet};
pub use workbook::workbook;

/// A text without spaces and the marks that programs change.
fn bare(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}

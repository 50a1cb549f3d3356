//! The full text of the report as one page for a browser.

use super::{Edition, Format, REPORT};

/// The full text.
pub const FULL_TEXT: Edition = Edition {
    key: "html",
    reader: "检索、摘录和用读屏软件的读者",
    flags: &["html"],
    format: Format::Html,
    ledger: false,
    nightly: false,
    ..REPORT
};

//! What everybody may read.

use super::{Edition, FULL_TEXT, REPORT};

/// The report without what is for the offices alone.
pub const PUBLIC: Edition = Edition {
    key: "public",
    name: "年度报告（公开版）",
    reader: "公众（主动公开）",
    flags: &["public"],
    public: true,
    ledger: false,
    nightly: false,
    ..REPORT
};

/// The same as one page for a browser.
pub const PUBLIC_FULL_TEXT: Edition = Edition {
    key: "public-html",
    name: PUBLIC.name,
    reader: PUBLIC.reader,
    flags: &["html", "public"],
    public: true,
    ..FULL_TEXT
};

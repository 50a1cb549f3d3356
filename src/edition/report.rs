//! The whole report, and the same for comments.

use super::{Edition, Format};

/// The report.
pub const REPORT: Edition = Edition {
    key: "report",
    name: "年度报告",
    reader: "各单位和归档（内部）",
    flags: &[],
    template: "report.xml.j2",
    subtitle: None,
    word: None,
    of_unit: false,
    review: false,
    format: Format::Pdf,
    ledger: true,
    nightly: true,
    released: true,
    public: false,
    beforehand: false,
};

/// The report for comments.
pub const REVIEW: Edition = Edition {
    key: "review",
    reader: "征求意见的单位",
    flags: &["review"],
    word: Some(FOR_COMMENTS),
    review: true,
    ledger: false,
    nightly: false,
    released: false,
    ..REPORT
};

/// The word of editions for comments.
pub const FOR_COMMENTS: &str = "征求意见稿";

//! One department's part.

use super::report::FOR_COMMENTS;
use super::{Edition, REPORT, UNIT_FLAG};

/// One department's part.
pub const UNIT: Edition = Edition {
    key: "unit",
    name: "单位分册",
    reader: "一个单位",
    flags: &[UNIT_FLAG],
    template: "department.xml.j2",
    subtitle: Some("{}分册"),
    of_unit: true,
    ledger: false,
    nightly: true,
    ..REPORT
};

/// The same for comments.
pub const UNIT_REVIEW: Edition = Edition {
    key: "unit-review",
    flags: &["review", UNIT_FLAG],
    word: Some(FOR_COMMENTS),
    review: true,
    nightly: false,
    released: false,
    ..UNIT
};

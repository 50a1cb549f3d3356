//! The few pages for leaders.

use super::report::FOR_COMMENTS;
use super::{Edition, REPORT};

/// The pages for leaders.
pub const BRIEF: Edition = Edition {
    key: "brief",
    name: "领导参阅版",
    reader: "领导",
    flags: &["brief"],
    template: "brief.xml.j2",
    subtitle: Some("领导参阅版"),
    ledger: false,
    nightly: false,
    ..REPORT
};

/// The same for comments.
pub const BRIEF_REVIEW: Edition = Edition {
    key: "brief-review",
    flags: &["brief", "review"],
    word: Some(FOR_COMMENTS),
    review: true,
    released: false,
    ..BRIEF
};

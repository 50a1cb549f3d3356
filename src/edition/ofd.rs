//! The same pages in the national format (OFD), for office systems and archives.
//!
//! There is none for review: its numbered lines and margin are for paper, and comments come back in Word. Neither a night nor a
//! release makes them: every one of them would be set by Typst a second time for pages that the PDF has already.

use super::{BRIEF, Edition, Format, ORDERS, PUBLIC, REPORT, UNIT, UNIT_FLAG};

/// The report.
pub const OFD: Edition = Edition {
    key: "ofd",
    reader: "公文系统和档案（内部）",
    flags: &["ofd"],
    format: Format::Ofd,
    ledger: false,
    nightly: false,
    released: false,
    ..REPORT
};

/// The report without what is for the offices alone.
pub const PUBLIC_OFD: Edition = Edition {
    key: "public-ofd",
    flags: &["ofd", "public"],
    format: Format::Ofd,
    nightly: false,
    released: false,
    ..PUBLIC
};

/// The pages for leaders.
pub const BRIEF_OFD: Edition = Edition {
    key: "brief-ofd",
    flags: &["brief", "ofd"],
    format: Format::Ofd,
    nightly: false,
    released: false,
    ..BRIEF
};

/// One department's part.
pub const UNIT_OFD: Edition = Edition {
    key: "unit-ofd",
    flags: &["ofd", UNIT_FLAG],
    format: Format::Ofd,
    nightly: false,
    released: false,
    ..UNIT
};

/// The tasks of a year.
pub const ORDERS_OFD: Edition = Edition {
    key: "orders-ofd",
    flags: &["ofd", "orders"],
    format: Format::Ofd,
    nightly: false,
    released: false,
    ..ORDERS
};

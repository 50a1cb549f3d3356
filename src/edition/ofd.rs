//! The same pages in the national format (OFD), for office systems and archives.
//!
//! There is none for review: its numbered lines and margin are for paper, and comments come back in Word. Neither a night nor a
//! release makes them: every one of them would be set by Typst a second time for pages that the PDF has already.

use super::{BRIEF, Edition, Format, ORDERS, PUBLIC, REPORT, UNIT, UNIT_FLAG};

/// The report.
pub const OFD: Edition = Edition { reader: "公文系统和档案（内部）", ..of(&REPORT, "ofd", &["ofd"]) };

/// The report without what is for the offices alone.
pub const PUBLIC_OFD: Edition = of(&PUBLIC, "public-ofd", &["ofd", "public"]);

/// The pages for leaders.
pub const BRIEF_OFD: Edition = of(&BRIEF, "brief-ofd", &["brief", "ofd"]);

/// One department's part.
pub const UNIT_OFD: Edition = of(&UNIT, "unit-ofd", &["ofd", UNIT_FLAG]);

/// The tasks of a year.
pub const ORDERS_OFD: Edition = of(&ORDERS, "orders-ofd", &["ofd", "orders"]);

/// An edition's pages in the national format.
const fn of(pages: &Edition, key: &'static str, flags: &'static [&'static str]) -> Edition {
    Edition { key, flags, format: Format::Ofd, ledger: false, nightly: false, released: false, ..*pages }
}

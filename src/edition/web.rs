//! The report as a site of many pages.

use super::{Edition, Format, REPORT};

/// What everybody may read, as a site.
pub const WEB: Edition = Edition {
    key: "web",
    name: "网页版",
    reader: "公众（政府网站、U盘）",
    flags: &["web"],
    format: Format::Site,
    public: true,
    ledger: false,
    ..REPORT
};

/// The same with what is for the offices alone, in a folder of its own, so that nobody publishes it by mistake.
pub const WEB_INTERNAL: Edition = Edition {
    key: "web-internal",
    name: "网页版（内部）",
    reader: "各单位（内部）",
    flags: &["internal", "web"],
    public: false,
    nightly: false,
    released: false,
    ..WEB
};

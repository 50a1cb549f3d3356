//! The year as one long picture.

use super::{Edition, Format, REPORT};

/// What everybody may read, as one long picture for telephones.
pub const POSTER: Edition = Edition {
    key: "poster",
    name: "一图读懂",
    reader: "公众（手机、政府网站的图解）",
    flags: &["poster"],
    template: "poster.xml.j2",
    subtitle: Some("一图读懂"),
    format: Format::Picture,
    public: true,
    ledger: false,
    ..REPORT
};

//! The year as data, and the ledger as a workbook.

use super::{Edition, Format, REPORT};

/// The open data: everybody may read it.
pub const DATA: Edition = Edition {
    key: "data",
    name: "开放数据",
    reader: "研究者、数据平台（开放数据）",
    flags: &["data"],
    format: Format::Tables,
    public: true,
    ledger: false,
    ..REPORT
};

/// The same with what is for the offices alone.
pub const DATA_INTERNAL: Edition = Edition {
    key: "data-internal",
    name: "开放数据（内部版）",
    reader: "各单位（内部数据）",
    flags: &["data", "internal"],
    public: false,
    nightly: false,
    released: false,
    ..DATA
};

/// The ledger as a workbook, for the secretariat.
pub const LEDGER: Edition = Edition {
    key: "ledger",
    name: "动态台账",
    reader: "秘书处和各单位（内部）",
    flags: &["ledger"],
    format: Format::Workbook,
    ledger: false,
    ..REPORT
};

/// The same for everybody.
pub const LEDGER_PUBLIC: Edition = Edition {
    key: "ledger-public",
    name: "动态台账（公开版）",
    reader: "公众（主动公开）",
    flags: &["ledger", "public"],
    public: true,
    nightly: false,
    ..LEDGER
};

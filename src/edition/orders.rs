//! The tasks of a year, for the meeting where they are assigned.

use super::{Edition, REPORT};

/// Every department's tasks, targets and steps of a year, before it has any results.
pub const ORDERS: Edition = Edition {
    key: "orders",
    name: "任务书",
    reader: "各单位（布置全年任务）",
    flags: &["orders"],
    template: "orders.xml.j2",
    subtitle: Some("任务书"),
    ledger: false,
    nightly: false,
    released: false,
    beforehand: true,
    ..REPORT
};

//! What is different between two states of a project.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::model::Year;

/// What is different.
#[derive(Debug, Clone, Serialize)]
pub struct Comparison {
    /// The year that is compared.
    pub year: Year,
    /// What is different by department, in the plan's order.
    pub units: Vec<UnitChanges>,
    /// Errors that were not there before.
    pub appeared: Vec<String>,
    /// Errors that are gone.
    pub mended: Vec<String>,
    /// Warnings that were not there before.
    pub warned: Vec<String>,
    /// Files of the plan, the settings and the templates, as unified differences by path.
    pub files: BTreeMap<String, String>,
    /// The pages that read otherwise, by the numbers printed on them; none if pages were not compared.
    pub pages: Vec<String>,
    /// What could not be compared, and why.
    pub left_out: Vec<String>,
}

/// What is different of a department.
#[derive(Debug, Clone, Serialize)]
pub struct UnitChanges {
    /// The department.
    pub unit: String,
    /// What is different.
    pub items: Vec<Item>,
}

/// One thing that is different.
#[derive(Debug, Clone, Serialize)]
pub struct Item {
    /// 指标, 任务, 里程碑, 报送, 节点, 项目, 图片 or 文字.
    pub kind: &'static str,
    /// What it is called.
    pub name: String,
    /// As it was; of texts the sentences that are gone.
    pub before: Vec<String>,
    /// As it is; of texts the sentences that are new.
    pub after: Vec<String>,
    /// The changed pages it stands on, by their printed numbers.
    pub pages: Vec<String>,
}

impl Comparison {
    /// Whether nothing is different.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.units.is_empty()
            && self.files.is_empty()
            && self.appeared.is_empty()
            && self.mended.is_empty()
            && self.warned.is_empty()
    }
}

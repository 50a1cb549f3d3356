//! The verdicts for programs.

use serde_json::json;

use crate::compose::IndicatorView;
use crate::model::{Date, Year};

/// Every number of the chosen indicators.
pub fn json(chosen: &[&IndicatorView], year: Year, as_of: Date) -> String {
    let rows: Vec<serde_json::Value> = chosen
        .iter()
        .map(|i| {
            json!({
                "number": i.number, "name": i.name, "unit": i.unit, "kind": i.kind, "target": i.target,
                "target_year": i.target_year, "department": i.department, "area": i.area,
                "baseline": i.baseline.value, "actual": i.actual.value, "nature": i.nature, "source": i.source,
                "completion": i.completion, "done": i.done, "due": i.due, "pace": i.pace, "gap": i.gap,
                "status": i.status, "method": i.method, "data_year": i.data_year, "amended": i.amended,
                "by_hand": i.by_hand, "formula": i.formula, "reason": i.reason,
                "opinions": i.opinions, "depends_on_method": i.disputed, "series": i.series,
            })
        })
        .collect();
    let all = json!({ "year": year, "as_of": as_of.to_string(), "indicators": rows });
    serde_json::to_string_pretty(&all).unwrap_or_default() + "\n"
}

//! The verdicts for programs.

use serde_json::{Value, json};

use crate::compose::{IndicatorView, Past, history};
use crate::git::Git;
use crate::pipeline::Outcome;

/// Every number of the chosen indicators, and where each year's comes from; who changed a line last, if git is to be asked.
pub fn json(chosen: &[&IndicatorView], outcome: &Outcome, git: Option<Git<'_>>) -> String {
    let rows: Vec<Value> = chosen
        .iter()
        .map(|i| {
            let past = history(&outcome.assessment, &outcome.sources, i.number - 1);
            let past: Vec<Value> = past.iter().map(|past| told(past, git)).collect();
            json!({
                "number": i.number, "name": i.name, "unit": i.unit, "kind": i.kind, "target": i.target,
                "target_year": i.target_year, "department": i.department, "area": i.area,
                "baseline": i.baseline.value, "actual": i.actual.value, "nature": i.nature, "source": i.source,
                "completion": i.completion, "done": i.done, "due": i.due, "pace": i.pace, "gap": i.gap,
                "status": i.status, "method": i.method, "data_year": i.data_year, "amended": i.amended,
                "by_hand": i.by_hand, "formula": i.formula, "reason": i.reason,
                "opinions": i.opinions, "depends_on_method": i.disputed, "series": i.series, "history": past,
            })
        })
        .collect();
    let all = json!({ "year": outcome.year, "as_of": outcome.as_of.to_string(), "indicators": rows });
    serde_json::to_string_pretty(&all).unwrap_or_default() + "\n"
}

/// A year's value and who changed its line last: author, time, summary and commit, or none if that is not known.
fn told(past: &Past, git: Option<Git<'_>>) -> Value {
    let mut told = json!(past);
    if let Some(git) = git {
        let change = git.line(&past.path, past.line).ok();
        told["changed"] = change.map_or(Value::Null, |change| {
            json!({ "author": change.author, "time": change.time, "summary": change.summary, "commit": change.commit })
        });
    }
    told
}

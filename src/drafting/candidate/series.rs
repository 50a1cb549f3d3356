//! One target told in several places: for several years, or in a table and in the text.

use std::collections::BTreeSet;

use super::target::Target;
use super::{Candidates, Exempt};

/// So many targets back the same one is looked for.
const NEAR: usize = 40;

/// So many rows are compared with so many targets; a plan has a tenth of them.
const ROWS: usize = 300;
const TARGETS: usize = 1000;

/// Joins targets of one name and unit that are promised for different years.
pub fn merge(found: &mut Candidates) {
    let mut kept: Vec<Target> = Vec::new();
    for target in std::mem::take(&mut found.targets) {
        let last = kept.iter_mut().rev().take(NEAR).find(|own| own.name == target.name && own.unit == target.unit);
        match last {
            Some(own) if own.year < target.year && !own.every_year && !target.every_year => {
                let earlier = std::mem::replace(own, target);
                let reason = format!("指标“{}”{}年的节点", own.name, earlier.year);
                found.exempt.push(Exempt { wording: earlier.wording, reason, doubtful: false, line: earlier.line });
                own.waypoints = earlier.waypoints;
                own.waypoints.push((earlier.year, earlier.value.low));
            }
            _ => kept.push(target),
        }
    }
    found.targets = kept;
}

/// Gives the targets of the text what a row of a table says of them besides; rows of no target are targets themselves.
pub fn take_rows(found: &mut Candidates, rows: Vec<Target>) {
    let mut free: BTreeSet<usize> = (0..found.targets.len().min(TARGETS)).collect();
    let mut further = Vec::new();
    for (at, row) in rows.into_iter().enumerate() {
        let best = free.iter().filter(|_| at < ROWS).filter_map(|at| {
            let target = found.targets.get(*at)?;
            let alike = likeness(&target.name, &row.name);
            let same = target.value == row.value && target.unit == row.unit;
            let enough = if same { 60 } else { 90 };
            (enough <= alike && (same || is_open(target, &row))).then_some((alike, *at))
        });
        let best = best.max_by_key(|(alike, at)| (*alike, usize::MAX - at)).map(|(_, at)| at);
        let target = best.and_then(|at| found.targets.get_mut(at));
        let Some(target) = target else {
            further.push(row);
            continue;
        };
        free.remove(&best.unwrap_or_default());
        found.exempt.push(complete(target, row));
    }
    found.targets.extend(further);
    found.targets.sort_by_key(|target| target.place);
}

/// Whether a target leaves its value or its unit to be read from the row, or has the value of another of the row's years.
fn is_open(target: &Target, row: &Target) -> bool {
    target.unsure.contains(&"目标值")
        || target.unit == "待核" && target.value == row.value
        || row.unsure.contains(&"目标值")
}

/// Puts what the row says into the target; the row itself is no further one.
fn complete(target: &mut Target, row: Target) -> Exempt {
    let counted = target.unit == "倍" && row.unit != "倍";
    if counted || target.unsure.contains(&"目标值") && !row.unsure.contains(&"目标值") || target.unit == "待核"
    {
        (target.value, target.unit) = (row.value, row.unit);
        target.unsure.retain(|field| !matches!(*field, "目标值" | "单位"));
        target.unsure.extend(row.unsure.contains(&"目标值").then_some("目标值"));
    }
    if !target.every_year {
        target.baseline = target.baseline.take().or(row.baseline);
        if target.waypoints.is_empty() {
            target.waypoints = row.waypoints;
        }
    }
    let reason = format!("指标表的一行，与指标“{}”是同一目标", target.name);
    Exempt { wording: row.wording, reason, doubtful: false, line: row.line }
}

/// How many of the shorter name's characters are in the longer one, in per cent.
fn likeness(one: &str, other: &str) -> usize {
    let set = |name: &str| name.chars().filter(|c| !"数量的".contains(*c)).collect::<BTreeSet<char>>();
    let (one, other) = (set(one), set(other));
    let less = one.len().min(other.len());
    one.intersection(&other).count() * 100 / less.max(1)
}

//! One target told in several places: for several years, or in a table and in the text.

use std::collections::BTreeSet;

use super::number::{self, Shape};
use super::target::Target;
use super::{Candidates, Exempt};
use crate::drafting::pattern::part;
use crate::model::Force;

/// So many targets back the same one is looked for.
const NEAR: usize = 40;

/// So many rows are compared with so many targets; a plan has a tenth of them.
const ROWS: usize = 300;
const TARGETS: usize = 1000;

/// Joins targets of one name and unit that are promised for different years.
pub fn merge(found: &mut Candidates) {
    let mut kept: Vec<Target> = Vec::new();
    for target in std::mem::take(&mut found.targets) {
        let last = kept
            .iter_mut()
            .rev()
            .take(NEAR)
            .find(|own| bare(&own.name) == bare(&target.name) && own.unit == target.unit);
        match last {
            Some(own)
                if own.year.key() < target.year.key()
                    && own.year.month.is_none()
                    && own.year.year < target.year.year
                    && !own.every_year
                    && !target.every_year =>
            {
                let earlier = std::mem::replace(own, target);
                let reason = format!("指标“{}”{}年的节点", own.name, earlier.year.year);
                found.exempt.push(Exempt { wording: earlier.wording, reason, doubtful: false, line: earlier.line });
                own.waypoints = earlier.waypoints;
                own.waypoints.push((earlier.year.year, earlier.value.low));
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
            let same = is_same(target, &row);
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
        found.exempt.extend(complete(target, row));
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

/// A name without the place that all of the plan is about.
fn bare(name: &str) -> &str {
    name.strip_prefix('全')
        .and_then(|rest| rest.strip_prefix(['国', '省', '市', '州', '区', '县', '旗']))
        .unwrap_or(name)
}

/// Whether a target and a row promise the same: 560万人次 in 人次 is 560 in 万人次.
fn is_same(target: &Target, row: &Target) -> bool {
    let whole =
        |own: &Target, value: &str| format!("{}{}", value.strip_suffix(own.unit.as_str()).unwrap_or(value), own.unit);
    let high = |own: &Target| own.value.high.as_deref().map(|high| whole(own, high));
    whole(target, &target.value.low) == whole(row, &row.value.low) && high(target) == high(row)
}

/// Puts what the row says into the target; the row itself is no further one. A row that holds the target's number says the
/// same once more, any other only tells of it.
fn complete(target: &mut Target, row: Target) -> Option<Exempt> {
    let counted = target.unit == "倍" && row.unit != "倍";
    if counted || target.unsure.contains(&"目标值") && !row.unsure.contains(&"目标值") || target.unit == "待核"
    {
        (target.value, target.unit) = (row.value, row.unit.clone());
        target.unsure.retain(|field| !matches!(*field, "目标值" | "单位"));
        target.unsure.extend(row.unsure.contains(&"目标值").then_some("目标值"));
    }
    if target.year == row.year {
        target.unsure.retain(|field| *field != "目标年");
    }
    if !target.every_year {
        let written = |value: String| if target.unit == row.unit { value } else { format!("{value}{}", row.unit) };
        if let Some((year, value)) = row.baseline {
            target.baseline = Some((year, written(value)));
            target.unsure.retain(|field| *field != "基期");
        }
        for (year, value) in row.waypoints {
            if target.waypoints.iter().all(|(own, _)| *own != year) && year < target.year.year {
                target.waypoints.push((year, written(value)));
            }
        }
        target.waypoints.sort_by_key(|(year, _)| *year);
    }
    if row.force == Force::Firm && target.force != Force::Firm {
        // The table promises what the text strives for.
        target.force = Force::Firm;
        mark(target, "力度");
    }
    target.property = target.property.or(row.property);
    let own = digits(&target.value.low);
    let holds = |number: number::Number| matches!(number.shape, Shape::Amount(amount) if digits(&amount.low) == own);
    // In another unit, 万人次 for 人次, its number is another one.
    if target.unit == row.unit && number::read(&row.wording).into_iter().any(holds) {
        target.also.push(row.wording);
        return None;
    }
    let reason = format!("指标表的一行，与指标“{}”是同一目标", target.name);
    Some(Exempt { wording: row.wording, reason, doubtful: false, line: row.line })
}

fn mark(target: &mut Target, field: &'static str) {
    if !target.unsure.contains(&field) {
        target.unsure.push(field);
    }
}

/// The digits that a value begins with.
fn digits(value: &str) -> &str {
    let end = value.find(|c: char| !c.is_ascii_digit() && c != '.' && c != '-').unwrap_or(value.len());
    part(value, 0..end)
}

/// How many of the shorter name's characters are in the longer one, in per cent.
fn likeness(one: &str, other: &str) -> usize {
    let set = |name: &str| name.chars().filter(|c| !"数量的".contains(*c)).collect::<BTreeSet<char>>();
    let (one, other) = (set(one), set(other));
    let less = one.len().min(other.len());
    one.intersection(&other).count() * 100 / less.max(1)
}

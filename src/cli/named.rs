//! Indicators and areas of the plan by what people call them on the command line.

use anyhow::{Context, Result, bail};

use crate::diag::did_you_mean;
use crate::model::{Indicator, Plan};

/// Most names that are offered.
const MOST: usize = 4;

/// The position of the indicator of this name, short name, number or identifier, or with this in its name as the only one.
///
/// # Errors
/// There is none; the message offers the nearest.
pub fn indicator(plan: &Plan, name: &str) -> Result<usize> {
    let own = |(at, i): (usize, &Indicator)| {
        *i.name == *name || i.short == name || *i.id == *name || (at + 1).to_string() == name
    };
    if let Some(at) = plan.indicators.iter().enumerate().position(own) {
        return Ok(at);
    }
    // A part of the name tells more than letters in common.
    let part = |i: &&Indicator| 1 < name.chars().count() && (i.name.contains(name) || i.short.contains(name));
    let parts: Vec<(usize, String)> = plan
        .indicators
        .iter()
        .enumerate()
        .filter(|(_, i)| part(i))
        .map(|(at, i)| (at, format!("「{}」", i.name.value)))
        .collect();
    if let [(at, _)] = parts[..] {
        return Ok(at);
    }
    let parts: Vec<String> = parts.into_iter().map(|(_, name)| name).collect();
    let hint = match parts.len() {
        0 => did_you_mean(name, plan.indicators.iter().map(|i| i.name.as_str())),
        1..=MOST => format!("是不是{}？", parts.join("或")),
        more => format!("名称里有「{name}」的有 {more} 个，如{}。", parts[..MOST].join("、")),
    };
    bail!("方案里没有名为「{name}」的指标。{hint}用 highland assess 列出全部指标。")
}

/// The number of the area of this number, name or short name.
///
/// # Errors
/// There is none; the message lists all.
pub fn area<'a>(plan: &'a Plan, name: &str) -> Result<&'a str> {
    let named =
        plan.areas.iter().find(|area| [&area.number.value, &area.name, &area.short].iter().any(|own| *own == name));
    let names = || plan.areas.iter().map(|area| format!("{} {}", area.number.value, area.name)).collect::<Vec<_>>();
    named
        .map(|area| area.number.value.as_str())
        .with_context(|| format!("方案里没有任务领域「{name}」，可以写编号或名称：{}。", names().join("、")))
}

//! One indicator's proof: its verdict with every number that went into it.

use super::IndicatorView;
use crate::model::Year;

/// The proof, a line for each part of it.
#[must_use]
pub fn proof(i: &IndicatorView, year: Year) -> String {
    let mark = if i.disputed { " ※" } else { "" };
    let due = if i.target_year == "每年" { String::new() } else { format!("（{}）", i.by) };
    let mut lines = vec![
        format!("{} {}：{}{mark}", i.number, i.name, i.status),
        String::new(),
        format!("方案    “{}”", i.wording),
        format!("类型    {}；目标 {}{}{due}；力度 {}", i.kind, i.target, i.unit, i.force),
        format!("数据    {}", series(i)),
        format!("{}  {}", i.method, i.formula),
    ];
    lines.extend(i.opinions.iter().map(|opinion| format!("{}  {}", opinion.method, opinion.text)));
    lines.extend(i.data_year.map(|own| format!("本年值为{own}年的数，按该年年末的进度评价。")));
    lines.extend(i.amended.clone());
    lines.extend(i.by_hand.clone());
    if i.disputed {
        lines.push("※ 评价因方法而异：换一种方法，评价会不同。".to_owned());
    }
    lines.extend(i.remaining.iter().map(|remaining| format!("差距    {remaining}")));
    let or_dash = |text: Option<&str>| text.unwrap_or("—").to_owned();
    lines.push(format!(
        "来源    {}年，{}；数据性质 {}；{}",
        year,
        i.department,
        or_dash(i.nature),
        or_dash(i.source.as_deref())
    ));
    lines.extend(i.remark.iter().map(|remark| format!("说明    {remark}")));
    lines.join("\n") + "\n"
}

/// “2020年 0，2021年 150 …  ▁▃▅█”.
fn series(i: &IndicatorView) -> String {
    let base = i.baseline.value.iter().map(|value| format!("基期 {value}"));
    let years =
        i.series.iter().map(|point| format!("{}年 {}", point.year, point.figure.value.as_deref().unwrap_or("未报")));
    let values: Vec<f64> = i
        .baseline
        .value
        .iter()
        .chain(i.series.iter().filter_map(|point| point.figure.value.as_ref()))
        .filter_map(|value| value.parse().ok())
        .collect();
    format!("{}  {}", base.chain(years).collect::<Vec<_>>().join("，"), sparkline(&values))
}

/// The values as a row of bars, lowest to highest.
fn sparkline(values: &[f64]) -> String {
    const BARS: [char; 8] = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];
    let low = values.iter().copied().fold(f64::INFINITY, f64::min);
    let high = values.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let bar = |value: f64| {
        let share = if low < high { (value - low) / (high - low) } else { 0.5 };
        // Eighths of the way up: the position of the highest bar that is not above the value.
        BARS.iter().enumerate().rev().find(|(n, _)| f64::from(u8::try_from(*n).unwrap_or(0)) / 7.0 <= share + 1e-9)
    };
    values.iter().filter_map(|&value| bar(value)).map(|(_, bar)| *bar).collect()
}

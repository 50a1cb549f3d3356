//! The verdicts as a table, aligned for the terminal or for spreadsheets.

use anyhow::Result;

use crate::cli::common::columns;
use crate::compose::IndicatorView;
use crate::desk::{aligned, records};
use crate::model::Year;

/// Heads of the table and of the CSV.
const HEADS: [&str; 11] =
    ["序号", "指标", "单位", "目标", "期限", "本年值", "完成率", "进度比", "评价", "因方法而异", "责任单位"];

/// The cells of an indicator's row.
fn cells(i: &IndicatorView) -> [String; 11] {
    let or_dash = |text: &Option<String>| text.clone().unwrap_or_else(|| "—".to_owned());
    [
        i.number.to_string(),
        i.name.clone(),
        i.unit.clone(),
        i.target.clone(),
        i.target_year.clone(),
        or_dash(&i.actual.value),
        or_dash(&i.completion),
        or_dash(&i.pace),
        i.status.to_owned(),
        if i.disputed { "※".to_owned() } else { String::new() },
        i.department.clone(),
    ]
}

/// For the terminal, with counts of the statuses under it.
pub fn table(chosen: &[&IndicatorView], year: Year, method: &str) -> String {
    let heads = HEADS.map(str::to_owned);
    let rows: Vec<[String; 11]> = std::iter::once(heads).chain(chosen.iter().map(|i| cells(i))).collect();
    // Figures to the right, words to the left.
    let (lines, width) = aligned(&rows, |n| n == 0 || (3..=7).contains(&n), columns());
    let mut text = format!("{year}年度评价（{method}；※ 为评价因方法而异）\n\n");
    for (at, line) in lines.iter().enumerate() {
        text.extend([line, "\n"]);
        if at == 0 {
            text.extend([&"─".repeat(width), "\n"]);
        }
    }
    let disputed = chosen.iter().filter(|i| i.disputed).count();
    let counts = chosen.iter().fold(Vec::<(&str, usize)>::new(), |mut counts, i| {
        match counts.iter_mut().find(|(status, _)| *status == i.status) {
            Some((_, count)) => *count += 1,
            None => counts.push((i.status, 1)),
        }
        counts
    });
    let counts: Vec<String> = counts.iter().map(|(status, count)| format!("{status} {count}")).collect();
    text + &format!("\n共 {} 项：{}；因方法而异 {disputed} 项。\n", chosen.len(), counts.join("、"))
}

/// For spreadsheets: with a byte-order mark, so that they read it as UTF-8, and no cell that they would take for a formula.
///
/// # Errors
/// The CSV cannot be put together, which no content can cause.
pub fn csv(chosen: &[&IndicatorView]) -> Result<String> {
    let rows: Vec<[String; 11]> = chosen.iter().map(|i| cells(i)).collect();
    records(&HEADS, rows.iter().map(<[String; 11]>::as_slice))
}

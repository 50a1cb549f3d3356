//! Counts of verdicts and what changed between two years, as text, JSON and CSV.

use anyhow::{Context, Result};
use serde_json::json;
use unicode_width::UnicodeWidthStr;

use crate::assess::{Assessment, Change, Group, YearChanges, fraction};
use crate::model::{Decimal, Light};

/// The forms that verdicts are written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum VerdictsForm {
    /// For the terminal.
    Table,
    /// For programs.
    Json,
    /// For spreadsheets.
    Csv,
}

/// Groups with their counts and shares.
///
/// # Errors
/// The CSV cannot be put together, which no content can cause.
pub fn grouped(groups: &[Group], form: VerdictsForm) -> Result<String> {
    let total = |group: &Group| group.counts.iter().map(|(_, count)| count).sum::<usize>();
    let share = |share: u32| format!("{:.1}%", fraction(share) * Decimal::ONE_HUNDRED);
    let parts = |group: &Group| group.counts.clone().into_iter().zip(group.shares.clone());
    Ok(match form {
        VerdictsForm::Json => {
            let group = |group: &Group| {
                let statuses: Vec<_> = parts(group)
                    .map(|((status, count), part)| json!({ "status": status.word(), "count": count, "share": share(part) }))
                    .collect();
                json!({ "name": group.name, "total": total(group), "statuses": statuses })
            };
            let all: Vec<_> = groups.iter().map(group).collect();
            serde_json::to_string_pretty(&all).unwrap_or_default() + "\n"
        }
        VerdictsForm::Csv => {
            let rows: Vec<Vec<String>> = groups
                .iter()
                .flat_map(|group| {
                    parts(group).map(|((status, count), part)| {
                        vec![group.name.clone(), status.word().to_owned(), count.to_string(), share(part)]
                    })
                })
                .collect();
            records(&["分组", "评价", "项数", "占比"], rows.iter().map(Vec::as_slice))?
        }
        VerdictsForm::Table => {
            let widest = groups.iter().map(|group| group.name.width()).max().unwrap_or_default();
            let line = |group: &Group| {
                let words: Vec<String> = parts(group)
                    .map(|((status, count), part)| format!("{} {count}（{}）", status.word(), share(part)))
                    .collect();
                let gap = " ".repeat(widest - group.name.width());
                format!("{}{gap}  {:>3} 项  {}\n", group.name, total(group), words.join("，"))
            };
            let all: usize = groups.iter().map(total).sum();
            let gap = " ".repeat(widest.saturating_sub("合计".width()));
            groups.iter().map(line).collect::<String>()
                + &format!("合计{gap}  {all:>3} 项\n")
                + "\n占比按最大余数法取一位小数，合计为 100%。\n"
        }
    })
}

/// What changed between two years, as text or data.
///
/// # Errors
/// The CSV cannot be put together, which no content can cause.
pub fn changed(assessment: &Assessment, changes: &YearChanges, form: VerdictsForm) -> Result<String> {
    let YearChanges { from, to, changes } = changes;
    let plan = &assessment.ledger.content.plan;
    let value = |value: Option<Decimal>| value.map_or_else(|| "未报".to_owned(), |value| value.normalize().to_string());
    // Kind, number, name, what it was and what it is, value and status apart.
    let rows: Vec<[String; 7]> = changes
        .iter()
        .filter_map(|change| match change {
            Change::Indicator { at, before, after } => {
                let own = plan.indicators.get(*at)?;
                let number = (at + 1).to_string();
                let words = [before.1.word().to_owned(), after.1.word().to_owned()];
                let [was, is] = words;
                Some(["指标".to_owned(), number, own.name.value.clone(), value(before.0), value(after.0), was, is])
            }
            Change::Assignment { at, before, after } => {
                let (_, _, own) = plan.assignments().nth(*at)?;
                let (number, name) = (own.number.value.clone(), own.name.clone());
                let (was, is) = (before.word().to_owned(), after.word().to_owned());
                Some(["任务".to_owned(), number, name, String::new(), String::new(), was, is])
            }
            Change::Step { place, before, after } => {
                let own = assessment.step_at(*place)?;
                let number = plan.assignment_at(place.0)?.number.value.clone();
                let was = before.map_or("（没有）", Light::word).to_owned();
                let due = own.due().map(|due| due.to_string()).unwrap_or_default();
                let name = own.step.name.value.clone();
                Some(["节点".to_owned(), number, name, String::new(), due, was, after.word().to_owned()])
            }
        })
        .collect();
    let heads = ["类别", "编号", "名称", "原数值", "新数值", "原评价或状态", "新评价或状态"];
    Ok(match form {
        VerdictsForm::Csv => records(&heads, rows.iter().map(<[String; 7]>::as_slice))?,
        VerdictsForm::Json => {
            let row = |row: &[String; 7]| {
                let fields = heads.iter().zip(row).map(|(head, cell)| ((*head).to_owned(), cell.as_str().into()));
                serde_json::Value::Object(fields.collect())
            };
            let all = json!({ "from": from, "to": to, "changes": rows.iter().map(row).collect::<Vec<_>>() });
            serde_json::to_string_pretty(&all).unwrap_or_default() + "\n"
        }
        VerdictsForm::Table => {
            let state = rows.iter().filter(|row| row[5] != row[6]);
            let lines = |kind: &str| -> Vec<String> {
                let own = state.clone().filter(|row| row[0] == kind);
                let numbers = |row: &[String; 7]| match (row[3].as_str(), row[4].as_str()) {
                    (was, is) if was == is => String::new(),
                    ("", due) => format!("（时限 {due}）"),
                    (was, is) => format!("（{was} → {is}）"),
                };
                own.map(|row| format!("  {} {}：{} → {}{}", row[1], row[2], row[5], row[6], numbers(row))).collect()
            };
            let (indicators, assignments) = (lines("指标"), lines("任务"));
            let steps = lines("节点");
            let moved = rows.iter().filter(|row| row[0] == "指标" && row[5] == row[6]).count();
            format!(
                "{from}年 → {to}年\n\n评价有变化的指标 {} 项：\n{}\n\n状态有变化的任务 {} 项：\n{}\n\n另有 {moved} 项指标数值有变化、评价不变。\n{}",
                indicators.len(),
                indicators.join("\n"),
                assignments.len(),
                assignments.join("\n"),
                if steps.is_empty() {
                    String::new()
                } else {
                    format!("\n状态有变化的节点 {} 个：\n{}\n", steps.len(), steps.join("\n"))
                }
            )
        }
    })
}

/// CSV with a byte-order mark, so that spreadsheets read it as UTF-8, and no cell that they would take for a formula.
///
/// # Errors
/// The CSV cannot be put together, which no content can cause.
pub fn records<'a>(heads: &[&str], rows: impl Iterator<Item = &'a [String]>) -> Result<String> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    // A spreadsheet passes over what cannot be seen, and takes the full-width signs for its own.
    let plain = |cell: &str| {
        let seen = cell.trim_start_matches(|c: char| c.is_control() || c.is_whitespace());
        let formula =
            seen.starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠']) && seen.parse::<Decimal>().is_err();
        if formula { format!("'{seen}") } else { cell.to_owned() }
    };
    writer.write_record(heads).context("CSV 不能写成")?;
    for row in rows {
        writer.write_record(row.iter().map(|cell| plain(cell))).context("CSV 不能写成")?;
    }
    let bytes = writer.into_inner().context("CSV 不能写成")?;
    Ok(format!("\u{feff}{}", String::from_utf8_lossy(&bytes)))
}

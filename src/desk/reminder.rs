//! 催报: one department's open points, ready to forward.

use std::fmt::Write;

use super::cockpit::{Cockpit, Row, State};
use super::escape::escaped;
use super::point::Point;
use crate::diag::{Level, rules};
use crate::model::file_name;

/// The page for one department, as Markdown that also reads well as plain text.
#[must_use]
pub fn reminder(cockpit: &Cockpit, row: &Row, points: &[Point]) -> String {
    let own: Vec<&Point> = points.iter().filter(|point| point.unit == row.unit).collect();
    let mut text = format!("# {}：{}年度报送待办\n\n", row.unit, cockpit.year);
    let usual = || format!("content/submissions/{}/{}.yaml", cockpit.year, file_name(&row.unit));
    let file = row.path.clone().unwrap_or_else(usual);
    let _ = writeln!(text, "制表日期 {}。{}", cockpit.today, deadline(cockpit));
    let _ = writeln!(text, "应报 {} 项，已报 {} 项；文件状态：{}。", row.owed, row.filled, row.state.word());
    let (supported, told) = row.support;
    if 0 < supported {
        let _ = writeln!(text, "配合其他单位的任务 {supported} 项，写了 {told} 项（没有的不用写）。");
    }
    if let Some(contact) = &row.contact {
        let _ = writeln!(text, "联系人：{}。", escaped(contact));
    }
    let _ = writeln!(text, "文件：{file}\n");
    // Within the year it is the steps that are due, afterwards the yearly filing.
    let within = cockpit.today.starts_with(&cockpit.year.to_string());
    let parts: [fn(&mut String, &Cockpit, &Row); 2] = if within { [steps, missing] } else { [missing, steps] };
    for part in parts {
        part(&mut text, cockpit, row);
    }
    // What is missing has been said above.
    let rest = |level| own.iter().filter(move |point| point.level == level && point.rule != rules::NOT_REPORTED);
    for (level, title) in [(Level::Error, "必须改正"), (Level::Warning, "请核对"), (Level::Hint, "可以改进")]
    {
        let count = rest(level).count();
        if count == 0 {
            continue;
        }
        let _ = writeln!(text, "## {title}（{count} 处）\n");
        for (n, point) in rest(level).enumerate() {
            let _ = writeln!(text, "{}. {}：{}", n + 1, escaped(&point.place), escaped(&point.message));
            if !point.help.is_empty() {
                let _ = writeln!(text, "   改法：{}", escaped(&point.help));
            }
        }
        text.push('\n');
    }
    let (unit, year) = (&row.unit, cockpit.year);
    let check = format!("改完运行 highland check --unit {unit}，直到没有错误");
    let _ = match row.state {
        State::Missing => writeln!(text, "还没有报送文件：运行 highland new {year} --unit {unit} 生成一份，照着填。"),
        State::ChangedAfterSignOff if row.path.is_none() => {
            writeln!(text, "签发过的文件不见了：请恢复原来的文件。")
        }
        State::ChangedAfterSignOff => {
            writeln!(text, "签发以后有改动：请签发人看过改动，重新运行 highland sign --unit {unit} --by 姓名。")
        }
        _ if row.missing.is_empty() && own.is_empty() && row.due.is_empty() && row.silent.is_empty() => {
            writeln!(text, "没有待办事项。")
        }
        State::Approved | State::Signed => writeln!(text, "{check}。"),
        State::Draft | State::Submitted => writeln!(text, "{check}；负责人同意后，把「状态」改为「已审定」。"),
    };
    text
}

/// What was not reported.
fn missing(text: &mut String, _: &Cockpit, row: &Row) {
    if !row.missing.is_empty() {
        let _ = writeln!(text, "## 还没有报（{} 项）\n", row.missing.len());
        for missing in &row.missing {
            let _ = writeln!(text, "- {}", escaped(missing));
        }
        text.push('\n');
    }
}

/// Updates that are due, and steps that are overdue or due soon.
fn steps(text: &mut String, cockpit: &Cockpit, row: &Row) {
    if let Some(interim) = cockpit.interim.as_ref().filter(|_| !row.silent.is_empty()) {
        let _ =
            writeln!(text, "## {}还没有更新（{} 项，截止 {}）\n", interim.period, row.silent.len(), interim.deadline);
        for silent in &row.silent {
            let _ = writeln!(text, "- 任务「{}」", escaped(silent));
        }
        text.push_str("\n在任务下面的「更新」里写一两句进展和日期，或者给做到的节点写上「完成」。\n\n");
    }
    if !row.due.is_empty() {
        let (red, yellow) = (row.steps.red, row.steps.yellow);
        let _ = writeln!(text, "## 节点（逾期 {red} 个，将到期 {yellow} 个）\n");
        for point in &row.due {
            let name = format!("{}「{}」", point.assignment, point.name);
            let _ = writeln!(text, "- {}：{}。", escaped(&name), escaped(&point.told()));
        }
        text.push_str("\n做到了的写「完成」；做不到的写「说明」，改时限的同时写「原时限」。\n\n");
    }
}

fn deadline(cockpit: &Cockpit) -> String {
    match (&cockpit.deadline, cockpit.days_left) {
        (Some(date), Some(days)) if 0 <= days => format!("报送截止 {date}，还有 {days} 天。"),
        (Some(date), Some(days)) => format!("报送截止 {date}，已过 {} 天。", -days),
        _ => String::new(),
    }
}

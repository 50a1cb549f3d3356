//! The cockpit as a table for the terminal, as Markdown and as JSON.

use std::fmt::Write;

use super::aligned::aligned;
use super::cockpit::{Cockpit, Row};
use super::escape::escaped;
use super::point::Point;

/// Heads of the columns; those of the steps are there only where somebody states any.
const HEADS: [&str; 11] =
    ["单位", "状态", "应报", "已报", "欠报", "逾期", "将到期", "错误", "警告", "提示", "最近改动"];

/// Where the columns of the steps are.
const STEPS: std::ops::Range<usize> = 5..7;

/// For the terminal: columns aligned by what characters take up.
#[must_use]
pub fn cockpit_table(cockpit: &Cockpit, room: Option<usize>) -> String {
    // Names and words to the left, figures to the right.
    let rows = rows(cockpit);
    let columns = rows.first().map_or(0, Vec::len);
    let (lines, width) = aligned(&rows, |n| (2..columns - 1).contains(&n), room);
    let mut text = head(cockpit) + "\n\n";
    for (at, line) in lines.iter().enumerate() {
        text.extend([line, "\n"]);
        if at == 0 || at + 2 == lines.len() {
            text.extend([&"─".repeat(width), "\n"]);
        }
    }
    text + "\n" + &tail(cockpit)
}

/// For a page or a message.
#[must_use]
pub fn cockpit_markdown(cockpit: &Cockpit) -> String {
    let mut text = format!("# {}年度报送情况\n\n{}\n\n", cockpit.year, head(cockpit));
    for (at, row) in rows(cockpit).iter().enumerate() {
        let cells: Vec<String> = row.iter().map(|cell| escaped(cell)).collect();
        let _ = writeln!(text, "| {} |", cells.join(" | "));
        if at == 0 {
            let figures = "--:|".repeat(cells.len().saturating_sub(3));
            let _ = writeln!(text, "|---|---|{figures}---|");
        }
    }
    text + "\n" + &tail(cockpit)
}

/// For programs.
#[must_use]
pub fn cockpit_json(cockpit: &Cockpit) -> String {
    serde_json::to_string_pretty(cockpit).unwrap_or_default() + "\n"
}

/// One department and its open points, for programs.
#[must_use]
pub fn row_json(cockpit: &Cockpit, row: &Row, points: &[Point]) -> String {
    let own: Vec<&Point> = points.iter().filter(|point| point.unit == row.unit).collect();
    let all = serde_json::json!({
        "year": cockpit.year,
        "today": cockpit.today,
        "deadline": cockpit.deadline,
        "days_left": cockpit.days_left,
        "row": row,
        "points": own,
    });
    serde_json::to_string_pretty(&all).unwrap_or_default() + "\n"
}

fn head(cockpit: &Cockpit) -> String {
    let deadline = match (&cockpit.deadline, cockpit.days_left) {
        (Some(date), Some(days)) if 0 < days => format!("报送截止 {date}，还有 {days} 天。"),
        (Some(date), Some(0)) => format!("报送截止 {date}，就是今天。"),
        (Some(date), Some(days)) => format!("报送截止 {date}，已过 {} 天。", -days),
        _ if cockpit.other_deadline.is_some() => format!(
            "设置里的报送截止 {} 不是 {} 年度报告的，没有采用。",
            cockpit.other_deadline.as_deref().unwrap_or_default(),
            cockpit.year
        ),
        _ => format!("没有设置 {} 年度的报送截止日（content/settings.yaml 的「报送截止」）。", cockpit.year),
    };
    let interim = cockpit.interim.as_ref().map(|own| {
        let (all, told) = own.told;
        let left = match own.days_left {
            days if 0 < days => format!("还有 {days} 天"),
            0 => "就是今天".to_owned(),
            days => format!("已过 {} 天", -days),
        };
        format!("{}的进展更新截止 {}，{left}；{all} 项任务中 {told} 项已更新。", own.period, own.deadline)
    });
    format!("{}年度报送情况（{}）。{deadline}{}", cockpit.year, cockpit.today, interim.unwrap_or_default())
}

/// The heads, one row per department, the totals.
fn rows(cockpit: &Cockpit) -> Vec<Vec<String>> {
    let mut rows = vec![HEADS.iter().map(ToString::to_string).collect::<Vec<_>>()];
    let figures = |numbers: [usize; 8]| numbers.map(|n| if n == 0 { "·".to_owned() } else { n.to_string() });
    for row in &cockpit.rows {
        let mut cells = vec![row.unit.clone(), row.state.word().to_owned()];
        let missing = row.owed - row.filled;
        let (red, yellow) = (row.steps.red, row.steps.yellow);
        cells.extend(figures([row.owed, row.filled, missing, red, yellow, row.errors, row.warnings, row.hints]));
        cells.push(row.changed.clone().unwrap_or_default());
        rows.push(cells);
    }
    let t = &cockpit.totals;
    let mut cells = vec!["合计".to_owned(), format!("{}/{} 有文件", t.filed, t.units)];
    let (red, yellow) = (t.steps.red, t.steps.yellow);
    cells.extend(figures([t.owed, t.filled, t.owed - t.filled, red, yellow, t.errors, t.warnings, t.hints]));
    cells.push(String::new());
    rows.push(cells);
    if !cockpit.has_steps {
        for row in &mut rows {
            row.drain(STEPS);
        }
    }
    rows
}

fn tail(cockpit: &Cockpit) -> String {
    let t = &cockpit.totals;
    let mut text = String::new();
    let owing: Vec<&str> = cockpit.rows.iter().filter(|row| row.is_open()).map(|row| row.unit.as_str()).collect();
    if cockpit.rows.is_empty() {
        return "方案文件里没有单位；先运行 highland check 改好 content/plan.yaml。\n".to_owned();
    }
    if owing.is_empty() {
        text.push_str("应报的都已报齐，没有错误。\n");
    } else {
        let _ = writeln!(
            text,
            "需要催办：{}。逐个单位的清单：highland status --unit 单位名称；一次都写出来：highland status --each",
            owing.join("、")
        );
    }
    if cockpit.has_steps {
        let steps = t.steps;
        let _ = writeln!(
            text,
            "节点 {} 个：已完成 {}，未到期 {}，将到期 {}，逾期 {}。",
            steps.all(),
            steps.done,
            steps.green,
            steps.yellow,
            steps.red
        );
    }
    if 0 < t.signed {
        let _ = writeln!(text, "已签发 {} 个单位。", t.signed);
    }
    if (cockpit.secretariat_errors, cockpit.secretariat_warnings) != (0, 0) {
        let _ = writeln!(
            text,
            "秘书处的文件（方案、设置等）另有 {} 个错误、{} 个警告。",
            cockpit.secretariat_errors, cockpit.secretariat_warnings
        );
    }
    text
}

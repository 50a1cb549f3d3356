//! The night in a page of Markdown, for mail or a chat robot.

use std::fmt::Write;

use super::sheet::{Sheet, Status};
use crate::desk::{Difference, escaped, words};
use crate::diag::Level;

/// Most lines of one list; the rest is counted, and on the index page.
const MOST: usize = 20;

/// The digest.
#[must_use]
pub fn digest(sheet: &Sheet) -> String {
    let mut text = String::new();
    let year = sheet.year.map(|year| format!("（{year}年度）")).unwrap_or_default();
    let _ = writeln!(text, "# {}{year}每夜预览：{}\n", escaped(&sheet.title), sheet.status_word);
    if let Some(reason) = &sheet.reason {
        let _ = writeln!(text, "{} 没有生成新的预览。原因：{}\n", sheet.built, escaped(reason));
        let _ = match &sheet.last_good {
            Some((name, built)) => {
                writeln!(text, "上一次成功的预览没有改动：{name}（{built} 生成），内容已经不是最新的。")
            }
            None => writeln!(text, "还没有过成功的预览。"),
        };
        return text;
    }
    let before =
        sheet.before.as_ref().map_or_else(|| "第一次预览".to_owned(), |(_, built)| format!("与 {built} 的预览比较"));
    let _ = writeln!(text, "生成于 {}，评价截至 {}；{before}。\n", sheet.built, sheet.as_of);
    if let Some(cockpit) = &sheet.cockpit {
        let totals = cockpit.totals;
        let _ = writeln!(
            text,
            "报送：{} 个单位中 {} 个已报，{} 个已签发；应报 {} 项，已报 {} 项。错误 {} 处，警告 {} 处。{}\n",
            totals.units,
            totals.filed,
            totals.signed,
            totals.owed,
            totals.filled,
            totals.errors + cockpit.secretariat_errors,
            totals.warnings + cockpit.secretariat_warnings,
            deadline(cockpit.days_left),
        );
    }
    changes(&mut text, sheet);
    findings(&mut text, sheet);
    text
}

fn deadline(days: Option<i32>) -> String {
    match days {
        Some(days) if 0 <= days => format!("离报送截止还有 {days} 天。"),
        Some(days) => format!("报送截止已过 {} 天。", -days),
        None => String::new(),
    }
}

fn changes(text: &mut String, sheet: &Sheet) {
    let changes = &sheet.changes;
    if sheet.before.is_none() {
        return;
    }
    if changes.is_empty() {
        text.push_str("与上一次相比没有变化。\n\n");
        return;
    }
    let differences = changes.differences.iter().map(difference);
    list(text, "数值、状态和报送的变化", &differences.collect::<Vec<_>>());
    let texts = changes.texts.iter().map(|change| {
        let sentence = |mark: &str, all: &[String]| {
            all.first().map(|first| format!("；{mark}“{}”", escaped(&cut(first)))).unwrap_or_default()
        };
        format!(
            "{}，{}{}{}",
            change.unit,
            escaped(&change.section),
            sentence("删", &change.removed),
            sentence("增", &change.added)
        )
    });
    list(text, "文字的变化", &texts.collect::<Vec<_>>());
    list(text, "新的错误", &changes.appeared.iter().map(|error| escaped(error)).collect::<Vec<_>>());
    list(text, "改好的错误", &changes.mended.iter().map(|error| escaped(error)).collect::<Vec<_>>());
}

fn difference(difference: &Difference) -> String {
    let name = escaped(&difference.name);
    format!(
        "{}「{name}」：{} → {}",
        difference.kind,
        words(difference.before.as_ref()),
        words(difference.after.as_ref())
    )
}

/// A sentence, shortened to a line.
fn cut(text: &str) -> String {
    let most = 60;
    if text.chars().count() <= most { text.to_owned() } else { text.chars().take(most).chain(['…']).collect() }
}

fn list(text: &mut String, title: &str, items: &[String]) {
    if items.is_empty() {
        return;
    }
    let _ = writeln!(text, "## {title}（{} 处）\n", items.len());
    for item in items.iter().take(MOST) {
        let _ = writeln!(text, "- {item}");
    }
    if MOST < items.len() {
        let _ = writeln!(text, "- 还有 {} 处，见预览首页", items.len() - MOST);
    }
    text.push('\n');
}

fn findings(text: &mut String, sheet: &Sheet) {
    let count = |unit: &super::sheet::Unit, level| unit.points.iter().filter(|told| told.point.level == level).count();
    let with_errors: Vec<String> = sheet
        .units
        .iter()
        .filter(|unit| 0 < count(unit, Level::Error))
        .map(|unit| {
            let first = unit
                .points
                .first()
                .map(|told| format!("，如 {}：{}", escaped(&told.point.place), escaped(&cut(&told.point.message))))
                .unwrap_or_default();
            format!("{}：{} 处{first}", escaped(&unit.unit), count(unit, Level::Error))
        })
        .collect();
    list(text, "要改的错误", &with_errors);
    let _ = match sheet.status {
        Status::Problems => writeln!(text, "有上一次没有的错误，请看一下。"),
        _ if sheet.units.iter().any(|unit| 0 < count(unit, Level::Error)) => writeln!(text, "没有新的错误。"),
        _ => writeln!(text, "没有错误。"),
    };
}

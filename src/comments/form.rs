//! Remarks as a text for people and as JSON.

use std::fmt::Write;

use anyhow::{Context, Result};
use serde_json::json as value;

use super::place::Places;
use super::remark::{Kind, Remark, Sheet};
use crate::source::Sources;

/// What stands for the department of a text that no department wrote.
pub const NOBODY: &str = "（不是单位报送的文字）";

impl Sheet {
    /// Tells every remark where it belongs, and sorts them by department, file and line.
    pub fn settle(&mut self, places: &Places, sources: &Sources) {
        for remark in &mut self.remarks {
            if let Some(found) = places.find(&remark.marks, &remark.paragraph, sources) {
                remark.unit = found.unit;
                remark.file = found.file;
                remark.line = found.line;
                remark.field = found.field;
            }
        }
        self.remarks.sort_by(|one, other| {
            let key = |own: &Remark| (own.unit.is_empty(), own.unit.clone(), own.file.clone(), own.line);
            key(one).cmp(&key(other))
        });
    }
}

impl Remark {
    /// `文件:行`; where no department wrote it, the heading it stands under.
    #[must_use]
    pub fn place(&self) -> String {
        match (&self.line, self.file.is_empty()) {
            (Some(line), false) => format!("{}:{line}", self.file),
            (None, false) => format!("{}（原文已改，找不到这一行）", self.file),
            (_, true) if self.heading.is_empty() => "（位置不明）".to_owned(),
            (_, true) => format!("见“{}”", self.heading),
        }
    }

    /// `2026-03-01 09:30`.
    #[must_use]
    pub fn when(&self) -> String {
        self.date.trim_end_matches('Z').chars().take(16).collect::<String>().replace('T', " ")
    }

    /// What was said or changed, on one line.
    #[must_use]
    pub fn what(&self) -> String {
        match self.kind {
            Kind::Comment if self.old.is_empty() => self.comment.clone(),
            Kind::Comment => format!("“{}”：{}", shortened(&self.old), self.comment),
            Kind::Replaced => format!("“{}” → “{}”", self.old, self.new),
            Kind::Inserted => format!("插入“{}”", self.new),
            Kind::Deleted => format!("删除“{}”", self.old),
        }
    }
}

/// Most characters of the words commented on that a list shows.
const QUOTED: usize = 36;

/// The beginning of a long text.
fn shortened(text: &str) -> String {
    if text.chars().count() <= QUOTED {
        text.to_owned()
    } else {
        text.chars().take(QUOTED).collect::<String>() + "……"
    }
}

/// For people: by department, then by file and line.
#[must_use]
pub fn table(sheet: &Sheet) -> String {
    let mut text = String::new();
    let mut unit: Option<&str> = None;
    for remark in &sheet.remarks {
        if unit != Some(&remark.unit) {
            let name = if remark.unit.is_empty() { NOBODY } else { &remark.unit };
            let gap = if unit.is_some() { "\n" } else { "" };
            let _ = writeln!(text, "{gap}{name}");
            unit = Some(&remark.unit);
        }
        let field = if remark.field.is_empty() { String::new() } else { format!("  {}", remark.field) };
        let _ = writeln!(text, "  {}{field}", remark.place());
        let _ = writeln!(text, "    {}  {} {}  {}", remark.kind.word(), remark.author, remark.when(), remark.what());
    }
    text
}

/// For programs.
///
/// # Errors
/// It cannot be written, which no file can cause.
pub fn json(sheet: &Sheet) -> Result<String> {
    let all = value!({ "意见": sheet.remarks, "没有读到": sheet.missing });
    Ok(serde_json::to_string_pretty(&all).context("意见不能写成 JSON")? + "\n")
}

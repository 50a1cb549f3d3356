//! A comparison in words: as Markdown that also reads well as plain text.

use std::fmt::Write;

use super::comparison::{Comparison, Item};

impl Item {
    /// The thing in a line: what it was and what it is, and where it is printed.
    #[must_use]
    pub fn told(&self) -> String {
        let pages =
            if self.pages.is_empty() { String::new() } else { format!("（第 {} 页）", self.pages.join("、")) };
        if self.kind == "文字" {
            let part =
                |mark: &str, all: &[String]| all.iter().map(|text| format!("；{mark}“{text}”")).collect::<String>();
            return format!("文字，{}{}{}{pages}", self.name, part("删", &self.before), part("增", &self.after));
        }
        let (before, after) = (self.before.concat(), self.after.concat());
        format!("{}「{}」：{before} → {after}{pages}", self.kind, self.name)
    }
}

impl Comparison {
    /// The comparison in full.
    #[must_use]
    pub fn markdown(&self, from: &str, to: &str) -> String {
        let mut text = format!("# {}年度：{from} → {to}\n", self.year);
        let mut list = |title: &str, items: Vec<String>| {
            if !items.is_empty() {
                let _ = write!(text, "\n## {title}（{} 处）\n\n", items.len());
                for item in items {
                    let _ = writeln!(text, "- {}", item.replace('\n', " "));
                }
            }
        };
        list("新的错误", self.appeared.clone());
        list("新的警告", self.warned.clone());
        list("改好的错误", self.mended.clone());
        for unit in &self.units {
            list(&unit.unit, unit.items.iter().map(Item::told).collect());
        }
        for (path, diff) in &self.files {
            let _ = write!(text, "\n## {path}\n\n```diff\n{diff}```\n");
        }
        if !self.pages.is_empty() {
            let _ = write!(text, "\n## 内容有变化的页（{} 页）\n\n第 {} 页\n", self.pages.len(), self.pages.join("、"));
        }
        for note in &self.left_out {
            let _ = write!(text, "\n注：{note}。\n");
        }
        if self.is_empty() {
            text.push_str("\n没有不同。\n");
        }
        text
    }
}

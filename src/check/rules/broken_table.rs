//! A Markdown table that will not be set as one, or loses cells.

use crate::check::passage::{Passage, passages};
use crate::check::rule::{Scene, Scope, finding, rule};
use crate::diag::Diagnostic;

rule! {
    /// 表格的写法不对，印不成表格，或多出的格会丢失。
    ///
    /// 表头下面要有一行「|--|--|」，每行的格数与表头相同，竖线用半角「|」。
    ///
    /// # 错误示例
    /// ```yaml
    /// 任务:
    ///   2.1.1:
    ///     状态: 有风险
    ///     进展: |
    ///       | 类别 | 家数 |
    ///       |--|--|
    ///       | 离散制造 | 60 | 备注 |
    /// ```
    ///
    /// # 正确示例
    /// ```yaml
    /// 任务:
    ///   2.1.1:
    ///     状态: 有风险
    ///     进展: |
    ///       | 类别 | 家数 |
    ///       |--|--|
    ///       | 离散制造 | 60 |
    /// ```
    BROKEN_TABLE Warning Scope::Year(run)
}

fn run(scene: &Scene<'_>, found: &mut Vec<Diagnostic>) {
    for passage in passages(scene).filter(|passage| passage.raw.contains(['|', '｜'])) {
        table(&passage, found);
    }
}

/// How many cells a row has.
fn cells(row: &str) -> usize {
    let row = row.replace("\\|", "");
    let row = row.trim();
    row.trim_start_matches('|').trim_end_matches('|').split('|').count()
}

/// Whether a row is the line under a table's head.
fn ruler(row: &str) -> bool {
    row.contains('-') && row.trim().contains('|') && row.trim().chars().all(|c| matches!(c, '|' | '-' | ':' | ' '))
}

fn table(passage: &Passage<'_>, found: &mut Vec<Diagnostic>) {
    let mut columns = None;
    let mut first = None;
    let mut start = 0;
    let mut lines = passage.raw.split_inclusive('\n').peekable();
    while let Some(line) = lines.next() {
        let row = line.trim();
        let place = passage.place(start + line.len() - line.trim_start().len()..start + line.trim_end().len());
        let tell = |message: String, help: &str| finding(message).at(place).help(help).of(passage.unit);
        // What opens a block is no row.
        let is_row = 1 < row.len() && row.starts_with('|') && row[1..].contains('|');
        if row.starts_with('｜') && row.matches('｜').count() > 1 {
            found.push(tell("表格用了全角竖线「｜」，印不成表格。".to_owned(), "改成半角竖线「|」。"));
        } else if ruler(row) {
            columns = Some(cells(row));
        } else if let (true, Some(columns)) = (is_row, columns) {
            let own = cells(row);
            if columns < own {
                found.push(tell(
                    format!("这一行有 {own} 格，表头只有 {columns} 格，多出的格不会印出。"),
                    "使每行的格数与表头相同；文字里的竖线写成「\\|」。",
                ));
            }
        } else if is_row && first.is_none() && !lines.peek().is_some_and(|next| ruler(next.trim())) {
            first = Some(());
            found.push(tell(
                "这几行像是表格，但表头下面没有「|--|--|」一行，印不成表格。".to_owned(),
                "在表头下面加一行，每列一个「--」，例如 |--|--|。",
            ));
        }
        if !is_row && !ruler(row) {
            columns = None;
            first = None;
        }
        start += line.len();
    }
}

//! A Markdown table that will not be set as one, or loses cells.

use crate::check::passage::{Passage, passages};
use crate::check::rule::{Scene, Scope, finding, rule};
use crate::diag::Diagnostic;
use crate::document::markdown::{FaultKind, faults};
use crate::source::Span;

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
    for passage in passages(scene) {
        if passage.raw.contains(['|', '｜']) {
            let told = rows(&passage);
            let mut more = Vec::new();
            bars(&passage, &mut more);
            let line = |told: &Diagnostic| told.primary;
            found.extend(more.into_iter().filter(|other| told.iter().all(|own| line(own) != line(other))));
            found.extend(told);
        }
        if passage.raw.contains('\t') {
            tabs(&passage, found);
        }
    }
}

/// Whether a row is the line under a table's head.
fn ruler(row: &str) -> bool {
    row.contains('-') && row.trim().contains('|') && row.trim().chars().all(|c| matches!(c, '|' | '-' | ':' | ' '))
}

/// Rows that do not fit their table.
fn rows(passage: &Passage<'_>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    if !passage.prose.is_markdown() {
        return found;
    }
    for fault in faults(&passage.prose.text.value) {
        let place = passage.read_at(&fault.range);
        let tell = |message: &str, help: &str| finding(message).at(place).help(help).of(passage.unit);
        found.push(match fault.kind {
            FaultKind::LongRow => {
                tell("这一行的格数比表头多，多出的格不会印出。", "使每行的格数与表头相同；文字里的竖线写成「\\|」。")
            }
            FaultKind::ShortRow => tell(
                "这一行的格数比表头少，缺的格印成空白。",
                "使每行的格数与表头相同；确实空着的格也要有竖线，例如「| 甲 |  |」。",
            ),
            FaultKind::BareRow => {
                let start = Span::new(place.file, place.start, place.start);
                let line = passage.raw[..place.start - passage.prose.text.span.start].rfind('\n');
                let told = tell("这一行紧接在表格下面，没有空行；已作为正文另起一段。", "表格下面空一行，再写正文。");
                match line {
                    Some(at) => told.fix(passage.place(at..at), "\n"),
                    None => told.fix(start, "\n"),
                }
            }
            FaultKind::StrayRow => tell(
                "这一行像表格的一行，但上面隔了正文，印不进表格，照原样印出。",
                "移到表格里；或者自成一个表格：上面空一行，带表头和「|--|--|」。",
            ),
            _ => continue,
        });
    }
    found
}

/// Lines pasted from a spreadsheet, with tabs between their cells.
fn tabs(passage: &Passage<'_>, found: &mut Vec<Diagnostic>) {
    let mut start = 0;
    let mut block: Vec<(usize, &str)> = Vec::new();
    let lines: Vec<(usize, &str)> = passage
        .raw
        .split_inclusive('\n')
        .map(|line| {
            let at = start;
            start += line.len();
            (at, line.trim_end_matches(['\n', '\r']))
        })
        .collect();
    for (at, line) in lines.into_iter().chain([(start, "")]) {
        if line.trim().contains('\t') {
            block.push((at, line));
            continue;
        }
        if let Some(told) = pasted(passage, &std::mem::take(&mut block)) {
            found.push(told);
        }
    }
}

/// Rows of cells with tabs between them, offered as a table where each has as many.
fn pasted(passage: &Passage<'_>, rows: &[(usize, &str)]) -> Option<Diagnostic> {
    let (&(first, head), &(last, tail)) = (rows.first()?, rows.last()?);
    let indent = &head[..head.len() - head.trim_start().len()];
    let begin = first + indent.len();
    let place = passage.place(begin..last + tail.len());
    let cells = |row: &str| row.trim().split('\t').map(|cell| cell.trim().replace('|', "\\|")).collect::<Vec<_>>();
    let columns = cells(head).len();
    let told = finding("文字里有制表符（Tab），像是从表格粘贴来的，印出来各格会连在一起。")
        .at(passage.place(begin..first + head.len()))
        .help("改成表格：每行写成「| 甲 | 乙 |」，表头下面加一行「|--|--|」。不是表格的，把制表符改成逗号或空格。")
        .of(passage.unit);
    let even = rows.len() > 1 && rows.iter().all(|(_, row)| cells(row).len() == columns);
    if !even || !passage.prose.is_markdown() || first == 0 && !passage.prose.text.value.starts_with(head.trim()) {
        return Some(told);
    }
    // The first line has its indentation before the text, unless it stands further in.
    let deep = if first == 0 { &rows.get(1)?.1[..rows[1].1.len() - rows[1].1.trim_start().len()] } else { indent };
    let row = |row: &str| format!("| {} |", cells(row).join(" | "));
    let mut table = vec![row(head), format!("|{}", "--|".repeat(columns))];
    table.extend(rows[1..].iter().map(|(_, own)| row(own)));
    Some(told.fix(place, table.join(&format!("\n{deep}"))))
}

/// Rows that make no table.
fn bars(passage: &Passage<'_>, found: &mut Vec<Diagnostic>) {
    let mut inside = false;
    let mut start = 0;
    let mut lines = passage.raw.split_inclusive('\n').peekable();
    while let Some(line) = lines.next() {
        let row = line.trim();
        let place = passage.place(start + line.len() - line.trim_start().len()..start + line.trim_end().len());
        let tell = |message: &str, help: &str| finding(message).at(place).help(help).of(passage.unit);
        // What opens a block is no row.
        let is_row = 1 < row.len() && row.starts_with('|') && row[1..].contains('|');
        if row.starts_with('｜') && row.matches('｜').count() > 1 {
            found.push(tell("表格用了全角竖线「｜」，印不成表格。", "改成半角竖线「|」。"));
        } else if is_row && !inside && !lines.peek().is_some_and(|next| ruler(next.trim())) {
            found.push(tell(
                "这几行像是表格，但表头下面没有「|--|--|」一行，印不成表格。",
                "在表头下面加一行，每列一个「--」，例如 |--|--|。",
            ));
        }
        inside = is_row || ruler(row);
        start += line.len();
    }
}

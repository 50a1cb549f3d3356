//! The open points as an Excel workbook: an overview, and one sheet per department. Text is text, never a formula.

use anyhow::{Context, Result};
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, Worksheet};
use unicode_width::UnicodeWidthStr;

use crate::desk::{Cockpit, Point, Row};

/// Columns of a department's sheet.
const HEADS: [&str; 5] = ["单位", "位置", "问题", "怎么改", "规则"];

/// Columns of the overview.
const OVERVIEW: [&str; 11] =
    ["单位", "状态", "应报", "已报", "欠报", "节点逾期", "节点将到期", "错误", "警告", "提示", "最近改动"];

/// Widest column, in half-width characters; longer texts are wrapped.
const WIDEST: usize = 44;

/// Most lines of a row: Excel knows no row above 409 points.
const MOST_LINES: usize = 27;

/// Height of a line of text, in points.
const LINE: f64 = 15.0;

/// Longest text of a cell, in characters: Excel takes 32,767 UTF-16 units.
const CELL: usize = 16_000;

/// The number of the paper A4 in workbooks.
const A4: u8 = 9;

/// Longest name of a sheet, set by Excel, in UTF-16 units.
const NAME: usize = 31;

/// The workbook's bytes; the same for the same findings and day.
///
/// # Errors
/// It cannot be put together, which no content can cause.
pub fn workbook(cockpit: &Cockpit, points: &[Point]) -> Result<Vec<u8>> {
    let fail = "工作簿不能写成";
    let mut book = Workbook::new();
    // Without a fixed time, two workbooks of the same content would differ.
    let stamp = ExcelDateTime::parse_from_str(&cockpit.today).context(fail)?;
    book.set_properties(&DocProperties::new().set_creation_datetime(&stamp));
    let mut names = Vec::new();
    let (rows, all) = (overview(cockpit), cockpit.rows.len());
    fill(book.add_worksheet(), sheet_name("总览", &mut names), &OVERVIEW, (&rows, all)).context(fail)?;
    let units = cockpit.rows.iter().map(|row| row.unit.as_str());
    let others = points.iter().map(|point| point.unit.as_str());
    let mut seen: Vec<&str> = Vec::new();
    for unit in units.chain(others) {
        if seen.contains(&unit) {
            continue;
        }
        seen.push(unit);
        let row = cockpit.rows.iter().find(|row| row.unit == unit);
        let rows = sheet(unit, row, points);
        fill(book.add_worksheet(), sheet_name(unit, &mut names), &HEADS, (&rows, rows.len())).context(fail)?;
    }
    book.save_to_buffer().context(fail)
}

fn overview(cockpit: &Cockpit) -> Vec<Vec<String>> {
    let line = |row: &Row| {
        let (red, yellow) = (row.steps.red, row.steps.yellow);
        let figures = [row.owed, row.filled, row.owed - row.filled, red, yellow, row.errors, row.warnings, row.hints];
        let mut cells = vec![row.unit.clone(), row.state.word().to_owned()];
        cells.extend(figures.map(|n| n.to_string()));
        cells.push(row.changed.clone().unwrap_or_default());
        cells
    };
    let t = &cockpit.totals;
    let (red, yellow) = (t.steps.red, t.steps.yellow);
    let sums = [t.owed, t.filled, t.owed - t.filled, red, yellow, t.errors, t.warnings, t.hints];
    let sums = sums.map(|n| n.to_string());
    let total = ["合计".to_owned(), format!("{}/{} 有文件", t.filed, t.units)].into_iter().chain(sums);
    let deadline = cockpit.deadline.as_ref().map(|date| format!("，报送截止 {date}")).unwrap_or_default();
    let note = vec![format!("{}年度，制表 {}{deadline}", cockpit.year, cockpit.today)];
    cockpit.rows.iter().map(line).chain([total.collect(), note]).collect()
}

fn sheet(unit: &str, row: Option<&Row>, points: &[Point]) -> Vec<Vec<String>> {
    let own = points.iter().filter(|point| point.unit == unit);
    let mut rows: Vec<Vec<String>> = own
        .map(|p| {
            let problem = format!("{}：{}", p.level.name(), p.message);
            vec![unit.to_owned(), p.place.clone(), problem, p.help.clone(), p.rule.to_string()]
        })
        .collect();
    rows.extend(row.into_iter().flat_map(|row| &row.due).map(|step| {
        let problem = format!("节点「{}」{}", step.name, step.told());
        let help = "做到了的写「完成」；做不到的写「说明」，改时限的同时写「原时限」。".to_owned();
        vec![unit.to_owned(), format!("任务 {}", step.assignment), problem, help, "节点".to_owned()]
    }));
    if rows.is_empty() {
        let state = row.map_or("", |row| row.state.word());
        let words = format!("没有待办事项（{state}）。");
        rows.push(vec![unit.to_owned(), String::new(), words, String::new(), String::new()]);
    }
    rows
}

/// A name that Excel takes: without its special characters, not too long, and only once.
fn sheet_name(name: &str, taken: &mut Vec<String>) -> String {
    let clean: String = name.chars().map(|c| if "[]:*?/\\'".contains(c) || c.is_control() { '_' } else { c }).collect();
    let cut = |most: usize| {
        let mut length = 0;
        clean
            .chars()
            .take_while(|c| {
                length += c.len_utf16();
                length <= most
            })
            .collect::<String>()
    };
    // Excel keeps this name for itself.
    let mut found = if clean.eq_ignore_ascii_case("history") { format!("{clean}_") } else { cut(NAME) };
    let mut n = 2;
    while found.is_empty() || taken.iter().any(|other| other.eq_ignore_ascii_case(&found)) {
        found = format!("{}（{n}）", cut(NAME - 6));
        n += 1;
    }
    taken.push(found.clone());
    found
}

/// A sheet for A4, of which so many rows are sorted and filtered; sums and notes come after them.
fn fill(
    sheet: &mut Worksheet,
    name: String,
    heads: &[&str],
    (rows, filtered): (&[Vec<String>], usize),
) -> Result<(), rust_xlsxwriter::XlsxError> {
    let head = Format::new().set_bold().set_border(FormatBorder::Thin).set_background_color(0x00DD_E6F0);
    let cell = Format::new().set_text_wrap().set_align(FormatAlign::Top).set_border(FormatBorder::Thin);
    sheet.set_name(name)?;
    sheet.set_freeze_panes(1, 0)?;
    for (column, title) in (0u16..).zip(heads) {
        sheet.write_string_with_format(0, column, *title, &head)?;
        let cells = rows.iter().filter_map(|row| row.get(usize::from(column)));
        let widest = cells.map(|text| text.width()).chain([title.width()]).max().unwrap_or_default().min(WIDEST);
        sheet.set_column_width(column, u32::try_from(widest + 2).map_or(10.0, f64::from))?;
    }
    for (line, row) in (1u32..).zip(rows) {
        // Not every program makes room by itself for what is wrapped: a line more than counted, since words do not break.
        let lines = row.iter().map(|text| text.width().div_ceil(WIDEST)).max().unwrap_or_default();
        let lines = if lines < 2 { 1 } else { (lines + 1).min(MOST_LINES) };
        sheet.set_row_height(line, LINE * u32::try_from(lines).map_or(1.0, f64::from))?;
        for (column, text) in (0u16..).zip(row) {
            if let Ok(number) = text.parse::<u32>() {
                sheet.write_number_with_format(line, column, number, &cell)?;
            } else {
                let words: String = text.chars().take(CELL).collect();
                sheet.write_string_with_format(line, column, words, &cell)?;
            }
        }
    }
    if let Some(last) = u16::try_from(heads.len()).ok().and_then(|n| n.checked_sub(1)) {
        sheet.autofilter(0, 0, u32::try_from(filtered).unwrap_or(u32::MAX), last)?;
    }
    sheet.set_paper_size(A4);
    sheet.set_landscape();
    sheet.set_header("&C&A");
    sheet.set_footer("&C第 &P 页，共 &N 页");
    sheet.set_print_fit_to_pages(1, 0);
    sheet.set_repeat_rows(0, 0)?;
    Ok(())
}

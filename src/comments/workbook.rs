//! Remarks as a workbook, one row each, to be dealt with one by one. Text is text, never a formula.

use anyhow::{Context, Result};
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook};

use super::form::NOBODY;
use super::remark::Sheet;

/// The columns: name, and width in half characters; the last two are filled in by whoever deals with it.
const COLUMNS: [(&str, f64); 10] = [
    ("单位", 16.0),
    ("位置", 34.0),
    ("内容", 28.0),
    ("类型", 7.0),
    ("作者", 12.0),
    ("时间", 17.0),
    ("原文", 40.0),
    ("改为", 40.0),
    ("意见", 40.0),
    ("处理", 16.0),
];

/// Longest text of a cell: Excel takes 32,767 UTF-16 units.
const CELL: usize = 16_000;

/// The workbook's bytes; the same for the same remarks.
///
/// # Errors
/// It cannot be put together, which no content can cause.
pub fn workbook(sheet: &Sheet) -> Result<Vec<u8>> {
    let fail = "工作簿不能写成";
    let mut book = Workbook::new();
    // Without a fixed time, two workbooks of the same remarks would differ.
    let stamp = ExcelDateTime::from_ymd(2000, 1, 1).context(fail)?;
    book.set_properties(&DocProperties::new().set_creation_datetime(&stamp));
    let head = Format::new().set_bold().set_border(FormatBorder::Thin);
    let cell =
        Format::new().set_text_wrap().set_align(FormatAlign::Top).set_border(FormatBorder::Thin).set_num_format("@");
    let page = book.add_worksheet();
    page.set_name("意见").context(fail)?;
    for (at, (name, width)) in (0..).zip(COLUMNS) {
        page.write_string_with_format(0, at, name, &head).context(fail)?;
        page.set_column_width(at, width).context(fail)?;
    }
    for (row, remark) in (1..).zip(&sheet.remarks) {
        let unit = if remark.unit.is_empty() { NOBODY.to_owned() } else { remark.unit.clone() };
        let field = if remark.field.is_empty() { remark.heading.clone() } else { remark.field.clone() };
        let cells = [
            unit,
            remark.place(),
            field,
            remark.kind.word().to_owned(),
            remark.author.clone(),
            remark.when(),
            remark.old.clone(),
            remark.new.clone(),
            remark.comment.clone(),
            String::new(),
        ];
        for (at, text) in (0..).zip(cells) {
            let text: String = text.chars().take(CELL).collect();
            page.write_string_with_format(row, at, text, &cell).context(fail)?;
        }
    }
    page.set_freeze_panes(1, 0).context(fail)?;
    page.set_landscape().set_paper_size(9).set_print_fit_to_pages(1, 0).set_repeat_rows(0, 0).context(fail)?;
    let last = u32::try_from(sheet.remarks.len()).context(fail)?;
    page.autofilter(0, 0, last, 9).context(fail)?;
    book.save_to_buffer().context(fail)
}

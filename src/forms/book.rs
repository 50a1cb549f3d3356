//! A form as a workbook. Every cell that is to be filled is text, none begins a formula; what is wrong is red and has a note.

use anyhow::{Context, Result};
use rust_xlsxwriter::{
    DataValidation, DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Note, ProtectionOptions, Workbook,
    Worksheet, XlsxError,
};
use unicode_width::UnicodeWidthStr;

use super::fill::{FormRow, Owes, filled, shown};
use super::layout::{Rows, Sheet, sheets};
use super::read::{ABOUT, IDENTITY, KEY, MARK};
use crate::model::field::{Field, Shape};
use crate::model::{Date, Year};
use crate::source::{Tree, hash};

/// Empty rows for what is added, of sheets that have no fixed ones.
const SPARE: usize = 30;

/// Widths of columns, in half-width characters: of a text, of a figure or a word, of paragraphs.
const WIDTHS: (f64, f64, f64) = (28.0, 14.0, 60.0);

/// Something to be told at a cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    /// The sheet.
    pub sheet: String,
    /// The row's path, as its hidden column has it, and the field's key; none for the sheet as a whole.
    pub at: Option<(Vec<String>, String)>,
    /// What is wrong and how to mend it.
    pub text: String,
}

/// What a form is of.
#[derive(Debug, Clone, Copy)]
pub struct Head<'a> {
    /// The department.
    pub unit: &'a str,
    /// The year.
    pub year: Year,
    /// The plan's title.
    pub plan: &'a str,
    /// The deadline.
    pub deadline: Option<Date>,
}

struct Formats {
    head: Format,
    locked: Format,
    open: Format,
    red: Format,
    plain: Format,
    hidden: Format,
}

/// The workbook's bytes; the same for the same values.
///
/// # Errors
/// It cannot be put together, which no content can cause.
pub fn book(head: Head<'_>, tree: &Tree, owes: &Owes, marks: &[Mark]) -> Result<Vec<u8>> {
    let fail = "填报表不能写成";
    let mut book = Workbook::new();
    // Without a fixed time, two forms of the same content would differ.
    let stamp = ExcelDateTime::from_ymd(u16::try_from(head.year).unwrap_or(2000), 12, 31).context(fail)?;
    book.set_properties(&DocProperties::new().set_creation_datetime(&stamp));
    let cell =
        || Format::new().set_text_wrap().set_align(FormatAlign::Top).set_border(FormatBorder::Thin).set_num_format("@");
    let formats = Formats {
        head: cell().set_bold().set_background_color(0x00DD_E6F0),
        locked: cell().set_background_color(0x00F2_F4F7).set_font_color(0x004D_5560),
        open: cell().set_unlocked(),
        red: cell().set_unlocked().set_background_color(0x00F8_D7DA).set_font_color(0x00B3_261E),
        plain: Format::new().set_text_wrap(),
        hidden: Format::new().set_num_format("@"),
    };
    for sheet in sheets() {
        let rows = filled(&sheet, tree, owes);
        // What the department has nothing to do with has no sheet.
        let idle = rows.is_empty() && matches!(sheet.rows, Rows::Named);
        if idle {
            continue;
        }
        fill(book.add_worksheet(), &sheet, (&rows, head), (&formats, marks)).context(fail)?;
    }
    let own = book.add_worksheet();
    own.set_name(IDENTITY).context(fail)?;
    own.set_very_hidden(true);
    let asked = asked(owes);
    for (row, text) in (0u32..).zip([MARK, head.unit, &head.year.to_string(), &asked]) {
        own.write_string_with_format(row, 0, text, &formats.hidden).context(fail)?;
    }
    // The values as they are now: what changes in the file meanwhile is not undone by a form that does not know of it.
    let values: Vec<char> = serde_json::to_string(tree).context(fail)?.chars().collect();
    for (row, piece) in (4u32..).zip(values.chunks(MOST)) {
        own.write_string_with_format(row, 0, format!("{}|", piece.iter().collect::<String>()), &formats.hidden)
            .context(fail)?;
    }
    book.save_to_buffer().context(fail)
}

/// What a department is asked for, in short: a form that asks for something else is of another plan.
#[must_use]
pub fn asked(owes: &Owes) -> String {
    hash(serde_json::to_string(owes).unwrap_or_default().as_bytes())
}

/// What the first sheet says.
fn advice(head: Head<'_>) -> Vec<String> {
    let deadline = head.deadline.map(|day| format!("，{day} 前交回")).unwrap_or_default();
    vec![
        format!("{} {} 年度填报表", head.unit, head.year),
        format!("《{}》。只填白色的格子，填好存盘交回{deadline}；文件名怎么改都行。", head.plan),
        "数字照原样写，可以带单位：28、8.5%、12.5亿元。一格里换行按 Alt+Enter。".to_owned(),
        "项目、案例、大事记、节点等在空行里添加；不再报的，把那一行清空。工作表和表头不要改名。".to_owned(),
        "交回后有问题的格子会变红，附上怎么改，改好再交。".to_owned(),
    ]
}

fn fill(
    own: &mut Worksheet,
    sheet: &Sheet,
    (rows, head): (&[FormRow], Head<'_>),
    (formats, marks): (&Formats, &[Mark]),
) -> Result<(), XlsxError> {
    own.set_name(sheet.title)?;
    let heads = sheet.heads();
    let named = u16::try_from(rows.first().map_or_else(|| heads.len() - sheet.columns.len(), |row| row.names.len()))
        .unwrap_or(0);
    let about = matches!(sheet.rows, Rows::Named);
    let mut line = 0;
    if sheet.rows == Rows::Head {
        for text in advice(head) {
            own.merge_range(line, 1, line, 2, &text, &formats.plain)?;
            own.set_row_height(line, 15.0 * f64::from(u32::try_from(text.width().div_ceil(80)).unwrap_or(1)))?;
            line += 1;
        }
        for (label, text) in [("单位", head.unit.to_owned()), ("年度", head.year.to_string())] {
            own.write_string_with_format(line, 1, label, &formats.locked)?;
            own.write_string_with_format(line, 2, text, &formats.locked)?;
            line += 1;
        }
    }
    // Marks of the sheet as a whole stand above its head.
    for mark in marks.iter().filter(|mark| mark.sheet == sheet.title && mark.at.is_none()) {
        own.write_string_with_format(line, 1, cut(&mark.text), &formats.red)?;
        line += 1;
    }
    let first = line;
    own.write_string_with_format(first, 0, KEY, &formats.head)?;
    own.set_column_hidden(0)?;
    let shift = 1 + u16::from(about);
    for (column, title) in (0u16..).zip(&heads) {
        let to = if column < named { column + 1 } else { column + shift };
        let field = sheet.columns.get(usize::from(column.saturating_sub(named))).filter(|_| named <= column);
        own.write_string_with_format(first, to, *title, &formats.head)?;
        own.set_column_width(to, if column < named { WIDTHS.0 } else { width(field.copied()) })?;
    }
    if about {
        own.write_string_with_format(first, named + 1, ABOUT, &formats.head)?;
        own.set_column_width(named + 1, 40.0)?;
    }
    own.set_freeze_panes(first + 1, named + 1)?;
    line = first + 1;
    for row in rows {
        own.write_string_with_format(line, 0, serde_json::to_string(&row.path).unwrap_or_default(), &formats.hidden)?;
        for (column, name) in (1u16..).zip(&row.names) {
            let open = matches!(sheet.rows, Rows::Within { .. });
            own.write_string_with_format(
                line,
                column,
                shown(name),
                if open { &formats.open } else { &formats.locked },
            )?;
        }
        if about {
            own.write_string_with_format(line, named + 1, cut(&row.about), &formats.locked)?;
        }
        let mut lines = row.about.width().div_ceil(38).max(1);
        for (at, text) in row.cells.iter().enumerate() {
            let column = u16::try_from(at).unwrap_or(u16::MAX).saturating_add(named + shift);
            let key =
                sheet.columns.get(at).map_or_else(|| row.path.last().map_or("", String::as_str), |field| field.key);
            let wrong: Vec<&str> = marks
                .iter()
                .filter(|mark| mark.sheet == sheet.title)
                .filter(|mark| mark.at.as_ref().is_some_and(|(path, own)| *path == row.path && own == key))
                .map(|mark| mark.text.as_str())
                .collect();
            let format = if wrong.is_empty() { &formats.open } else { &formats.red };
            own.write_string_with_format(line, column, shown(text), format)?;
            if !wrong.is_empty() {
                let note = Note::new(cut(&wrong.join("\n"))).add_author_prefix(false).set_width(320).set_height(140);
                own.insert_note(line, column, &note)?;
            }
            let wide =
                if matches!(sheet.columns.get(at).map(|field| field.shape), Some(Shape::Paragraphs)) { 58 } else { 26 };
            lines = lines.max(text.lines().map(|text| text.width().div_ceil(wide).max(1)).sum());
        }
        own.set_row_height(line, 15.0 * f64::from(u32::try_from(lines.clamp(1, 27)).unwrap_or(1)))?;
        line += 1;
    }
    let spare = if matches!(sheet.rows, Rows::Items | Rows::Within { .. }) { SPARE } else { 0 };
    for _ in 0..spare {
        for column in 1..u16::try_from(heads.len()).unwrap_or(0) + shift {
            own.write_blank(line, column, &formats.open)?;
        }
        line += 1;
    }
    for (at, field) in sheet.columns.iter().enumerate() {
        let column = u16::try_from(at).unwrap_or(u16::MAX).saturating_add(named + shift);
        choose(own, field, (first + 1, line.saturating_sub(1).max(first + 1)), column)?;
    }
    if sheet.rows == Rows::Head {
        for (row, (_, field)) in (first + 1..).zip(super::layout::head()) {
            choose(own, field, (row, row), 2)?;
        }
        own.set_column_width(1, WIDTHS.0)?;
        own.set_column_width(2, WIDTHS.2)?;
    }
    protect(own);
    Ok(())
}

/// Locks what is not to be filled in, and sets the sheet for A4.
fn protect(own: &mut Worksheet) {
    let allowed = ProtectionOptions {
        insert_rows: true,
        delete_rows: true,
        format_rows: true,
        format_columns: true,
        ..ProtectionOptions::default()
    };
    own.protect_with_options(&allowed);
    own.set_landscape();
    own.set_paper_size(9);
    own.set_print_fit_to_pages(1, 0);
    own.set_header("&C&A");
    own.set_footer("&C第 &P 页，共 &N 页");
}

/// A list to choose from, of fields that hold one word of several.
fn choose(own: &mut Worksheet, field: &Field, (from, to): (u32, u32), column: u16) -> Result<(), XlsxError> {
    let Shape::Word(words) = field.shape else { return Ok(()) };
    let list = DataValidation::new().allow_list_strings(&words())?;
    let list = list.set_error_title("请从列表里选")?.set_error_message(format!("可以写：{}", words().join("、")))?;
    own.add_data_validation(from, column, to, column, &list)?;
    Ok(())
}

fn width(field: Option<&'static Field>) -> f64 {
    match field.map(|field| field.shape) {
        Some(Shape::Paragraphs) => WIDTHS.2,
        Some(Shape::Text | Shape::Texts | Shape::TextOrTexts) | None => WIDTHS.0,
        Some(_) => WIDTHS.1,
    }
}

/// What is told or known, shortened to what a cell takes.
fn cut(text: &str) -> String {
    text.chars().take(MOST).collect()
}

/// Most characters of what is told or known in a cell.
const MOST: usize = 8_000;

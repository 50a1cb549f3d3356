//! The ledger as a workbook. Text is text, never a formula; figures are numbers, and there is no formula at all.

use anyhow::{Context, Result};
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Sparkline, SparklineType, Workbook, Worksheet, XlsxError};

use super::imprint::{Imprint, audience, stage, title};
use super::paint::{Paint, color};
use super::readme::has_samples;
use super::sheet::{Entry, Head, Sheet, lines, pieces};
use super::table::Table;
use super::{graph, notes, sheets};
use crate::assess::Assessment;
use crate::style::Style;

/// Height of a line of text, in points.
const LINE: f64 = 15.0;

/// Longest text that stands at the head of a printed page, in characters: Excel takes 255 with its signs.
const PAGE_HEAD: usize = 80;

/// What stands above the heads of every sheet of sample data.
const SAMPLE: &str =
    "含示例数据：性质为“示例”的数值、由它们算得的评价，以及状态、判断、进展等文字都是演示，不代表所列单位的真实情况";

/// The numbers of the papers A3 and A4 in workbooks.
const PAPERS: (u8, u8) = (8, 9);

/// The workbook's bytes; the same for the same assessment.
///
/// # Errors
/// It cannot be put together, which no content can cause.
pub fn workbook(assessment: &Assessment, tables: &[Table], imprint: &Imprint) -> Result<Vec<u8>> {
    let fail = "动态台账不能写成";
    let settings = &assessment.ledger.content.settings;
    let paint = Paint::new(Style::new(&settings.style)?);
    let mut book = Workbook::new();
    // Without a fixed time, two workbooks of the same content would differ.
    let day = assessment.as_of;
    let part = |number: i8| u8::try_from(number).unwrap_or(1);
    let stamp = ExcelDateTime::from_ymd(
        u16::try_from(day.year().clamp(1900, 9999)).unwrap_or(2000),
        part(day.month()),
        part(day.day()),
    );
    let named = format!("{}动态台账", title(assessment));
    let properties = DocProperties::new().set_title(&named).set_author(&settings.issuer);
    book.set_properties(&properties.set_creation_datetime(&stamp.context(fail)?));
    let words = [audience(assessment).to_owned(), stage(imprint)].join("　");
    let sample = has_samples(assessment);
    let marked = if sample { "　含示例数据" } else { "" };
    let page = format!("{}　{}{marked}", named.chars().take(PAGE_HEAD).collect::<String>(), words.trim());
    let page = Page { head: page.replace('&', "&&"), sample };
    let table = |key: &str| tables.iter().find(|table| table.key == key);
    let made = [
        table("indicators").map(|own| sheets::indicators(assessment, own)),
        table("indicators").map(|own| sheets::indicator_notes(assessment, own)),
        table("assignments").map(|own| sheets::assignments(assessment, own)),
        table("milestones").map(|own| sheets::milestones(assessment, own)),
        table("projects").map(sheets::projects),
        table("changes").map(sheets::changes),
    ];
    for sheet in made.into_iter().flatten() {
        fill(book.add_worksheet(), &sheet, &page, &paint).context(fail)?;
    }
    let charts = book.add_worksheet();
    let top = page.marked(charts, &paint).context(fail)?;
    graph::fill(charts, top, assessment, tables, &paint).context(fail)?;
    headed(charts, &page.head);
    fill(book.add_worksheet(), &notes::notes(assessment, imprint), &page, &paint).context(fail)?;
    book.save_to_buffer().context(fail)
}

/// What every sheet says: at the head of a printed page, and whether there is sample data.
struct Page {
    head: String,
    sample: bool,
}

impl Page {
    /// Says on the screen, too, that there is sample data: it stands beside names of departments that exist. Gives back the row
    /// under it.
    fn marked(&self, own: &mut Worksheet, paint: &Paint) -> Result<u32, XlsxError> {
        if self.sample {
            own.write_string_with_format(0, 0, SAMPLE, &paint.notice)?;
        }
        Ok(u32::from(self.sample))
    }
}

fn fill(own: &mut Worksheet, sheet: &Sheet, page: &Page, paint: &Paint) -> Result<(), XlsxError> {
    own.set_name(sheet.name)?;
    let top = page.marked(own, paint)?;
    own.set_freeze_panes(top + 1, sheet.still)?;
    for (column, head) in (0u16..).zip(&sheet.heads) {
        own.write_string_with_format(top, column, &head.title, &paint.head)?;
        own.set_column_width(column, u32::try_from(head.width).map_or(10.0, f64::from))?;
    }
    let tallest = sheet.heads.iter().map(|head| lines(&head.title, head.width)).max().unwrap_or(1);
    own.set_row_height(top, height(tallest))?;
    let mut line = top;
    for row in &sheet.rows {
        for (piece, entries) in pieces(&sheet.heads, row).iter().enumerate() {
            line += 1;
            let cells: Vec<(&Head, &Entry)> = sheet.heads.iter().zip(entries).collect();
            let tallest = write(own, line, &cells, paint)?;
            // A small chart needs some height.
            let least = if sheet.spark.is_some() { 2 } else { 1 };
            own.set_row_height(line, height(tallest.max(least)))?;
            // A row that goes on has no figures.
            if let Some(spark) = sheet.spark.filter(|_| piece == 0) {
                let place = |column: usize| u16::try_from(column).unwrap_or(u16::MAX);
                let range = (sheet.name, line, place(spark.first), line, place(spark.last));
                let chart = small(row.get(spark.first..=spark.last).unwrap_or_default(), paint).set_range(range);
                own.add_sparkline(line, place(spark.column), &chart)?;
            }
        }
    }
    let last = u16::try_from(sheet.heads.len()).unwrap_or(1).saturating_sub(1);
    own.autofilter(top, 0, line, last)?;
    own.set_print_area(0, 0, line, last)?;
    own.set_repeat_rows(0, top)?;
    own.set_landscape();
    own.set_paper_size(if sheet.wide { PAPERS.0 } else { PAPERS.1 });
    own.set_print_fit_to_pages(1, 0);
    headed(own, &page.head);
    Ok(())
}

/// What stands at the head and the foot of every printed page.
fn headed(own: &mut Worksheet, page: &str) {
    own.set_margins(0.4, 0.4, 0.6, 0.6, 0.3, 0.3);
    own.set_header(format!("&L{page}&R&A"));
    own.set_footer("&C第 &P 页，共 &N 页");
}

/// A small chart of columns that stand on zero, with some room above.
fn small(figures: &[Entry], paint: &Paint) -> Sparkline {
    let figures = figures.iter().filter_map(|entry| match entry {
        Entry::Figure(value, _) => value.to_string().parse::<f64>().ok(),
        _ => None,
    });
    let (least, most) = figures.fold((0.0_f64, 0.0_f64), |(least, most), own| (least.min(own), most.max(own)));
    let chart = Sparkline::new()
        .set_type(SparklineType::Column)
        .set_sparkline_color(color(paint.style.color("main-line")))
        .set_custom_min(least);
    if 0.0 < most { chart.set_custom_max(most * 1.15) } else { chart }
}

/// Writes a row; gives back how many lines it takes.
fn write(own: &mut Worksheet, line: u32, cells: &[(&Head, &Entry)], paint: &Paint) -> Result<usize, XlsxError> {
    let mut tallest = 1;
    for (column, (head, entry)) in (0u16..).zip(cells) {
        match entry {
            Entry::Empty => own.write_blank(line, column, &paint.text).map(|_| ())?,
            Entry::Text(text) => own.write_string_with_format(line, column, text, &paint.text).map(|_| ())?,
            Entry::Word(word) => own.write_string_with_format(line, column, word, &paint.word(word)).map(|_| ())?,
            Entry::Whole(count) => {
                let number = i32::try_from(*count).unwrap_or(i32::MAX);
                own.write_number_with_format(line, column, number, &paint.middle()).map(|_| ())?;
            }
            Entry::Figure(value, mark) => paint.number(own, (line, column), *value, mark)?,
        }
        if let Entry::Text(text) | Entry::Word(text) = entry {
            tallest = tallest.max(lines(text, head.width));
        }
    }
    Ok(tallest)
}

/// The height of a row of so many lines.
fn height(lines: usize) -> f64 {
    LINE * u32::try_from(lines).map_or(1.0, f64::from)
}

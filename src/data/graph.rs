//! 图表: counts and shares with charts that Excel draws itself.

use rust_xlsxwriter::{
    Chart, ChartDataLabel, ChartFont, ChartFormat, ChartLine, ChartSolidFill, ChartType, Format, Worksheet, XlsxError,
};

use super::paint::{Paint, color};
use super::table::{Cell, Table};
use crate::assess::{Assessment, by_stage, invested};
use crate::model::{Decimal, Year};
use crate::style;

/// The name of the sheet.
pub const NAME: &str = "图表";

/// The columns that the charts on the left and on the right begin in, and the figures that they are drawn of.
const COLUMNS: (u16, u16, u16) = (0, 12, 25);

/// Height of a row, and width of a chart, in pixels.
const PIXELS: (u32, u32) = (20, 740);

/// Rows of a chart of columns.
const ROWS: u32 = 20;

/// Fills the sheet from a row on: charts two by two, and beside them the figures that they are drawn of.
pub fn fill(
    own: &mut Worksheet,
    top: u32,
    assessment: &Assessment,
    tables: &[Table],
    paint: &Paint,
) -> Result<(), XlsxError> {
    own.set_name(NAME)?;
    let year = assessment.ledger.year;
    own.set_column_width(COLUMNS.2, 30)?;
    let table = |key: &str| tables.iter().find(|table| table.key == key);
    let mut line = 0;
    for (key, column, at) in [("indicators", "评价", COLUMNS.0), ("assignments", "状态", COLUMNS.1)] {
        let Some(table) = table(key).filter(|table| !table.rows.is_empty()) else { continue };
        let chart = counts(own, line, &tally(assessment, table, column), paint)?;
        own.insert_chart(top, at, &chart)?;
        line += u32::try_from(assessment.ledger.years.len()).unwrap_or(0) + 3;
    }
    let below = top + ROWS + 1;
    let mut last = below;
    let stages = by_stage(&assessment.projects()).into_iter().filter(|(_, own)| !own.is_empty());
    let stages = stages.map(|(stage, own)| (stage.word().to_owned(), invested(&own)));
    let shares = table("indicators").map(|own| shares(own, year)).unwrap_or_default();
    let shares = Figures { title: format!("{year}年完成率（%）"), rows: shares };
    let stages =
        Figures { title: format!("{year}年重大项目总投资（亿元），按阶段"), rows: stages.collect() };
    for (figures, at) in [(shares, COLUMNS.0), (stages, COLUMNS.1)] {
        if figures.rows.is_empty() {
            continue;
        }
        let chart = bars(own, line, &figures, paint)?;
        own.insert_chart(below, at, &chart)?;
        line += figures.count() + 2;
        last = last.max(below + figures.height());
    }
    own.set_landscape();
    own.set_paper_size(8);
    own.set_print_fit_to_pages(1, 1);
    own.set_print_area(0, 0, last, COLUMNS.2 - 2)?;
    Ok(())
}

/// The completion of every indicator of a year that has one.
fn shares(table: &Table, year: Year) -> Vec<(String, Decimal)> {
    let own = table.rows.iter().filter(|row| *table.cell(row, "年度") == Cell::year(year));
    let shares = own.filter_map(|row| match (table.cell(row, "指标"), table.cell(row, "完成率")) {
        (Cell::Text(name), Cell::Number(share)) => Some((name.clone(), *share)),
        _ => None,
    });
    shares.collect()
}

/// How many of a column's rows have each word, per year.
struct Tally {
    title: &'static str,
    years: Vec<i64>,
    words: Vec<String>,
    counts: Vec<Vec<u32>>,
}

/// Figures by name.
struct Figures {
    title: String,
    rows: Vec<(String, Decimal)>,
}

fn tally(assessment: &Assessment, table: &Table, column: &str) -> Tally {
    let years: Vec<i64> = assessment.ledger.years.iter().map(|year| i64::from(*year)).collect();
    let all = table.columns.iter().find(|own| own.name == column);
    let words = match all.map(|own| own.holds) {
        Some(super::table::Holds::Word(words)) => words(&assessment.ledger.content),
        _ => Vec::new(),
    };
    let count = |year: i64, word: &str| {
        let own = table.rows.iter().filter(|row| *table.cell(row, "年度") == Cell::Whole(year));
        let own = own.filter(|row| *table.cell(row, column) == Cell::Text(word.to_owned())).count();
        u32::try_from(own).unwrap_or(u32::MAX)
    };
    let words: Vec<String> = words.into_iter().map(str::to_owned).collect();
    let words: Vec<String> = words.into_iter().filter(|word| years.iter().any(|year| 0 < count(*year, word))).collect();
    let counts = years.iter().map(|year| words.iter().map(|word| count(*year, word)).collect()).collect();
    let title = if table.key == "assignments" { "任务分工状态（项）" } else { "指标评价（项）" };
    Tally { title, years, words, counts }
}

impl Figures {
    fn count(&self) -> u32 {
        u32::try_from(self.rows.len()).unwrap_or(0)
    }

    /// How many rows a chart of them takes.
    fn height(&self) -> u32 {
        (self.count() + 4).max(ROWS / 2)
    }
}

/// Writes counts per year; gives back a chart of stacked columns.
fn counts(own: &mut Worksheet, line: u32, tally: &Tally, paint: &Paint) -> Result<Chart, XlsxError> {
    let left = COLUMNS.2;
    own.write_string_with_format(line, left, tally.title, &Format::new().set_bold())?;
    let (head, first) = (line + 1, line + 2);
    own.write_string_with_format(head, left, "年度", &paint.head)?;
    let last = first + u32::try_from(tally.years.len()).unwrap_or(0).saturating_sub(1);
    for (row, (year, counts)) in (first..).zip(tally.years.iter().zip(&tally.counts)) {
        own.write_string_with_format(row, left, format!("{year}年"), &paint.text)?;
        for (column, count) in (left + 1..).zip(counts) {
            own.write_number_with_format(row, column, *count, &paint.figure(0, ""))?;
        }
    }
    let mut chart = chart(ChartType::ColumnStacked, tally.title, ROWS * PIXELS.0 - 10);
    // Neighbours of like colors are told apart.
    let edge = ChartLine::new().set_color(color(paint.style.color("paper"))).clone();
    for (column, word) in (left + 1..).zip(&tally.words) {
        own.write_string_with_format(head, column, word, &paint.head)?;
        let fill = ChartSolidFill::new().set_color(color(paint.style.color(style::status(word).1))).clone();
        chart
            .add_series()
            .set_name((NAME, head, column))
            .set_categories((NAME, first, left, last, left))
            .set_values((NAME, first, column, last, column))
            .set_format(ChartFormat::new().set_solid_fill(&fill).set_border(&edge))
            .set_gap(60);
    }
    Ok(chart)
}

/// Writes figures by name; gives back a chart of bars in the same order.
fn bars(own: &mut Worksheet, line: u32, figures: &Figures, paint: &Paint) -> Result<Chart, XlsxError> {
    let left = COLUMNS.2;
    own.write_string_with_format(line, left, &figures.title, &Format::new().set_bold())?;
    let (first, last) = (line + 1, line + figures.count());
    for (row, (name, value)) in (first..).zip(&figures.rows) {
        own.write_string_with_format(row, left, name, &paint.text)?;
        paint.number(own, (row, left + 1), *value, "")?;
    }
    let mut chart = chart(ChartType::Bar, &figures.title, figures.height() * PIXELS.0 - 10);
    let fill = ChartSolidFill::new().set_color(color(paint.style.color("main-line"))).clone();
    chart
        .add_series()
        .set_categories((NAME, first, left, last, left))
        .set_values((NAME, first, left + 1, last, left + 1))
        .set_format(ChartFormat::new().set_solid_fill(&fill))
        .set_data_label(ChartDataLabel::new().show_value().set_font(ChartFont::new().set_size(8)))
        .set_gap(40);
    // The axis of the names, from the top down, with every name.
    chart.y_axis().set_reverse().set_label_interval(1).set_font(ChartFont::new().set_size(8));
    chart.x_axis().set_hidden(true).set_major_gridlines(false);
    chart.legend().set_hidden();
    Ok(chart)
}

/// A chart with its title, of a height in pixels.
fn chart(kind: ChartType, title: &str, height: u32) -> Chart {
    let mut chart = Chart::new(kind);
    chart.title().set_name(title).set_font(ChartFont::new().set_size(11));
    chart.set_width(PIXELS.1).set_height(height).set_alt_text(title);
    chart
}

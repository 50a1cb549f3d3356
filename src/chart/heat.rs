//! Who reported what, year by year: departments × years.

use plotters::style::text_anchor::HPos;

use super::legend::{Key, legend};
use super::mark::{beside, cell, lettering};
use super::record::{Area, Drawn, px};
use super::rows::{Heads, mesh};
use super::scale::{Scale, thing};
use super::shape::{count, width};
use super::spec::{Chart, Told, among, foremost, portion};
use super::style::{BAD, CELL_GAP, Color, GREY, HALF, HEAT, INK, LABEL, PAPER, Rows, SMALL, SOFT, WASH};
use crate::assess::Assessment;
use crate::model::{Reform, Year};

/// How a cell looks: symbol, word, background, text.
type Look = (&'static str, &'static str, Color, Color);
// What is as it should be is pale; what is missing is strong.
const FULL: Look = ("●", "齐全", WASH, SOFT);
const PART: Look = ("◐", "部分", HALF, PAPER);
const NONE: Look = ("○", "未报", BAD, PAPER);
const SILENT: Look = ("□", "未报配合", GREY.pale(), INK);
const NOTHING: Look = ("—", "无必报项", PAPER, SOFT);

/// A department and its years.
struct Row {
    name: String,
    cells: Vec<Cell>,
}

/// What a department reported in a year.
struct Cell {
    look: Look,
    label: String,
    told: String,
}

/// The chart over the years of the ledger, on as many pages as it needs; none of a single department, and none where
/// nothing was ever missing.
pub fn charts(assessment: &Assessment) -> Vec<Chart> {
    let ledger = &assessment.ledger;
    let plan = &ledger.content.plan;
    let row = |shown: String, name: &str| Row {
        name: shown,
        cells: (0..ledger.years.len()).map(|year| of(assessment, name, year)).collect(),
    };
    let present: Vec<Row> = plan.departments.iter().map(|own| row(own.name.value.clone(), &own.name)).collect();
    // What those reported who are part of others by now.
    let gone = plan.register.iter().filter_map(|own| {
        let year = own.changes_until(plan.year).find(|change| matches!(change.what, Reform::Merged(_)))?.since;
        let was = own.of_year(year - 1).name.value;
        Some(row(format!("{was}（至{}年）", year - 1), &was))
    });
    let gone: Vec<Row> = gone.collect();
    let mut cells = present.iter().chain(&gone).flat_map(|row| &row.cells);
    if present.len() < 2 || cells.all(|cell| [FULL, NOTHING].contains(&cell.look)) {
        return Vec::new();
    }
    let all = present.len();
    let now = |look: &[Look]| -> Vec<String> {
        let own = present.iter().filter(|row| row.cells.last().is_some_and(|cell| look.contains(&cell.look)));
        own.map(|row| row.name.clone()).collect()
    };
    let (gaps, silent) = (now(&[PART, NONE]), now(&[SILENT]));
    let silence = match silent.len() {
        0 => String::new(),
        n => format!("，{}未报配合", portion(n, all, "个")),
    };
    let caption = match gaps.len() {
        0 => format!("报送情况：{}年{all}个单位应报的全部报送{silence}", ledger.year),
        n => format!("报送情况：{}年{}未报齐{silence}", ledger.year, among(n, all, "个单位")),
    };
    let names: Vec<String> = gaps.into_iter().chain(silent).collect();
    let rows: Vec<Row> = present.into_iter().chain(gone).collect();
    let size = HEAT.holding(rows.iter().map(|row| row.name.as_str()));
    let parts = size.pages(&rows).enumerate().map(|(at, rows)| {
        let mut chart = Chart::part("submissions", &caption, at, size.height(rows.len()));
        chart.draw(|area| draw(area, size, rows, &ledger.years));
        let figures = foremost(rows.iter(), |row| names.contains(&row.name)).into_iter().map(|row| {
            let cells: Vec<&str> = row.cells.iter().map(|cell| cell.told.as_str()).collect();
            format!("{}{}", row.name, cells.join("、"))
        });
        chart.unmarked = false;
        chart.tell(&Told {
            whom: "未报齐和未报配合的".to_owned(),
            names: names.clone(),
            kind: "热力图：各单位各年度已报与应报的指标、责任分工和定性目标数".to_owned(),
            figures: figures.collect(),
        });
        chart
    });
    parts.collect()
}

/// What a department reported in the year of a column; whether it helps others says what its silence means.
fn of(assessment: &Assessment, name: &str, column: usize) -> Cell {
    let ledger = &assessment.ledger;
    let helps = ledger.content.plan.owed(name).is_some_and(|owed| !owed.support.is_empty());
    let year = ledger.years[column];
    let (owed, filled) = owed_and_filled(assessment, name, column);
    let filed = ledger.content.submission(year, name).is_some();
    let look = match (owed, filled) {
        (0, _) if filed => FULL,
        (0, _) if helps => SILENT,
        (0, _) => NOTHING,
        (_, 0) => NONE,
        _ if filled < owed => PART,
        _ => FULL,
    };
    let (label, told) = match (owed, filed) {
        (1.., _) => (format!("{}{filled}/{owed}", look.0), format!("{year}年{filled}/{owed}")),
        (0, true) => ("●已报".to_owned(), format!("{year}年已报")),
        (0, false) => (look.0.to_owned(), format!("{year}年{}", look.1)),
    };
    Cell { look, label, told }
}

fn draw(area: &Area, size: Rows, rows: &[Row], years: &[Year]) -> Drawn {
    let drawn = |look: &Look| rows.iter().flat_map(|row| &row.cells).any(|cell| cell.look.1 == look.1);
    let looks = [FULL, PART, NONE, SILENT, NOTHING].into_iter().filter(drawn);
    let keys = looks.map(|(symbol, word, fill, ink)| Key::symbol(word, symbol, fill, ink));
    let keys: Vec<Key> = keys.collect();
    legend(&area.margin(0, 0, px(size.left), 0), keys)?;
    let heads: Vec<String> = years.iter().map(|year| format!("{year}年")).collect();
    let (size, across) = size.columns(&heads, heads.len().saturating_sub(1));
    let room = size.column(heads.len()) - CELL_GAP;
    let mut plot = size.plot(area, across, Scale::down(rows.len()).lines([]))?;
    let names: Vec<&str> = rows.iter().map(|row| row.name.as_str()).collect();
    let label = |place: &f64| heads.get(thing(*place)).cloned().unwrap_or_default();
    mesh(&mut plot, &size, &names, &Heads { label: &label, size: LABEL, color: INK })?;
    for (y, row) in rows.iter().enumerate() {
        for (x, own) in row.cells.iter().enumerate() {
            let (left, top) = (count(x), count(y));
            let (symbol, _, ground, ink) = own.look;
            let label = if width(&own.label, SMALL) <= room { own.label.as_str() } else { symbol };
            plot.draw_series([
                cell([(left, top), (left + 1.0, top + 1.0)], size.margin(), ground),
                beside((left + 0.5, top + 0.5), (0.0, 0.0), label, lettering(SMALL, ink, HPos::Center)),
            ])?;
        }
    }
    Ok(())
}

/// How much a department owes in a year of the ledger, and how much of it was reported.
fn owed_and_filled(assessment: &Assessment, department: &str, year: usize) -> (usize, usize) {
    let duties = assessment.duties(department, year);
    (duties.len(), duties.iter().filter(|(_, reported)| *reported).count())
}

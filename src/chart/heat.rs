//! Who reported what, year by year: departments × years.

use plotters::style::text_anchor::HPos;

use super::legend::{Key, legend};
use super::mark::{beside, cell, lettering};
use super::record::{Area, Drawn, px};
use super::rows::{Heads, mesh};
use super::scale::{Scale, thing};
use super::shape::{count, width};
use super::spec::{Chart, enumerated};
use super::style::{self, BAD, CELL_GAP, Color, HALF, HEAT, INK, LABEL, PAPER, SMALL, SOFT, WASH};
use crate::assess::Assessment;
use crate::model::{Reform, Year};

/// How a cell looks: symbol, word, background, text.
type Look = (&'static str, &'static str, Color, Color);
const FULL: Look = ("●", "齐全", style::FULL, PAPER);
const PART: Look = ("◐", "部分", HALF.ground(), INK);
const NONE: Look = ("○", "未报", PAPER, BAD);
const SILENT: Look = ("□", "未报配合", WASH, SOFT);
const NOTHING: Look = ("", "无必报项", WASH, SOFT);

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

/// The chart over the years of the ledger.
pub fn charts(assessment: &Assessment) -> Vec<Chart> {
    let ledger = &assessment.ledger;
    let plan = &ledger.content.plan;
    if plan.departments.is_empty() || ledger.years.is_empty() {
        return Vec::new();
    }
    let last = ledger.years.len() - 1;
    let gap = |name: &str| {
        let (owed, filled) = owed_and_filled(assessment, name, last);
        filled < owed
    };
    let gaps = plan.departments.iter().filter(|department| gap(&department.name)).count();
    let helps = |name: &str| plan.owed(name).is_some_and(|owed| !owed.support.is_empty());
    let silent = plan.departments.iter().enumerate().filter(|(d, department)| {
        let owed = owed_and_filled(assessment, &department.name, last).0;
        owed == 0 && ledger.files[*d][last].is_none() && helps(&department.name)
    });
    let silent = match silent.count() {
        0 => String::new(),
        n => format!("，{n}个配合单位未报"),
    };
    let caption = match gaps {
        0 => format!("各单位报送情况：{}年应报事项全部报送{silent}", ledger.year),
        n => format!("各单位报送情况：{}年有{n}个单位未报齐{silent}", ledger.year),
    };
    let row = |shown: String, name: &str| Row {
        name: shown,
        cells: (0..ledger.years.len()).map(|year| of(assessment, name, year, helps(name))).collect(),
    };
    let present = plan.departments.iter().map(|own| row(own.name.value.clone(), &own.name));
    // What those reported who are part of others by now.
    let gone = plan.register.iter().filter_map(|own| {
        let year = own.changes_until(plan.year).find(|change| matches!(change.what, Reform::Merged(_)))?.since;
        let was = own.of_year(year - 1).name.value;
        Some(row(format!("{was}（至{}年）", year - 1), &was))
    });
    let rows: Vec<Row> = present.chain(gone).collect();
    let mut chart = Chart::new("submissions", caption, HEAT.height(rows.len()));
    chart.draw(|area| draw(area, &rows, &ledger.years));
    let told = rows.iter().map(|row| {
        let cells: Vec<&str> = row.cells.iter().map(|cell| cell.told.as_str()).collect();
        format!("{}{}", row.name, cells.join("、"))
    });
    let told: Vec<String> = told.collect();
    chart.unmarked = false;
    chart.alt = format!("热力图：各单位各年度已报与应报的指标、任务和里程碑数。{}。", enumerated(&told, "；"));
    vec![chart]
}

/// What a department reported in the year of a column; whether it helps others says what its silence means.
fn of(assessment: &Assessment, name: &str, column: usize, helps: bool) -> Cell {
    let ledger = &assessment.ledger;
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

fn draw(area: &Area, rows: &[Row], years: &[Year]) -> Drawn {
    let drawn = |look: &Look| rows.iter().flat_map(|row| &row.cells).any(|cell| cell.look.1 == look.1);
    let looks = [FULL, PART, NONE, SILENT, NOTHING].into_iter().filter(drawn);
    // White on white is nothing, so a key of what is missing stands on a wash.
    let keys =
        looks.map(|(symbol, word, fill, ink)| Key::symbol(word, symbol, if fill == PAPER { WASH } else { fill }, ink));
    let keys: Vec<Key> = keys.collect();
    legend(&area.margin(0, 0, px(HEAT.left), 0), keys)?;
    let heads: Vec<String> = years.iter().map(|year| format!("{year}年")).collect();
    let (size, across) = HEAT.columns(&heads, heads.len().saturating_sub(1));
    let room = size.column(heads.len()) - CELL_GAP;
    let mut plot = size.plot(area, across, Scale::down(rows.len()).lines([]))?;
    let names: Vec<String> = rows.iter().map(|row| HEAT.name(&row.name)).collect();
    let label = |place: &f64| heads.get(thing(*place)).cloned().unwrap_or_default();
    mesh(&mut plot, &names, &Heads { label: &label, size: LABEL, color: INK })?;
    for (y, row) in rows.iter().enumerate() {
        for (x, own) in row.cells.iter().enumerate() {
            let (left, top) = (count(x), count(y));
            let (symbol, _, ground, ink) = own.look;
            let label = if width(&own.label, SMALL) <= room { own.label.as_str() } else { symbol };
            plot.draw_series([
                cell([(left, top), (left + 1.0, top + 1.0)], HEAT.margin(), ground),
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

//! A workbook to texts: what a clerk sees in a cell is what is read.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Cursor;

use anyhow::{Result, bail};
use calamine::{Data, Reader, Xlsx};

use super::layout::{HEAD, Rows, Sheet, sheets};
use super::seen::{Trouble, is_general, told};
use crate::model::Year;
use crate::source::Tree;

/// A form as it came back.
#[derive(Debug)]
pub struct Form {
    /// Whose it is.
    pub unit: String,
    /// Of which year.
    pub year: Year,
    /// Its sheets, as far as they are ours.
    pub sheets: Vec<ReadSheet>,
    /// Sheets of ours that are gone.
    pub gone: Vec<&'static str>,
    /// The values that the file had when the form was made, if it says so.
    pub before: Option<Tree>,
    /// What it asks for, in short, if it says so.
    pub asked: Option<String>,
    /// What is in it and belongs nowhere, each with its place: nothing of it is taken.
    pub astray: Vec<(String, String)>,
    /// What is beside what is to be filled in, and was passed over.
    pub passed: Vec<(String, String)>,
}

/// One sheet.
#[derive(Debug)]
pub struct ReadSheet {
    /// Which it is.
    pub sheet: Sheet,
    /// Its rows with anything in them.
    pub rows: Vec<ReadRow>,
}

/// One row.
#[derive(Debug)]
pub struct ReadRow {
    /// Its number, from 0.
    pub row: u32,
    /// The keys that lead to it, as the hidden column has them; none of a row that was added.
    pub path: Option<Vec<String>>,
    /// What names it, in the columns before the fields.
    pub names: Vec<String>,
    /// The cells of the fields by their place in the sheet's columns; of columns that are gone, none.
    pub cells: BTreeMap<usize, Cell>,
}

/// One cell.
#[derive(Debug, Clone)]
pub struct Cell {
    /// Row and column, from 0.
    pub at: (u32, u32),
    /// Its text.
    pub text: String,
    /// What is wrong with it.
    pub trouble: Option<Trouble>,
    /// Whether it is a day: `1-2` becomes one where a cell is no text.
    pub day: bool,
    /// Whether it is a number that is shown in a format of its own, with zeros or without.
    pub number: bool,
}

impl Cell {
    /// A cell of a text, nowhere.
    #[must_use]
    pub fn of(text: &str) -> Self {
        Self { at: (0, 0), text: text.to_owned(), trouble: None, day: false, number: false }
    }
}

/// The sheet that says whose form it is, which nobody sees.
pub const IDENTITY: &str = "highland";

/// What is in the first cell of that sheet.
pub const MARK: &str = "highland-form-1";

/// Most rows and columns of a sheet that are looked at.
const MOST: (u32, u32) = (5_000, 60);

/// Most cells of a sheet that hold something.
const MOST_CELLS: usize = 100_000;

/// A sheet as it stands.
type Grid = BTreeMap<(u32, u32), Cell>;

/// Reads a workbook.
///
/// # Errors
/// It is none of our forms, or far too large; the message says what to do.
pub fn read(bytes: &[u8]) -> Result<Form> {
    // A library's fault costs this file alone.
    let read = std::panic::catch_unwind(|| form(bytes));
    read.unwrap_or_else(|_| bail!("里面有写坏的地方，读不了。请用 Excel 或 WPS 打开，另存一次再交。"))
}

fn form(bytes: &[u8]) -> Result<Form> {
    if super::package::has_struck_text(bytes)? {
        bail!("有的格子里划掉了一部分字，或用了上下标，读出来会混进正文。请删掉划掉的字，上下标改成平常的字，再交。");
    }
    let mut book: Xlsx<_> = match Xlsx::new(Cursor::new(bytes)) {
        Ok(book) => book,
        Err(_) => bail!("不完整或已损坏，打不开。请用 Excel 或 WPS 打开看看，另存一次再交。"),
    };
    let names = book.sheet_names();
    let mut grids = BTreeMap::new();
    for name in &names {
        grids.insert(name.clone(), grid(&mut book, name)?);
    }
    let (unit, year) = identity(&grids)?;
    let (mut found, mut gone, mut astray, mut passed) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for sheet in sheets() {
        let Some(grid) = grids.remove(sheet.title) else {
            gone.push(sheet.title);
            continue;
        };
        let merged = book.merge_cells_by_sheet_name(sheet.title).unwrap_or_default();
        let mut own =
            Own { astray: Vec::new(), passed: Vec::new(), merged: merged.iter().map(|own| own.start).collect() };
        let rows = rows(&sheet, grid, &mut own)?;
        let place = |at: (u32, u32)| format!("{}!{}", sheet.title, super::cell::name(at));
        astray.extend(own.astray.into_iter().map(|(at, what)| (place(at), what)));
        passed.extend(own.passed.into_iter().map(|(at, what)| (place(at), what)));
        found.push(ReadSheet { sheet, rows });
    }
    if found.len() < 2 {
        bail!("里面没有填报表的工作表。请用发给你们的表填，工作表不要改名。");
    }
    let hidden = grids.remove(IDENTITY).unwrap_or_default();
    let column: Vec<&str> = hidden.values().filter(|cell| cell.at.1 == 0).map(|cell| cell.text.as_str()).collect();
    let marked = column.first() == Some(&MARK);
    let asked = column.get(3).filter(|_| marked).map(|own| (*own).to_owned());
    let pieces = column.iter().skip(4).map(|piece| piece.strip_suffix('|').unwrap_or(piece)).collect::<String>();
    let before = marked.then(|| serde_json::from_str(&pieces).ok()).flatten();
    for (name, grid) in grids {
        if let Some((_, cell)) = grid.first_key_value() {
            let what = "不是填报表的工作表，里面的内容没有收：要报的请填到原来的工作表里".to_owned();
            astray.push((format!("{name}!{}", super::cell::name(cell.at)), what));
        }
    }
    Ok(Form { unit, year, sheets: found, gone, before, asked, astray, passed })
}

/// What is found of a sheet beside its rows.
struct Own {
    astray: Vec<((u32, u32), String)>,
    passed: Vec<((u32, u32), String)>,
    /// Where cells were joined.
    merged: Vec<(u32, u32)>,
}

/// Every cell of a sheet that holds something.
fn grid(book: &mut Xlsx<Cursor<&[u8]>>, name: &str) -> Result<Grid> {
    let broken = |_| anyhow::anyhow!("工作表「{name}」读不了。请用 Excel 或 WPS 打开看看，另存一次再交。");
    let formulas = book.worksheet_formula(name).map_err(broken)?;
    let start = formulas.start().unwrap_or_default();
    let styles = book.worksheet_style(name).map_err(broken)?;
    let mut cells = book.worksheet_cells_reader(name).map_err(broken)?;
    let mut grid = Grid::new();
    while let Some(cell) = cells.next_cell().map_err(broken)? {
        let at = cell.get_position();
        let own = Data::from(cell.get_value().clone());
        if own == Data::Empty {
            continue;
        }
        let format = styles.get(at).and_then(|style| style.number_format.as_ref());
        let format = format.map(|format| format.format_code.as_str()).unwrap_or_default();
        let (text, mut trouble) = told(&own, format);
        if styles.get(at).and_then(|style| style.font.as_ref()).is_some_and(calamine::Font::has_strikethrough) {
            trouble = Some(Trouble::Unreadable("整格划掉了：不要的清空，要的去掉删除线"));
        }
        if text.trim().is_empty() && trouble.is_none() {
            continue;
        }
        if MOST.0 <= at.0 || MOST.1 <= at.1 || MOST_CELLS <= grid.len() {
            bail!("工作表「{name}」里的内容太多（到了 {}），不像填报表，没有读。", super::cell::name(at));
        }
        let formula = (at.0.checked_sub(start.0)).zip(at.1.checked_sub(start.1));
        let formula = formula.and_then(|(row, column)| formulas.get((row as usize, column as usize)));
        if trouble.is_none() && formula.is_some_and(|formula| !formula.is_empty()) {
            trouble = Some(Trouble::Odd("单元格里是公式，取了它算出来的值"));
        }
        let day = matches!(own, Data::DateTime(_) | Data::DateTimeIso(_));
        let number = matches!(own, Data::Float(_) | Data::Int(_)) && !is_general(format);
        grid.insert(at, Cell { at, text, trouble, day, number });
    }
    drop(cells);
    for (row, column, formula) in formulas.cells() {
        let (Ok(row), Ok(column)) = (u32::try_from(row), u32::try_from(column)) else { continue };
        let at = (row + start.0, column + start.1);
        if !formula.is_empty() && !grid.contains_key(&at) {
            let trouble = Some(Trouble::Unreadable("公式还没有算出值：直接填写数字或文字"));
            grid.insert(at, Cell { at, text: format!("={formula}"), trouble, day: false, number: false });
        }
    }
    Ok(grid)
}

/// Whose form it is: the sheet that nobody sees says it, and the head does.
fn identity(grids: &BTreeMap<String, Grid>) -> Result<(String, Year)> {
    let text = |grid: &Grid, at: (u32, u32)| grid.get(&at).map(|cell| cell.text.trim().to_owned()).unwrap_or_default();
    let hidden = grids.get(IDENTITY).filter(|grid| text(grid, (0, 0)) == MARK);
    let hidden = hidden.map(|grid| (text(grid, (1, 0)), text(grid, (2, 0))));
    let shown = || {
        let grid = grids.get(HEAD)?;
        let beside = |label: &str| {
            let cell = grid.values().find(|cell| cell.text.trim() == label)?;
            Some(text(grid, (cell.at.0, cell.at.1 + 1)))
        };
        Some((beside("单位")?, beside("年度")?))
    };
    let (unit, year) = match (hidden, shown()) {
        (Some(hidden), Some(shown)) if hidden != shown => bail!(
            "这份表是发给「{}」{} 年度的，「{HEAD}」里却改成了「{}」{} 年度。请用发给本单位、这一年的表填。",
            hidden.0,
            hidden.1,
            shown.0,
            shown.1
        ),
        (Some(own), _) | (None, Some(own)) => own,
        (None, None) => bail!("认不出是哪个单位、哪一年的。请用发给你们的表填，不要把内容抄到新的工作簿里。"),
    };
    let Ok(year) = year.parse() else {
        bail!("认不出是哪一年的（「{year}」）。请用发给你们的表填。")
    };
    Ok((unit, year))
}

/// The rows of a sheet with anything in them, by the heads of their columns.
fn rows(sheet: &Sheet, mut grid: Grid, own: &mut Own) -> Result<Vec<ReadRow>> {
    let heads = sheet.heads();
    let bare = |text: &str| text.split(['（', '\n']).next().unwrap_or_default().trim().to_owned();
    // The head is where most of the heads stand: rows may have been put above it.
    let mut by_row: BTreeMap<u32, usize> = BTreeMap::new();
    for cell in grid.values().filter(|cell| heads.contains(&bare(&cell.text).as_str())) {
        *by_row.entry(cell.at.0).or_default() += 1;
    }
    let Some((&head, _)) = by_row.iter().max_by_key(|(row, count)| (**count, std::cmp::Reverse(**row))) else {
        bail!("工作表「{}」里没有认出表头（{}）。请用发给你们的表填，表头不要改。", sheet.title, heads.join("、"));
    };
    let column =
        |title: &str| grid.values().find(|cell| cell.at.0 == head && bare(&cell.text) == title).map(|cell| cell.at.1);
    // A form sent out before there was such a column is as good: what is there stays.
    let rare = |title: &str| sheet.columns.iter().any(|field| field.key == title && field.is_rare());
    let missing: Vec<&str> = heads.iter().copied().filter(|title| column(title).is_none() && !rare(title)).collect();
    let named = heads.len() - if sheet.rows == Rows::Head { 1 } else { sheet.columns.len() };
    let name_columns: Vec<Option<u32>> = heads[..named].iter().map(|title| column(title)).collect();
    let columns: Vec<(usize, u32)> =
        heads[named..].iter().enumerate().filter_map(|(at, title)| Some((at, column(title)?))).collect();
    if columns.is_empty() {
        bail!("工作表「{}」里没有认出要填的列。请用发给你们的表填，表头不要改。", sheet.title);
    }
    let starts = |start: &str| {
        grid.values().find(|cell| cell.at.0 == head && cell.text.starts_with(start)).map(|cell| cell.at.1)
    };
    let (key, about) = (starts(KEY), starts(ABOUT));
    let numbers: BTreeSet<u32> = grid.keys().map(|(row, _)| *row).filter(|row| head < *row).collect();
    let ours = |column: u32| {
        Some(column) == key
            || Some(column) == about
            || name_columns.contains(&Some(column))
            || columns.iter().any(|(_, own)| *own == column)
    };
    for cell in grid.values() {
        let (row, column) = cell.at;
        let told = || format!("「{}」", cell.text.chars().take(30).collect::<String>().replace('\n', " "));
        if row < head {
            // The head of the first sheet is ours.
            if sheet.rows != Rows::Head || 2 < column {
                own.passed.push((cell.at, format!("{}在表头上面，没有收", told())));
            }
        } else if !ours(column) {
            let what = if row == head {
                format!("{}不是填报表的列，没有收：表头请不要改、不要加{}", told(), said(&missing))
            } else {
                format!("{}写在表的外面，没有收：请填到要填的格子里", told())
            };
            own.astray.push((cell.at, what));
        }
    }
    own.merged.retain(|(row, _)| head < *row);
    let merged = std::mem::take(&mut own.merged).into_iter();
    own.astray.extend(merged.map(|at| (at, "合并了单元格，分不清填的是哪一行：请取消合并，一格一格填".to_owned())));
    if let Some(first) = missing.first().filter(|_| key.is_some()) {
        own.astray.push(((head, 0), format!("没有「{first}」这一列：表头请不要改、不要删")));
    }
    let mut found = Vec::new();
    for row in numbers {
        let text =
            |column: Option<u32>| column.and_then(|column| grid.get(&(row, column))).map(|cell| cell.text.clone());
        let path = text(key).and_then(|text| serde_json::from_str::<Vec<String>>(&text).ok());
        let names = name_columns.iter().map(|own| text(*own).unwrap_or_default().trim().to_owned()).collect::<Vec<_>>();
        let empty = |at| Cell { at, text: String::new(), trouble: None, day: false, number: false };
        let cells: BTreeMap<usize, Cell> = columns
            .iter()
            .map(|&(at, column)| (at, grid.get(&(row, column)).cloned().unwrap_or_else(|| empty((row, column)))))
            .collect();
        found.push(ReadRow { row, path, names, cells });
    }
    grid.clear();
    Ok(found)
}

fn said(missing: &[&str]) -> String {
    if missing.is_empty() { String::new() } else { format!("（少了「{}」）", missing.join("」「")) }
}

/// The head of the column of the rows' keys, which nobody sees.
pub const KEY: &str = "编号（勿改）";

/// The head of the column of what is known of a row.
pub const ABOUT: &str = "方案要求";

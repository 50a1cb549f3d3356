//! The year as data: tables of what was promised, reported and judged, as CSV, as JSON and with a descriptor.
//!
//! Every figure is the one that the report prints, rounded in the same place.

mod assignments;
mod book;
mod changes;
mod csv_text;
mod graph;
mod imprint;
mod indicators;
mod json_text;
mod milestones;
mod notes;
mod package;
mod paint;
mod projects;
mod readme;
mod sheet;
mod sheets;
mod table;
mod word;

use std::collections::BTreeMap;

use anyhow::Result;

pub use imprint::{Imprint, Licence};
pub use table::{Cell, Column, Holds, Link, Table};

use self::package::Written;
use crate::assess::Assessment;
use crate::source::with_sums;

/// The tables, in the order in which they are told of.
#[must_use]
pub fn tables(assessment: &Assessment) -> Vec<Table> {
    vec![
        indicators::indicators(assessment),
        assignments::assignments(assessment),
        milestones::milestones(assessment),
        projects::projects(assessment),
        changes::changes(assessment),
    ]
}

/// The ledger as a workbook; the same bytes for the same assessment.
///
/// # Errors
/// It cannot be put together, which no content can cause.
pub fn workbook(assessment: &Assessment, imprint: &Imprint) -> Result<Vec<u8>> {
    book::workbook(assessment, &tables(assessment), imprint)
}

/// Every file of the data; the same bytes for the same assessment.
///
/// # Errors
/// One cannot be put together, which no content can cause.
pub fn files(assessment: &Assessment, imprint: &Imprint) -> Result<BTreeMap<String, Vec<u8>>> {
    written(assessment, imprint, &tables(assessment))
}

/// The data as pages of a site offer them beside what they show.
#[derive(Debug)]
pub struct Offer {
    /// The tables, in the order in which they are told of.
    pub tables: Vec<Table>,
    /// Every file of the data, by its path from their folder.
    pub files: BTreeMap<String, Vec<u8>>,
    /// The rows of each indicator alone as CSV, in the plan's order.
    pub series: Vec<String>,
    /// The key of each indicator in the tables, in the plan's order.
    pub keys: Vec<String>,
    /// On which terms they may be used.
    pub licence: String,
    /// How they are cited.
    pub citation: String,
}

/// The data for a site; the same bytes for the same assessment.
///
/// # Errors
/// A file cannot be put together, which no content can cause.
pub fn offer(assessment: &Assessment, imprint: &Imprint) -> Result<Offer> {
    let tables = tables(assessment);
    let plan = &assessment.ledger.content.plan;
    let series = (0..plan.indicators.len()).map(|at| csv_text::csv_text(&indicators::alone(assessment, at)));
    Ok(Offer {
        files: written(assessment, imprint, &tables)?,
        series: series.collect::<Result<_>>()?,
        keys: plan.indicators.iter().map(|own| own.id.value.clone()).collect(),
        licence: Licence::of(assessment.ledger.content.settings.licence.as_deref()).told().to_owned(),
        citation: imprint::citation(assessment, imprint),
        tables,
    })
}

/// The files of the tables.
fn written(assessment: &Assessment, imprint: &Imprint, tables: &[Table]) -> Result<BTreeMap<String, Vec<u8>>> {
    let mut files: Vec<(String, Vec<u8>)> = Vec::new();
    for table in tables {
        files.push((format!("{}.csv", table.key), csv_text::csv_text(table)?.into_bytes()));
        files.push((format!("{}.json", table.key), json_text::json_text(table).into_bytes()));
    }
    // Two files of a table, one after the other.
    let twice = tables.iter().flat_map(|table| [table, table]);
    let written: Vec<Written<'_>> =
        twice.zip(&files).map(|(table, (path, bytes))| Written { table, path, bytes }).collect();
    let package = package::package(assessment, imprint, &written)?;
    let readme = readme::readme(assessment, imprint, tables);
    files.push(("datapackage.json".to_owned(), package.into_bytes()));
    files.push(("README.md".to_owned(), readme.into_bytes()));
    Ok(with_sums(files.into_iter().collect()))
}

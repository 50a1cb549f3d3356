//! `highland status --each`: a reminder for every department that has something to do.

use std::path::Path;

use anyhow::{Context, Result, bail};

use super::common::tell;
use crate::desk::{Cockpit, Point, plain, reminder};
use crate::model::file_name;
use crate::output::write;

/// Writes one text per department that is to be reminded, and takes away those of an earlier run that are no longer due:
/// a folder is sent as it is.
///
/// # Errors
/// A file of that name is no reminder, or the disk fails. Nothing is written then.
pub fn write_each(folder: &Path, drawn: &Cockpit, points: &[Point]) -> Result<()> {
    let path = |unit: &str| folder.join(format!("{}.txt", file_name(unit)));
    let title = |unit: &str| format!("{unit}：");
    for row in &drawn.rows {
        let path = path(&row.unit);
        if !path.exists() {
            continue;
        }
        let text = std::fs::read(&path).with_context(|| format!("读不了「{}」", path.display()))?;
        if !text.starts_with(title(&row.unit).as_bytes()) {
            bail!("「{}」已经有了，而且不是催报，没有写出任何文件。请移走它，或另选一个文件夹。", path.display());
        }
    }
    let (due, rest): (Vec<_>, Vec<_>) = drawn.rows.iter().partition(|row| row.is_to_be_reminded());
    for row in &due {
        write(&path(&row.unit), plain(&reminder(drawn, row, points)).as_bytes())?;
    }
    for row in &rest {
        let path = path(&row.unit);
        if path.exists() {
            std::fs::remove_file(&path).with_context(|| format!("删不了「{}」", path.display()))?;
        }
    }
    let names: Vec<&str> = rest.iter().map(|row| row.unit.as_str()).collect();
    let quiet = if names.is_empty() { String::new() } else { format!("；没有待办的：{}", names.join("、")) };
    tell(&format!("已写出催报 {} 份：{}{quiet}。\n", due.len(), folder.display()))
}

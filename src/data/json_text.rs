//! A table as JSON: an object a row, a line each. Figures are written digit by digit as they are printed.

use std::fmt::Write;

use serde_json::Value;

use super::table::{Cell, Table};

/// The table as JSON.
#[must_use]
pub fn json_text(table: &Table) -> String {
    let mut text = String::from("[");
    for (at, row) in table.rows.iter().enumerate() {
        text.push_str(if at == 0 { "\n  {" } else { ",\n  {" });
        for (place, (column, cell)) in table.columns.iter().zip(row).enumerate() {
            let separator = if place == 0 { "" } else { ", " };
            // Writing to a text does not fail.
            let _ = write!(text, "{separator}{}: {}", Value::from(column.name), value(cell));
        }
        text.push('}');
    }
    text.push_str(if table.rows.is_empty() { "]\n" } else { "\n]\n" });
    text
}

fn value(cell: &Cell) -> String {
    match cell {
        Cell::Empty => "null".to_owned(),
        Cell::Text(text) => Value::from(text.as_str()).to_string(),
        Cell::Number(value) => value.to_string(),
        Cell::Whole(count) => count.to_string(),
    }
}

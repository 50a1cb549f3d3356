//! A table as CSV: RFC 4180 with a byte-order mark, so that spreadsheets read it as UTF-8. A text that a spreadsheet would take for
//! a formula has one `'` before it, and so has a text that begins with `'`: who takes one away gets every text back.

use anyhow::{Context, Result};

use super::table::{Cell, Table};

/// The table as CSV.
///
/// # Errors
/// It cannot be put together, which no content can cause.
pub fn csv_text(table: &Table) -> Result<String> {
    let fail = "CSV 不能写成";
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
    writer.write_record(table.columns.iter().map(|column| column.name)).context(fail)?;
    for row in &table.rows {
        writer.write_record(row.iter().map(field)).context(fail)?;
    }
    let bytes = writer.into_inner().context(fail)?;
    Ok(format!("\u{feff}{}", String::from_utf8_lossy(&bytes)))
}

fn field(cell: &Cell) -> String {
    match cell {
        Cell::Empty => String::new(),
        Cell::Text(text) => guarded(text),
        Cell::Number(value) => value.to_string(),
        Cell::Whole(count) => count.to_string(),
    }
}

/// The text so that no spreadsheet computes it.
fn guarded(text: &str) -> String {
    // A spreadsheet passes over what cannot be seen, and takes the full-width signs for its own.
    let unseen = |c: char| c.is_control() || c.is_whitespace() || matches!(c, '\u{200b}'..='\u{200f}' | '\u{feff}');
    let seen = text.trim_start_matches(unseen);
    let formula = seen.starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠']) || text.starts_with(['\t', '\r']);
    if formula || text.starts_with('\'') { format!("'{text}") } else { text.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_spreadsheet_would_compute_is_text_and_every_text_comes_back() {
        for text in ["=1+1", "+1", "-1", "@SUM(A1)", " \t=1", "＝1", "\u{200b}=1", "'=1", "'", "\r1", "\t1"] {
            let told = guarded(text);
            assert!(told.starts_with('\''), "{text:?}");
            assert_eq!(told.strip_prefix('\''), Some(text));
        }
        for text in ["≥30", "1=1", "a'b", "−1", "2.1.1a"] {
            assert_eq!(guarded(text), text);
        }
    }
}

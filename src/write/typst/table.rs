//! Tables as calls of the theme. What the theme would have to look for in every cell is told here.

use super::literal::quoted;
use super::{Writer, argument, array};
use crate::document::vocabulary::Role;
use crate::document::{FigureMark, Inline, Table, said};

/// Most characters of a cell whose row is kept on one page.
const LONG: usize = 240;

/// Most characters of a column that is as wide as its longest cell.
const WIDE: usize = 20;

/// Most rows and fewest characters too many of a table that is kept on one page.
const SMALL: (usize, usize) = (10, 500);

/// Letters and digits in a row that may be wider than their column, and then have to break inside.
const UNBROKEN: usize = 9;

/// Longest figure that is never broken.
const FIGURE: usize = 18;

impl Writer<'_> {
    pub(super) fn table(&mut self, table: &Table) {
        match (&table.caption, &table.number) {
            (Some(caption), Some(number)) => {
                let (label, class) = (argument("label", table.label.as_ref()), argument("class", table.class.as_ref()));
                let (caption, number) = (quoted(caption), quoted(number));
                self.line("data-table(");
                self.line(&format!("  caption: {caption}, number: {number}{label}{class}, small: {},", small(table)));
            }
            _ => self.line("plain-table("),
        }
        let columns = array(table.columns.iter().map(|role| quoted(role.name())));
        self.line(&format!("  columns: {columns},"));
        if let Some(unit) = &table.unit {
            self.line(&format!("  unit: {},", quoted(unit)));
        }
        let long = table.rows.iter().enumerate().filter(|(_, row)| row.iter().any(|cell| LONG <= length(cell)));
        let long = array(long.map(|(at, _)| at.to_string()));
        self.line(&format!("  long: {long},"));
        let wide = (0..table.columns.len()).filter(|at| {
            let column = table.rows.iter().filter_map(|row| row.get(*at));
            column.map(|cell| length(cell)).max().is_some_and(|longest| WIDE < longest)
        });
        let wide: Vec<String> = wide.map(|at| at.to_string()).collect();
        // A theme of an office that is older knows nothing of it.
        if !wide.is_empty() {
            self.line(&format!("  wide: {},", array(wide.into_iter())));
        }
        let head = array(table.head.iter().map(|cell| self.cell(cell)));
        self.line(&format!("  header: {head},"));
        self.line("  rows: (");
        let marked: Vec<bool> = (0..table.columns.len()).map(|at| in_column(table, at)).collect();
        for row in &table.rows {
            let cells = row.iter().enumerate().map(|(at, cell)| {
                let code = self.cell(cell);
                // Figures with and without a mark end at the same place.
                let room = marked.get(at).is_some_and(|marked| *marked) && !carries(cell);
                if room { format!("{{ {code}; mark-room; }}") } else { code }
            });
            let row = array(cells);
            self.line(&format!("    {row},"));
        }
        self.line("  ),");
        if !table.note.is_empty() {
            let note = self.running().expression(&table.note);
            self.line(&format!("  note: {note},"));
        }
        self.line(")");
    }

    fn cell(&self, cell: &[Inline]) -> String {
        let code = self.expression(cell);
        let letters = said(cell);
        let mut runs = letters.split(|c: char| !c.is_ascii_graphic());
        // Half a figure is another figure.
        let figure = |run: &str| run.len() <= FIGURE && run.chars().all(|c| c.is_ascii_digit() || "+-.,%".contains(c));
        if runs.any(|run| UNBROKEN <= run.len() && !figure(run)) { format!("fit({code})") } else { code }
    }
}

/// Whether a table is kept on one page.
fn small(table: &Table) -> bool {
    let characters: usize = table.rows.iter().flatten().map(|cell| length(cell)).sum();
    table.rows.len() <= SMALL.0 && characters < SMALL.1
}

/// About how much room a cell takes, in characters: a symbol or a small chart counts, too.
fn length(cell: &[Inline]) -> usize {
    let drawn = cell.iter().filter(|inline| matches!(inline, Inline::Status(_) | Inline::Symbol(_) | Inline::Spark(_)));
    said(cell).chars().count() + 2 * drawn.count()
}

/// Whether a figure of a column carries a mark; only figures stand right, where it matters.
fn in_column(table: &Table, at: usize) -> bool {
    let figures = table.columns.get(at) == Some(&Role::Figure);
    figures && table.rows.iter().filter_map(|row| row.get(at)).any(|cell| carries(cell))
}

/// Whether a cell holds a marked figure.
fn carries(cell: &[Inline]) -> bool {
    let mut found = false;
    for inline in cell {
        inline.walk(&mut |inline| {
            found |= matches!(inline, Inline::Value(value) if value.mark != FigureMark::None);
        });
    }
    found
}

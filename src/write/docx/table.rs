//! Tables: heads that come again on every page, rows that do not break, columns as wide as what they hold asks for.

use super::Writer;
use super::line::Look;
use super::section::Orientation;
use super::styles::table_sizes;
use super::xml::escaped;
use crate::document::vocabulary::Role;
use crate::document::{FigureMark, Inline, Table, said};

/// Most characters of a cell whose row is kept on one page.
const LONG: usize = 400;

/// Half characters that a column of text asks for at most; of what is longer, a third, up to as many again and a half.
const WIDEST: u32 = 48;

/// Half characters of a column whose text is not broken.
const BRIEF: u32 = 20;

/// Half a character of a head, and what a cell keeps free at its sides, in twentieths of a point.
const HEAD: u32 = 92;
const INSET: u32 = 170;

/// More columns than these are set in smaller type.
const MANY: usize = 4;

impl Writer<'_> {
    pub(super) fn table(&mut self, table: &Table) {
        if let (Some(number), Some(caption)) = (&table.number, &table.caption) {
            self.caption("TableCaption", number, caption, table.label.as_deref());
        }
        if let Some(unit) = &table.unit {
            let runs = Look::default().run(unit);
            self.paragraph("TableUnit", "<w:keepNext/>", &runs);
        }
        let room = if self.section.orientation == Orientation::Turned { 12756 } else { 8844 };
        let widths = widths(table, room, table_sizes(self.document.form));
        let told = table.caption.as_ref().map(|caption| format!("<w:tblCaption w:val=\"{}\"/>", escaped(caption)));
        let grid: String = widths.iter().map(|width| format!("<w:gridCol w:w=\"{width}\"/>")).collect();
        let mut code = format!(
            "<w:tbl><w:tblPr><w:tblStyle w:val=\"ReportTable\"/><w:tblW w:w=\"{}\" w:type=\"dxa\"/><w:jc w:val=\"center\"/><w:tblLayout w:type=\"fixed\"/><w:tblLook w:val=\"0020\" w:firstRow=\"{}\" w:lastRow=\"0\" w:firstColumn=\"0\" w:lastColumn=\"0\" w:noHBand=\"1\" w:noVBand=\"1\"/>{}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>",
            widths.iter().sum::<u32>(),
            u8::from(!table.head.is_empty()),
            told.unwrap_or_default()
        );
        if !table.head.is_empty() {
            code.push_str("<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>");
            for (at, cell) in table.head.iter().enumerate() {
                let runs = self.line(cell, &Look::default());
                code.push_str(&cell_of(widths.get(at), "TableHead", "", &runs));
            }
            code.push_str("</w:tr>");
        }
        let style = if MANY < table.columns.len() { "TableTextSmall" } else { "TableText" };
        for row in &table.rows {
            let whole = row.iter().all(|cell| said(cell).chars().count() < LONG);
            code.push_str(if whole { "<w:tr><w:trPr><w:cantSplit/></w:trPr>" } else { "<w:tr>" });
            for (at, cell) in row.iter().enumerate() {
                let runs = self.line(cell, &Look::default());
                let mark = self.mark(&said(cell), cell);
                let runs = self.marked(&runs, mark.into_iter().collect());
                code.push_str(&cell_of(widths.get(at), style, side(table.columns.get(at).copied()), &runs));
            }
            code.push_str("</w:tr>");
        }
        code.push_str("</w:tbl>\n");
        self.section.empty = false;
        self.out.push_str(&code);
        if table.note.is_empty() {
            // Two tables without anything between them would be one.
            self.paragraph("TableEnd", "", "");
        } else {
            let runs = self.line(&table.note, &Look::default());
            self.paragraph("TableNote", "", &runs);
        }
    }
}

/// A cell with one paragraph.
pub fn cell_of(width: Option<&u32>, style: &str, side: &str, runs: &str) -> String {
    let width = width.map(|width| format!("<w:tcW w:w=\"{width}\" w:type=\"dxa\"/>")).unwrap_or_default();
    let side = if side.is_empty() { String::new() } else { format!("<w:jc w:val=\"{side}\"/>") };
    format!("<w:tc><w:tcPr>{width}</w:tcPr><w:p><w:pPr><w:pStyle w:val=\"{style}\"/>{side}</w:pPr>{runs}</w:p></w:tc>")
}

/// Where the text of a column stands by what it holds.
fn side(role: Option<Role>) -> &'static str {
    match role {
        Some(Role::Number | Role::Tag | Role::Unit | Role::Spark | Role::Symbol) => "center",
        Some(Role::Figure) => "right",
        _ => "left",
    }
}

/// How many half characters a text takes on its longest line.
fn length(cell: &[Inline]) -> u32 {
    let drawn = cell.iter().map(|inline| match inline {
        Inline::Status(_) => 3,
        Inline::Symbol(_) => 2,
        Inline::Spark(_) => 8,
        Inline::Value(value) if value.mark != FigureMark::None => 2,
        _ => 0,
    });
    let half = |c: char| if c.is_ascii() && c != '%' { 1 } else { 2 };
    // Word leaves a fifth of a character free between Chinese characters and digits.
    let gaps = |line: &str| {
        let ascii: Vec<bool> = line.chars().map(|c| c.is_ascii()).collect();
        u32::try_from(ascii.windows(2).filter(|pair| pair[0] != pair[1]).count()).unwrap_or_default()
    };
    let longest = said(cell).split('\n').map(|line| line.chars().map(half).sum::<u32>() + gaps(line) * 2 / 5).max();
    longest.unwrap_or_default() + drawn.sum::<u32>()
}

/// The width of every column, in twentieths of a point: all of them fill the room. Sizes are those of few and of many columns.
fn widths(table: &Table, room: u32, sizes: (u32, u32)) -> Vec<u32> {
    let count = table.columns.len().max(table.head.len()).max(1);
    // Half a character, in twentieths of a point.
    let half = if MANY < table.columns.len() { sizes.1 } else { sizes.0 } * 5;
    let wanted_of = |at: usize, brief: u32| {
        let cells = table.rows.iter().filter_map(|row| row.get(at)).map(|cell| length(cell)).max().unwrap_or_default();
        let head = table.head.get(at).map(|cell| length(cell)).unwrap_or_default();
        let role = table.columns.get(at).copied().unwrap_or(Role::Text);
        // Heads break into lines of three or four characters; figures and short words do not break.
        let firm = matches!(role, Role::Figure | Role::Code | Role::Number | Role::Spark | Role::Symbol | Role::Status);
        let longest = cells.min(WIDEST) + (cells.saturating_sub(WIDEST) / 3).min(WIDEST * 3 / 2);
        let least = if firm || longest <= brief { cells.min(20) } else { longest.min(8) };
        let head = if firm { head.min(6) } else { head.min(8) } * HEAD;
        let inset = if firm { INSET + half / 4 } else { INSET };
        ((least * half).max(head) + inset, (longest.max(least) * half).max(head) + inset)
    };
    let all = |brief: u32| -> Vec<(u32, u32)> { (0..count).map(|at| wanted_of(at, brief)).collect() };
    let mut wanted = all(BRIEF);
    // Where there is no room for all of it, words are broken before figures are.
    if room < wanted.iter().map(|own| own.0).sum::<u32>() {
        wanted = all(0);
    }
    let (least, most): (u32, u32) = wanted.iter().fold((0, 0), |sum, own| (sum.0 + own.0, sum.1 + own.1));
    let share = |of: u32, part: u32, whole: u32| {
        u32::try_from(u64::from(of) * u64::from(part) / u64::from(whole.max(1))).unwrap_or(of)
    };
    let mut widths: Vec<u32> = if most <= room {
        // What is left goes to the columns of text.
        wanted.iter().map(|(_, most_own)| most_own + share(room - most, *most_own, most)).collect()
    } else if least < room {
        wanted.iter().map(|(own, own_most)| own + share(room - least, own_most - own, most - least)).collect()
    } else {
        wanted.iter().map(|(own, _)| share(room, *own, least)).collect()
    };
    let used: u32 = widths.iter().sum();
    if let Some(last) = widths.last_mut() {
        *last += room.saturating_sub(used);
    }
    widths
}

//! Markup of tables and lists.

use roxmltree::Node;

use super::block::{Block, Inline, Table};
use super::parser::{Parser, attribute};
use super::text::said;
use super::vocabulary::{BLOCKS, PIECES, Role, semantic};

impl Parser<'_> {
    /// A list with its items.
    pub fn list(&mut self, node: Node<'_, '_>) -> Block {
        let start = (node.tag_name().name() == "ol").then(|| self.number(node, "start").unwrap_or(1));
        let mut items = Vec::new();
        for child in node.children().filter(Node::is_element) {
            if child.tag_name().name() != "li" {
                self.unknown(child, &["li"]);
                continue;
            }
            self.attributes(child, &PIECES[0]);
            let holds = |child: Node<'_, '_>| {
                let name = child.tag_name().name();
                name != "todo" && (BLOCKS.iter().any(|element| element.name == name) || semantic(name).is_some())
            };
            let blocks = child.children().any(holds);
            items.push(if blocks { self.blocks(child) } else { vec![Block::Paragraph(self.inlines(child))] });
        }
        Block::List { start, items }
    }

    /// A table with its head, its rows and its note.
    pub fn table(&mut self, node: Node<'_, '_>, label: Option<String>) -> Table {
        let caption = attribute(node, "caption").filter(|caption| !caption.is_empty());
        if caption.is_some() != label.is_some() {
            let (has, lacks) =
                if caption.is_some() { ("题目", "标签 label") } else { ("标签", "题目 caption") };
            self.fault(node, format!("这张表有{has}，没有{lacks}。"), "题目和标签要么都写，要么都不写。");
        }
        let mut columns = Vec::new();
        for name in node.attribute("columns").unwrap_or_default().split_whitespace() {
            let role = Role::NAMES.iter().find(|(own, _)| *own == name).map(|(_, role)| *role);
            if role.is_none() {
                let known: Vec<&str> = Role::NAMES.iter().map(|(name, _)| *name).collect();
                self.fault(node, format!("没有名为「{name}」的列。"), &format!("可以写：{}。", known.join("、")));
            }
            columns.push(role.unwrap_or(Role::Text));
        }
        let mut table = Table {
            class: attribute(node, "class").or_else(|| label.clone()),
            label,
            number: None,
            caption,
            columns,
            unit: attribute(node, "unit").filter(|unit| !unit.is_empty()).map(|unit| format!("单位：{unit}")),
            head: Vec::new(),
            rows: Vec::new(),
            note: Vec::new(),
        };
        for child in node.children().filter(Node::is_element) {
            let name = child.tag_name().name();
            if let Some(element) = PIECES.iter().find(|element| element.name == name) {
                self.attributes(child, element);
            }
            match name {
                "head" if !table.head.is_empty() => {
                    self.fault(child, "一个表写了两个表头。".to_owned(), "只留一个 <head>。");
                }
                "head" => table.head = self.cells(child, table.columns.len()),
                "row" => {
                    let cells = self.cells(child, table.columns.len());
                    table.rows.push(cells);
                }
                "note" => {
                    // Several notes stand under each other.
                    let start = if table.note.is_empty() { Inline::Text("注：".to_owned()) } else { Inline::Break };
                    table.note.push(start);
                    let note = self.inlines(child);
                    table.note.extend(note);
                }
                _ => self.unknown(child, &["head", "row", "note"]),
            }
        }
        table.fill();
        table
    }

    fn cells(&mut self, row: Node<'_, '_>, columns: usize) -> Vec<Vec<Inline>> {
        let mut cells = Vec::new();
        for child in row.children().filter(Node::is_element) {
            if child.tag_name().name() == "cell" {
                self.attributes(child, &PIECES[3]);
                cells.push(self.inlines(child));
            } else {
                self.unknown(child, &["cell"]);
            }
        }
        if cells.len() != columns {
            let message = format!("这一行有{}格，表有{columns}列。", cells.len());
            self.fault(row, message, "每行的 <cell> 与 columns 里的列一样多；没有内容的写 <cell/>。");
        }
        cells
    }
}

impl Table {
    /// Gives every row as many cells as there are columns, and every empty cell the dash that says so.
    pub fn fill(&mut self) {
        let columns = self.columns.len();
        for row in self.rows.iter_mut().chain((!self.head.is_empty()).then_some(&mut self.head)) {
            row.resize(columns.max(row.len()), Vec::new());
            for cell in row.iter_mut().filter(|cell| said(cell).is_empty() && !drawn(cell)) {
                *cell = vec![Inline::Text("—".to_owned())];
            }
        }
    }
}

/// Whether a cell shows something that is no text.
fn drawn(cell: &[Inline]) -> bool {
    cell.iter().any(|inline| matches!(inline, Inline::Symbol(_) | Inline::Spark(_) | Inline::Reference { .. }))
}

//! Which page everything is on: what was written, laid out by its own styles, as nearly as page numbers ask for.
//!
//! All lines are as high as their style says, so that a machine without the typefaces breaks pages nearly as one with them.

use std::collections::BTreeMap;

use roxmltree::{Document, Node};

use super::measure::{Lines, Shape, Twips, attribute, is, shapes};

/// Least lines of a paragraph at the foot of a page and at the head of the next.
const TOGETHER: usize = 2;

/// Less room than this takes no part of a row.
const LEAST: Twips = 400;

/// What the border of a row adds to its height.
const BORDER: Twips = 10;

/// The printed page of every bookmark. What cannot be read has none.
#[must_use]
pub fn pages(body: &str, styles: &str, notes: &str) -> BTreeMap<String, String> {
    let (Ok(body), Ok(styles), Ok(notes)) = (Document::parse(body), Document::parse(styles), Document::parse(notes))
    else {
        return BTreeMap::new();
    };
    let shapes = shapes(&styles);
    let mut layout = Layout { page: Page::default(), at: 0, reserved: 0, number: 0, found: BTreeMap::new() };
    let mut reader = Reader { shapes: &shapes, notes: BTreeMap::new(), width: 8844 };
    let notes = notes.descendants().filter(|node| is(*node, "footnote"));
    reader.notes = notes.filter_map(|note| Some((attribute(note, "id")?, reader.stack(note)))).collect();

    let Some(all) = body.descendants().find(|node| is(*node, "body")) else { return BTreeMap::new() };
    let mut section: Vec<Node<'_, '_>> = Vec::new();
    for node in all.children().filter(Node::is_element) {
        let end = node.descendants().find(|node| is(*node, "sectPr"));
        section.push(node);
        if let Some(end) = end {
            let page = Page::of(end);
            reader.width = page.width;
            let blocks: Vec<Block<'_>> = section.drain(..).filter_map(|node| reader.block(node)).collect();
            layout.section(page, &blocks);
        }
    }
    layout.found
}

/// The pages of a section.
#[derive(Debug, Clone, Copy, Default)]
struct Page {
    /// The room for text.
    width: Twips,
    height: Twips,
    /// The number of the first page, if it does not go on from the one before.
    start: Option<i64>,
    roman: bool,
}

impl Page {
    fn of(section: Node<'_, '_>) -> Self {
        let child = |name: &str| section.children().find(|node| is(*node, name));
        let number = |name: &str, key: &str| -> Option<i64> { attribute(child(name)?, key)?.parse().ok() };
        let length = |name: &str, key: &str| number(name, key).unwrap_or_default();
        Self {
            width: length("pgSz", "w") - length("pgMar", "left") - length("pgMar", "right"),
            height: length("pgSz", "h") - length("pgMar", "top") - length("pgMar", "bottom"),
            start: number("pgNumType", "start"),
            roman: child("pgNumType").and_then(|own| attribute(own, "fmt")) == Some("upperRoman"),
        }
    }

    fn printed(self, number: i64) -> String {
        if !self.roman {
            return number.to_string();
        }
        let (mut rest, mut out) = (number, String::new());
        for (value, letters) in
            [(100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")]
        {
            while value <= rest {
                out.push_str(letters);
                rest -= value;
            }
        }
        out
    }
}

/// What stands on pages.
enum Block<'a> {
    Text { shape: Shape, lines: Lines, notes: Twips, marks: Vec<&'a str> },
    Table { head: Twips, rows: Vec<Row<'a>> },
}

/// A row of a table.
struct Row<'a> {
    height: Twips,
    /// Whether it stays on one page.
    whole: bool,
    notes: Twips,
    marks: Vec<&'a str>,
}

/// Reads the blocks of the body.
struct Reader<'a> {
    shapes: &'a BTreeMap<&'a str, Shape>,
    notes: BTreeMap<&'a str, Twips>,
    width: Twips,
}

impl<'a> Reader<'a> {
    fn block(&self, node: Node<'a, 'a>) -> Option<Block<'a>> {
        let (marks, notes) = (marks(node), self.notes_of(node));
        match node.tag_name().name() {
            "p" => {
                let shape = Shape::of(node, self.shapes);
                let lines = Lines::of(node, &shape, self.width);
                Some(Block::Text { shape, lines, notes, marks })
            }
            "tbl" => {
                let mut head = 0;
                let mut rows = Vec::new();
                for row in node.children().filter(|node| is(*node, "tr")) {
                    let height = self.row(row);
                    let told = |name: &str| row.descendants().any(|node| is(node, name));
                    if told("tblHeader") {
                        head += height;
                    }
                    rows.push(Row {
                        height,
                        whole: told("cantSplit"),
                        notes: self.notes_of(row),
                        marks: marks_of(row),
                    });
                }
                Some(Block::Table { head, rows })
            }
            _ => None,
        }
    }

    /// The height of a row: that of its highest cell.
    fn row(&self, row: Node<'a, 'a>) -> Twips {
        row.children().filter(|node| is(*node, "tc")).map(|cell| self.stack(cell)).max().unwrap_or_default() + BORDER
    }

    /// Paragraphs of a cell or of a note, one below the other.
    fn stack(&self, cell: Node<'a, 'a>) -> Twips {
        const SIDES: Twips = 160;
        let own = cell.descendants().find(|node| is(*node, "tcW")).and_then(|width| attribute(width, "w"));
        let width = own.and_then(|width| width.parse::<Twips>().ok()).map_or(self.width, |width| width - SIDES);
        let paragraphs = cell.children().filter(|node| is(*node, "p"));
        paragraphs
            .map(|paragraph| {
                let shape = Shape::of(paragraph, self.shapes);
                shape.before + Lines::of(paragraph, &shape, width).total() + shape.after
            })
            .sum()
    }

    /// The height of the notes that are called in a block.
    fn notes_of(&self, node: Node<'a, 'a>) -> Twips {
        let called = node.descendants().filter(|node| is(*node, "footnoteReference"));
        called.filter_map(|node| self.notes.get(attribute(node, "id")?)).sum()
    }
}

fn marks<'a>(node: Node<'a, 'a>) -> Vec<&'a str> {
    if is(node, "tbl") { Vec::new() } else { marks_of(node) }
}

fn marks_of<'a>(node: Node<'a, 'a>) -> Vec<&'a str> {
    node.descendants().filter(|node| is(*node, "bookmarkStart")).filter_map(|node| attribute(node, "name")).collect()
}

/// Fills page after page.
struct Layout {
    page: Page,
    /// How far down the page is filled, and what notes take at its foot.
    at: Twips,
    reserved: Twips,
    number: i64,
    found: BTreeMap<String, String>,
}

impl Layout {
    fn section(&mut self, page: Page, mut blocks: &[Block<'_>]) {
        self.page = page;
        self.turn();
        self.number = page.start.unwrap_or(self.number);
        while let [block, rest @ ..] = blocks {
            let need = needed(blocks).min(self.page.height);
            match block {
                Block::Text { shape, lines, notes, marks } => {
                    if 0 < self.at && (shape.breaks || self.left() < need) {
                        self.turn();
                    }
                    self.text(shape, *lines, *notes, marks);
                }
                Block::Table { head, rows } => self.table(*head, rows, need),
            }
            blocks = rest;
        }
    }

    fn table(&mut self, head: Twips, rows: &[Row<'_>], need: Twips) {
        for (place, row) in rows.iter().enumerate() {
            let own = if place == 0 { need } else { (row.height + row.notes).min(self.page.height) };
            let moves = row.whole || self.left() < LEAST;
            if 0 < self.at && moves && self.left() < own {
                self.turn();
                self.at += if place == 0 { 0 } else { head };
            }
            self.mark(&row.marks);
            self.reserved += row.notes;
            let mut height = row.height;
            while self.left() < height && head < self.page.height / 2 {
                height -= self.left();
                self.turn();
                self.at += head;
            }
            self.at += height;
        }
    }

    fn text(&mut self, shape: &Shape, lines: Lines, notes: Twips, marks: &[&str]) {
        if 0 < self.at || shape.breaks {
            self.at += shape.before;
        }
        self.mark(marks);
        self.reserved += notes;
        let mut rest = lines.count;
        while 0 < rest {
            let fit = usize::try_from(self.left() / lines.height.max(1)).unwrap_or_default();
            let mut here = rest.min(fit);
            // No line alone on the next page.
            if here < rest && rest - here < TOGETHER {
                here = rest.saturating_sub(TOGETHER).min(here);
            }
            if here == 0 && self.at == 0 {
                here = rest.min(1);
            }
            self.at += lines.height * Twips::try_from(here).unwrap_or_default();
            rest -= here;
            if 0 < rest {
                self.turn();
            }
        }
        self.at += shape.after;
    }

    fn left(&self) -> Twips {
        self.page.height - self.reserved - self.at
    }

    fn turn(&mut self) {
        self.number += 1;
        self.at = 0;
        self.reserved = 0;
    }

    fn mark(&mut self, marks: &[&str]) {
        for mark in marks {
            self.found.insert((*mark).to_owned(), self.page.printed(self.number));
        }
    }
}

/// What the first of these blocks asks for on its page, with those that stay with it.
fn needed(blocks: &[Block<'_>]) -> Twips {
    let mut sum = 0;
    for block in blocks {
        match block {
            Block::Text { shape, lines, notes, .. } => {
                let least = if shape.keep || lines.count <= TOGETHER + 1 { lines.count } else { TOGETHER };
                let least = Twips::try_from(least).unwrap_or_default();
                sum += shape.before + least * lines.height + notes;
                if !shape.next {
                    return sum;
                }
                sum += shape.after;
            }
            Block::Table { head, rows } => {
                let first = rows.iter().take(2).map(|row| row.height + row.notes);
                return sum + if 0 < *head { first.sum() } else { first.take(1).sum::<Twips>() };
            }
        }
    }
    sum
}

//! Blocks as paragraphs with named styles.

use super::Writer;
use super::contents::title_of;
use super::line::Look;
use super::section::{Matter, Orientation};
use crate::document::{Block, Division, DivisionKind, Inline, said};

/// How far the lines of a list stand in, a level, in twentieths of a point.
pub const INDENT: usize = 640;

/// Levels of lists that are told apart.
pub const LEVELS: usize = 5;

impl Writer<'_> {
    pub(super) fn blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            self.block(block);
        }
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Division(division) => self.division(division),
            Block::Body(blocks) => {
                self.matter(Matter::Body);
                self.blocks(blocks);
            }
            Block::Wide(blocks) => {
                self.turn(Orientation::Turned);
                self.blocks(blocks);
                self.turn(Orientation::Upright);
            }
            Block::Heading { level, number, label, text } => {
                let number = Look::default().run(number.as_deref().unwrap_or_default());
                let runs = number + &self.line(text, &Look::default());
                self.heading(*level, label.as_deref(), &runs);
            }
            Block::Paragraph(text) => self.text("Normal", "", text),
            Block::List { start, items } => self.items(*start, items),
            Block::Table(table) => self.table(table),
            Block::Figure(figure) => self.figure(figure),
            Block::Picture(picture) => self.picture(picture),
            Block::Todo(text) => self.text("Lacking", "", text),
            Block::Clear => {}
            Block::Contents(title) => self.contents(title),
            Block::Figures(title) => self.figures(title),
            Block::RunIn { title, blocks, .. } => self.run_in("Normal", title, blocks),
            Block::Semantic(semantic) => self.semantic(semantic),
        }
    }

    /// A paragraph of text, marked with where it is from.
    pub(super) fn text(&mut self, style: &str, properties: &str, text: &[Inline]) {
        let runs = self.line(text, &Look::default());
        let mark = self.mark(&said(text), text);
        let runs = self.marked(&runs, mark.into_iter().collect());
        self.paragraph(style, properties, &runs);
    }

    /// Blocks whose first words are a title.
    pub(super) fn run_in(&mut self, style: &str, title: &str, blocks: &[Block]) {
        let title = Look { strong: true, ..Look::default() }.run(&format!("{title}　"));
        if let Some((Block::Paragraph(text), rest)) = blocks.split_first() {
            let runs = self.line(text, &Look::default());
            let mark = self.mark(&said(text), text);
            let runs = title + &self.marked(&runs, mark.into_iter().collect());
            self.paragraph(style, "", &runs);
            self.blocks(rest);
        } else {
            self.paragraph(style, "<w:keepNext/>", &title);
            self.blocks(blocks);
        }
    }

    /// A heading with what leads to it.
    pub(super) fn heading(&mut self, level: u8, label: Option<&str>, runs: &str) {
        let anchor = self.entries.get(self.headings).map(|entry| entry.anchor.clone());
        self.headings += 1;
        let names = anchor.into_iter().chain(label.and_then(|label| self.anchor(label))).collect();
        let runs = self.marked(runs, names);
        self.paragraph(&format!("Heading{}", level.clamp(1, 4)), "", &runs);
    }

    fn division(&mut self, division: &Division) {
        self.matter(if division.kind == DivisionKind::Front { Matter::Front } else { Matter::Body });
        let runs = Look::default().run(&title_of(division));
        self.heading(1, division.label.as_deref(), &runs);
        if let Some(lead) = &division.lead {
            let runs = Look::default().run(lead);
            self.paragraph("Lead", "", &runs);
        }
        self.blocks(&division.blocks);
    }

    /// A list; numbers and marks are Word's own.
    fn items(&mut self, start: Option<u64>, items: &[Vec<Block>]) {
        self.lists.push(start);
        let (list, level) = (self.lists.len(), self.depth.min(LEVELS - 1));
        self.depth += 1;
        for item in items {
            let mut blocks = item.iter();
            if let Some(first) = blocks.next() {
                let numbered = format!("<w:numPr><w:ilvl w:val=\"{level}\"/><w:numId w:val=\"{list}\"/></w:numPr>");
                if let Block::Paragraph(text) = first {
                    self.text("ListParagraph", &numbered, text);
                } else {
                    self.paragraph("ListParagraph", &numbered, "");
                    self.block(first);
                }
            }
            for block in blocks {
                if let Block::Paragraph(text) = block {
                    let indent = format!(
                        "<w:ind w:left=\"{}\" w:firstLineChars=\"0\" w:firstLine=\"0\"/>",
                        INDENT * (level + 2)
                    );
                    self.text("ListParagraph", &indent, text);
                } else {
                    self.block(block);
                }
            }
        }
        self.depth -= 1;
    }

    /// A caption whose number counts by itself.
    pub(super) fn caption(&mut self, style: &str, number: &str, caption: &str, label: Option<&str>) {
        let look = Look::default();
        let at = number.find(|c: char| c.is_ascii_digit()).unwrap_or(number.len());
        let (name, digits) = number.split_at(at);
        let counted = format!("{}{}", look.run(name), look.field(&format!("SEQ {name} \\* ARABIC"), digits));
        let counted = self.marked(&counted, label.and_then(|label| self.anchor(label)).into_iter().collect());
        let runs = counted + &look.run("　") + &look.run(caption);
        let properties = if style == "TableCaption" { "<w:keepNext/>" } else { "" };
        self.paragraph(style, properties, &runs);
    }
}

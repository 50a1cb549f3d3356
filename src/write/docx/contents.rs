//! The table of contents and the lists of figures and tables, filled before anybody brings them up to date.

use super::Writer;
use super::line::Look;
use super::section::Matter;
use crate::document::{Block, Division, DivisionKind, Document, Part, PartContent, Picture, Semantic, Table, said};

/// A heading.
#[derive(Debug, Clone)]
pub struct Entry {
    /// Its level.
    pub level: u8,
    /// Its number and its words.
    pub text: String,
    /// Its bookmark.
    pub anchor: String,
}

/// Levels that the contents list.
const LISTED: u8 = 2;

/// The right edge of the lists, where the page numbers stand, in twentieths of a point.
pub const EDGE: u32 = 8844;

/// Every heading of a document in the order it is written.
pub fn entries(document: &Document) -> Vec<Entry> {
    let mut found: Vec<(u8, String)> = Vec::new();
    for block in &document.blocks {
        block.walk(&mut |block| match block {
            Block::Division(division) => found.push((1, title_of(division))),
            Block::Heading { level, number, text, .. } => {
                found.push((*level, format!("{}{}", number.as_deref().unwrap_or_default(), said(text))));
            }
            Block::Semantic(semantic) => found.extend(heading_of(semantic)),
            _ => {}
        });
    }
    let entries = found.into_iter().enumerate();
    entries.map(|(at, (level, text))| Entry { level, text, anchor: format!("_Toc{at:08}") }).collect()
}

/// A division's number and title.
pub fn title_of(division: &Division) -> String {
    let gap = if division.kind == DivisionKind::Appendix { "　" } else { "" };
    let number = division.number.as_ref().map(|number| format!("{number}{gap}")).unwrap_or_default();
    format!("{number}{}", division.title)
}

/// The heading that a semantic block has, and its level.
pub fn heading_of(semantic: &Semantic) -> Option<(u8, String)> {
    let line = |name: &str| {
        let part = semantic.parts.iter().find(|part| part.name == name)?;
        match part {
            Part { content: PartContent::Inlines(line), .. } => Some(said(line)),
            _ => None,
        }
    };
    match semantic.kind.as_str() {
        "case" => Some((2, format!("{}{}", semantic.number.as_deref().unwrap_or_default(), line("name")?))),
        "assignment" => {
            let level = semantic
                .options
                .iter()
                .find(|(name, _)| name == "level")
                .map_or(3, |(_, level)| level.parse().unwrap_or(3));
            let number = line("number").map(|number| format!("{number} ")).unwrap_or_default();
            Some((level, format!("{number}{}", line("name")?)))
        }
        _ => None,
    }
}

impl Writer<'_> {
    /// The table of contents.
    pub(super) fn contents(&mut self, title: &str) {
        self.matter(Matter::Front);
        let runs = Look::default().run(title);
        self.paragraph("TOCHeading", "<w:pageBreakBefore/>", &runs);
        let listed = self.entries.iter().filter(|entry| entry.level <= LISTED);
        let lines: Vec<Line> = listed
            .map(|entry| Line {
                style: format!("TOC{}", entry.level),
                text: entry.text.clone(),
                anchor: Some(entry.anchor.clone()),
            })
            .collect();
        self.list("TOC \\o \"1-2\" \\h \\z \\u", &lines);
    }

    /// The lists of figures and tables.
    pub(super) fn figures(&mut self, title: &str) {
        let (mut figures, mut tables) = (Vec::new(), Vec::new());
        for block in &self.document.blocks {
            block.walk(&mut |block| match block {
                Block::Figure(figure) => {
                    figures.push(self.captioned(Some(&figure.label), &figure.number, &figure.chart.caption));
                }
                Block::Picture(Picture { number: Some(number), label, caption, .. }) => {
                    figures.push(self.captioned(label.as_deref(), number, caption));
                }
                Block::Table(Table { label, number: Some(number), caption: Some(caption), .. }) => {
                    tables.push(self.captioned(label.as_deref(), number, caption));
                }
                _ => {}
            });
        }
        if figures.is_empty() && tables.is_empty() {
            return;
        }
        let runs = Look::default().run(title);
        self.paragraph("TOCHeading", "", &runs);
        for (name, lines) in [("图", figures), ("表", tables)] {
            if !lines.is_empty() {
                let runs = Look::default().run(name);
                self.paragraph("ListTitle", "", &runs);
                self.list(&format!("TOC \\h \\z \\c \"{name}\""), &lines);
            }
        }
    }

    fn captioned(&self, label: Option<&str>, number: &str, caption: &str) -> Line {
        Line {
            style: "TableofFigures".to_owned(),
            text: format!("{number}　{caption}"),
            anchor: label.and_then(|label| self.anchor(label)),
        }
    }

    /// A field of several lines.
    fn list(&mut self, instruction: &str, lines: &[Line]) {
        let character = |kind: &str| format!("<w:r><w:fldChar w:fldCharType=\"{kind}\"/></w:r>");
        let begin = format!(
            "{}<w:r><w:instrText xml:space=\"preserve\"> {} </w:instrText></w:r>{}",
            character("begin"),
            super::xml::escaped(instruction),
            character("separate")
        );
        for (at, line) in lines.iter().enumerate() {
            let look = Look::default();
            let number = line.anchor.as_ref().map(|anchor| look.page(anchor)).unwrap_or_default();
            let runs = format!("{}<w:r><w:tab/></w:r>{number}", look.run(&line.text));
            let runs = match &line.anchor {
                Some(anchor) => format!("<w:hyperlink w:anchor=\"{anchor}\" w:history=\"1\">{runs}</w:hyperlink>"),
                None => runs,
            };
            let (first, last) = (at == 0, at + 1 == lines.len());
            let runs = format!(
                "{}{runs}{}",
                if first { begin.as_str() } else { "" },
                if last { character("end") } else { String::new() }
            );
            self.paragraph(&line.style, "", &runs);
        }
    }
}

/// A line of a list.
struct Line {
    style: String,
    text: String,
    anchor: Option<String>,
}

//! The table of contents and the lists of figures and tables, with the entries that the document knows.

use super::literal::quoted;
use super::{Writer, array};
use crate::document::{Block, PartContent, Picture, Table, said};

impl Writer<'_> {
    /// The table of contents: level, number and title of every heading of the first two levels.
    pub(super) fn contents(&mut self, title: &str) {
        let mut entries = Vec::new();
        for block in &self.document.blocks {
            block.walk(&mut |block| entries.extend(heading(block)));
        }
        self.line(&format!("contents({}, {})", quoted(title), array(entries.into_iter())));
    }

    /// The lists of figures and tables: number and caption of each.
    pub(super) fn figures(&mut self, title: &str) {
        let (mut figures, mut tables) = (Vec::new(), Vec::new());
        let entry = |number: &str, caption: &str| format!("({}, {})", quoted(number), quoted(caption));
        for block in &self.document.blocks {
            block.walk(&mut |block| match block {
                Block::Figure(figure) => figures.push(entry(&figure.number, &figure.chart.caption)),
                Block::Picture(Picture { number: Some(number), caption, .. }) => figures.push(entry(number, caption)),
                Block::Table(Table { number: Some(number), caption: Some(caption), .. }) => {
                    tables.push(entry(number, caption));
                }
                _ => {}
            });
        }
        let (figures, tables) = (array(figures.into_iter()), array(tables.into_iter()));
        self.line(&format!("figures-list({}, {figures}, {tables})", quoted(title)));
    }
}

/// The entry of a block that the table of contents lists.
fn heading(block: &Block) -> Option<String> {
    let (level, number, title) = match block {
        Block::Division(division) => (1, division.number.as_ref(), division.title.clone()),
        Block::Heading { level: level @ 1..=2, number, text, .. } => (*level, number.as_ref(), said(text)),
        Block::Semantic(block) => {
            let number = block.number.as_ref()?;
            let name = block.parts.iter().find(|part| part.name == "name")?;
            let PartContent::Inlines(text) = &name.content else { return None };
            (2, Some(number), said(text))
        }
        _ => return None,
    };
    let number = number.map_or_else(|| "none".to_owned(), |number| quoted(number));
    Some(format!("({level}, {number}, {})", quoted(&title)))
}

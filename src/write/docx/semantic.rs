//! Blocks that mean something: the parts in their order, close together where the page shows them as cards.

use super::Writer;
use super::block::INDENT;
use super::contents::heading_of;
use super::line::Look;
use crate::document::{Inline, Part, PartContent, Semantic, said};

/// Most characters of a fact that stands beside others.
const SHORT: usize = 15;

impl Writer<'_> {
    pub(super) fn semantic(&mut self, block: &Semantic) {
        match block.kind.as_str() {
            "cover" => self.cover(block),
            "masthead" => self.masthead(block),
            "key-figures" | "lights" => self.cards(&block.parts, block.kind == "lights"),
            "tally" => self.close(&block.parts),
            "area-card" => {
                let lights = block.parts.iter().position(|part| part.name == "light").unwrap_or(block.parts.len());
                let (head, lights) = block.parts.split_at(lights);
                self.close(head);
                self.cards(lights, true);
            }
            "assignment" | "case" => self.headed(block),
            "chronicle" | "proof" => self.small(block),
            _ => self.blocks(&block.generic()),
        }
    }

    fn cover(&mut self, block: &Semantic) {
        self.emblem();
        for part in &block.parts {
            let style = match part.name.as_str() {
                "title" => "Title",
                "subtitle" => "Subtitle",
                "year" => "CoverYear",
                "issuer" | "date" => "CoverIssuer",
                "notice" => "Notice",
                _ => "CoverWord",
            };
            let place = if part.name == "issuer" { "<w:spacing w:before=\"3600\"/>" } else { "" };
            self.named(part, style, place);
        }
    }

    fn masthead(&mut self, block: &Semantic) {
        self.emblem();
        // What is short stands on one line.
        let mut line = String::new();
        for part in &block.parts {
            let style = match part.name.as_str() {
                "title" => "Title",
                "subtitle" => "Subtitle",
                "notice" => "Notice",
                _ => {
                    if let PartContent::Inlines(word) = &part.content {
                        let gap = if line.is_empty() { String::new() } else { Look::default().run("　") };
                        line.extend([gap, self.line(word, &Look::default())]);
                    }
                    continue;
                }
            };
            self.words(&mut line);
            self.named(part, style, "");
        }
        self.words(&mut line);
    }

    /// Short words of a masthead, if there are any.
    fn words(&mut self, line: &mut String) {
        if !line.is_empty() {
            self.paragraph("CoverWord", "", &std::mem::take(line));
        }
    }

    fn named(&mut self, part: &Part, style: &str, properties: &str) {
        if let PartContent::Inlines(line) = &part.content {
            let runs = self.line(line, &Look::default());
            self.paragraph(style, properties, &runs);
        }
    }

    /// Records as one paragraph each, or several a line.
    fn cards(&mut self, parts: &[Part], columns: bool) {
        if parts.is_empty() {
            return;
        }
        let count = if columns { 2 } else { 3 };
        let width = 8844 / count;
        let grid = format!("<w:gridCol w:w=\"{width}\"/>").repeat(count);
        let mut code = format!(
            "<w:tbl><w:tblPr><w:tblStyle w:val=\"Cards\"/><w:tblW w:w=\"{}\" w:type=\"dxa\"/><w:jc w:val=\"center\"/><w:tblLayout w:type=\"fixed\"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>",
            width * count
        );
        for row in parts.chunks(count) {
            code.push_str("<w:tr><w:trPr><w:cantSplit/></w:trPr>");
            for at in 0..count {
                let lines = row.get(at).map(|part| self.card(part, columns)).unwrap_or_default();
                let lines = if lines.is_empty() {
                    "<w:p><w:pPr><w:pStyle w:val=\"TableText\"/></w:pPr></w:p>".to_owned()
                } else {
                    lines
                };
                code.extend([format!("<w:tc><w:tcPr><w:tcW w:w=\"{width}\" w:type=\"dxa\"/></w:tcPr>{lines}</w:tc>")]);
            }
            code.push_str("</w:tr>");
        }
        code.push_str("</w:tbl>\n");
        self.section.empty = false;
        self.out.push_str(&code);
        self.paragraph("TableEnd", "", "");
    }

    /// The paragraphs of a card.
    fn card(&mut self, part: &Part, one: bool) -> String {
        let PartContent::Record(parts) = &part.content else { return String::new() };
        let lines: Vec<(&str, &[Inline])> = parts
            .iter()
            .filter_map(|part| match &part.content {
                PartContent::Inlines(line) => Some((part.name.as_str(), line.as_slice())),
                _ => None,
            })
            .collect();
        let paragraph =
            |style: &str, runs: &str| format!("<w:p><w:pPr><w:pStyle w:val=\"{style}\"/></w:pPr>{runs}</w:p>");
        if one {
            let mut runs = String::new();
            for (at, (_, line)) in lines.iter().enumerate() {
                if 0 < at {
                    runs.push_str(&Look::default().run("　"));
                }
                runs.push_str(&self.line(line, &Look::default()));
            }
            return paragraph("TableTextSmall", &runs);
        }
        let mut code = String::new();
        for (name, line) in lines {
            let runs = self.line(line, &Look { strong: name == "name", ..Look::default() });
            let mark = self.mark(&said(line), line);
            let runs = self.marked(&runs, mark.into_iter().collect());
            code.push_str(&paragraph(if name == "amount" { "CardFigure" } else { "TableTextSmall" }, &runs));
        }
        code
    }

    /// Parts and records in one small paragraph.
    fn close(&mut self, parts: &[Part]) {
        let mut pieces = Vec::new();
        for part in parts {
            let inner = match &part.content {
                PartContent::Record(inner) => inner.iter().collect(),
                _ => vec![part],
            };
            let mut runs = String::new();
            for (at, part) in inner.into_iter().enumerate() {
                if 0 < at {
                    runs.push_str(&Look::default().run(" "));
                }
                runs.push_str(&self.titled(part));
            }
            pieces.push(runs);
        }
        let runs = pieces.join(&Look::default().run("　"));
        self.paragraph("Small", "", &runs);
    }

    /// A part's line behind its title.
    fn titled(&mut self, part: &Part) -> String {
        let title =
            part.title.as_ref().map(|title| Look { strong: true, ..Look::default() }.run(&format!("{title}　")));
        let line = match &part.content {
            PartContent::Inlines(line) => {
                let mark = self.mark(&said(line), line);
                let runs = self.line(line, &Look::default());
                self.marked(&runs, mark.into_iter().collect())
            }
            _ => String::new(),
        };
        title.unwrap_or_default() + &line
    }

    /// A block with a heading of its own.
    fn headed(&mut self, block: &Semantic) {
        let level = heading_of(block).map_or(3, |(level, _)| level);
        let mut runs = Look::default().run(block.number.as_deref().unwrap_or_default());
        let mut rest = Vec::new();
        for part in &block.parts {
            match (&part.content, part.name.as_str()) {
                (PartContent::Inlines(line), "number") => {
                    runs.push_str(&self.line(line, &Look::default()));
                    runs.push_str(&Look::default().run(" "));
                }
                (PartContent::Inlines(line), "name") => {
                    let mark = self.mark(&said(line), line);
                    let name = self.line(line, &Look::default());
                    runs.push_str(&self.marked(&name, mark.into_iter().collect()));
                }
                _ => rest.push(part),
            }
        }
        self.heading(level, block.label.as_deref(), &runs);
        for part in rest {
            match &part.content {
                PartContent::Inlines(_) => {
                    let runs = self.titled(part);
                    self.paragraph("Small", &format!("<w:ind w:left=\"{INDENT}\"/>"), &runs);
                }
                PartContent::Blocks(blocks) => match &part.title {
                    Some(title) => self.run_in("Normal", title, blocks),
                    None => self.blocks(blocks),
                },
                PartContent::Record(_) => {
                    let blocks = Semantic { parts: vec![part.clone()], ..Semantic::default() }.generic();
                    self.blocks(&blocks);
                }
            }
        }
    }

    /// A block in smaller type, a paragraph each part; short facts stand beside each other.
    fn small(&mut self, block: &Semantic) {
        let anchor = block.label.as_deref().and_then(|label| self.anchor(label));
        let mut facts: Vec<String> = Vec::new();
        for (at, part) in block.parts.iter().enumerate() {
            let runs = match &part.content {
                PartContent::Inlines(_) => self.titled(part),
                PartContent::Record(parts) => {
                    let pieces: Vec<String> = parts.iter().map(|part| self.titled(part)).collect();
                    pieces.join(&Look::default().run("　"))
                }
                PartContent::Blocks(blocks) => {
                    self.beside(&mut facts);
                    self.blocks(blocks);
                    continue;
                }
            };
            let names = anchor.clone().filter(|_| at == 0).into_iter().collect();
            let runs = self.marked(&runs, names);
            if is_short(part) {
                facts.push(runs);
                continue;
            }
            self.beside(&mut facts);
            let style = if part.name == "name" { "SmallTitle" } else { "Small" };
            self.paragraph(style, "", &runs);
        }
        self.beside(&mut facts);
    }

    /// Short facts as one paragraph.
    fn beside(&mut self, facts: &mut Vec<String>) {
        if !facts.is_empty() {
            let runs = facts.join(&Look::default().run("　　"));
            self.paragraph("Small", "", &runs);
            facts.clear();
        }
    }
}

/// Whether a part is a fact that leaves room for another on its line.
fn is_short(part: &Part) -> bool {
    let PartContent::Inlines(line) = &part.content else { return false };
    part.name == "fact" && said(line).chars().count() <= SHORT
}

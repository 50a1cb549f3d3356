//! The events of a Markdown parser to blocks.

use std::ops::Range;

use pulldown_cmark::{Alignment, CodeBlockKind, Event, Tag, TagEnd};

use super::marks::{begins_item, cells, figures, table, web};
use super::open::{List, Row, Rows, Wrap};
use super::prepared::{JOINT, plain};
use super::{Fault, FaultKind, FindPicture};
use crate::document::block::{Block, Inline, Picture};
use crate::document::vocabulary::Role;

/// Deepest list that is nested; deeper ones are printed as typed.
const MAX_DEPTH: usize = 3;

/// Most figures of one paragraph, and most items of one list: typesetters give up on paragraphs and lists without end.
const MOST: usize = 120;

/// Reads events one by one.
pub struct Reader<'a> {
    text: &'a str,
    /// The blocks of everything that is open and holds blocks, the innermost last.
    blocks: Vec<Vec<Block>>,
    /// The line that is open.
    line: Vec<Inline>,
    /// What is open inside the line, each with the line around it.
    wraps: Vec<(Wrap, Vec<Inline>)>,
    lists: Vec<List>,
    table: Option<Rows>,
    /// Figures of the paragraph so far.
    figures: usize,
    bold: usize,
    picture: FindPicture<'a>,
    faults: Vec<Fault>,
}

impl<'a> Reader<'a> {
    /// Nothing read yet of the text.
    pub fn new(text: &'a str, picture: FindPicture<'a>) -> Self {
        Self {
            text,
            blocks: vec![Vec::new()],
            line: Vec::new(),
            wraps: Vec::new(),
            lists: Vec::new(),
            table: None,
            figures: 0,
            bold: 0,
            picture,
            faults: Vec::new(),
        }
    }

    /// The blocks that were read, and what was not set as expected.
    pub fn finish(mut self) -> (Vec<Block>, Vec<Fault>) {
        self.flush();
        (self.blocks.into_iter().next().unwrap_or_default(), self.faults)
    }

    fn fault(&mut self, kind: FaultKind, range: &Range<usize>) {
        self.faults.push(Fault { kind, range: range.clone() });
    }

    /// Reads an event; true if it began an element that was read whole, so that its inside is to be passed over.
    pub fn event(&mut self, event: Event<'_>, range: Range<usize>) -> bool {
        match event {
            Event::Start(tag) => return self.start(tag, &range),
            Event::End(tag) => self.end(tag, &range),
            Event::Text(text) => {
                if text.chars().all(|c| c == '*') && self.text[..range.end].ends_with("**") {
                    self.fault(FaultKind::Bold, &(range.end - 2..range.end));
                }
                self.string(&text);
            }
            Event::SoftBreak => self.soft_break(&range),
            Event::HardBreak => self.line.push(Inline::Break),
            // Html, code, rules, footnotes, formulas: not ours, so as typed.
            other => {
                self.fault(
                    match other {
                        Event::Code(_) => FaultKind::Code,
                        Event::Rule => FaultKind::Rule,
                        _ => FaultKind::Html,
                    },
                    &range,
                );
                if other == Event::Rule { self.typed_block(&range) } else { self.typed(&range) }
            }
        }
        false
    }

    fn start(&mut self, tag: Tag<'_>, range: &Range<usize>) -> bool {
        match tag {
            Tag::Paragraph => {
                self.flush();
                self.figures = 0;
            }
            Tag::List(start) if self.lists.len() < MAX_DEPTH => {
                self.flush();
                self.lists.push(List { start, items: Vec::new() });
            }
            Tag::Item => {
                self.flush();
                self.number(range);
                self.figures = 0;
                self.blocks.push(Vec::new());
            }
            // Bold within bold is bold; nesting it would only nest the document, without bound.
            Tag::Strong => {
                self.bold += 1;
                if self.bold == 1 {
                    self.wraps.push((Wrap::Strong, std::mem::take(&mut self.line)));
                }
            }
            Tag::Emphasis => {
                self.fault(FaultKind::Emphasis, range);
                self.typed(&(range.start..range.start + 1));
            }
            Tag::Link { dest_url, title, .. } if web(&dest_url) && !self.linked() => {
                if !title.is_empty() {
                    self.fault(FaultKind::Link, range);
                }
                self.wraps.push((Wrap::Link(plain(&dest_url).into_owned()), std::mem::take(&mut self.line)));
            }
            Tag::Image { dest_url, title, .. } => {
                self.image(&dest_url, &title, range);
                return true;
            }
            Tag::Table(aligns) => {
                self.flush();
                let role = |alignment: &Alignment| match alignment {
                    Alignment::Right => Role::Figure,
                    Alignment::Center => Role::Tag,
                    _ => Role::Text,
                };
                let columns = aligns.iter().map(role).collect();
                self.table =
                    Some(Rows { columns, rows: Vec::new(), pictures: Vec::new(), after: Vec::new(), row: Row::Cells });
            }
            Tag::TableHead => {
                if let Some(table) = &mut self.table {
                    table.rows.push(Vec::new());
                }
            }
            Tag::TableRow => return self.row(range),
            Tag::HtmlBlock => return self.as_typed(FaultKind::Html, range),
            Tag::CodeBlock(CodeBlockKind::Indented) => return self.as_typed(FaultKind::Indented, range),
            Tag::CodeBlock(CodeBlockKind::Fenced(_)) => return self.as_typed(FaultKind::Code, range),
            Tag::Heading { .. } => return self.as_typed(FaultKind::Heading, range),
            Tag::BlockQuote(_) => return self.quote(range),
            Tag::List(_) => return self.as_typed(FaultKind::Deep, range),
            Tag::Link { .. } => return self.as_typed(FaultKind::Link, range),
            _ => {}
        }
        false
    }

    fn end(&mut self, tag: TagEnd, range: &Range<usize>) {
        match tag {
            TagEnd::Paragraph => self.flush(),
            TagEnd::List(_) => {
                if let Some(List { start, items }) = self.lists.pop() {
                    self.items(start, &items);
                }
            }
            TagEnd::Item => {
                self.flush();
                let blocks = self.blocks.pop().unwrap_or_default();
                if let Some(list) = self.lists.last_mut() {
                    list.items.push(blocks);
                }
            }
            TagEnd::Strong => {
                if self.bold == 1 {
                    self.close();
                }
                self.bold = self.bold.saturating_sub(1);
            }
            TagEnd::Emphasis => self.typed(&(range.end - 1..range.end)),
            TagEnd::Link if self.linked() => self.close(),
            TagEnd::TableCell => {
                let cell = std::mem::take(&mut self.line);
                let Some(table) = &mut self.table else { return };
                match table.row {
                    Row::Cells => table.rows.last_mut().into_iter().for_each(|row| row.push(cell.clone())),
                    Row::Bare if cell.is_empty() => {}
                    Row::Bare => table.after.push(cell),
                }
            }
            TagEnd::Table => {
                if let Some(Rows { columns, rows, pictures, after, .. }) = self.table.take() {
                    self.block(Block::Table(table(columns, rows)));
                    for block in pictures.into_iter().chain(after.into_iter().map(Block::Paragraph)) {
                        self.block(block);
                    }
                }
            }
            _ => {}
        }
    }

    /// An item with a number of its own goes on as another list, so that it keeps that number.
    fn number(&mut self, range: &Range<usize>) {
        let typed = &self.text[range.clone()];
        let digits = typed.len() - typed.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        let Some(list) = self.lists.last_mut() else { return };
        let (Some(start), Ok(number)) = (list.start, typed[..digits].parse::<u64>()) else { return };
        if start + list.items.len() as u64 == number {
            return;
        }
        let items = std::mem::take(&mut list.items);
        list.start = Some(number);
        self.items(Some(start), &items);
        self.fault(FaultKind::Numbering, &(range.start..range.start + digits));
    }

    /// A list of very many goes on as another one.
    fn items(&mut self, mut start: Option<u64>, items: &[Vec<Block>]) {
        for items in items.chunks(MOST) {
            self.block(Block::List { start, items: items.to_vec() });
            start = start.map(|start| start.saturating_add(MOST as u64));
        }
    }

    /// A row, or a line under a table that is none; true if it is printed as typed.
    fn row(&mut self, range: &Range<usize>) -> bool {
        let raw = self.text[range.clone()].trim().to_owned();
        let Some(table) = &mut self.table else { return false };
        let (columns, bare) = (table.columns.len(), !raw.contains('|'));
        if bare {
            table.row = Row::Bare;
            self.fault(FaultKind::BareRow, range);
            return false;
        }
        if !table.after.is_empty() {
            table.after.push(vec![Inline::Text(plain(&raw).into_owned())]);
            self.fault(FaultKind::StrayRow, range);
            return true;
        }
        table.rows.push(Vec::new());
        let cells = cells(&raw);
        if columns < cells {
            self.fault(FaultKind::LongRow, range);
        } else if cells < columns {
            self.fault(FaultKind::ShortRow, range);
        }
        false
    }

    /// `>5` is more than five, and prints as it should.
    fn quote(&mut self, range: &Range<usize>) -> bool {
        let digits = self.text[range.start..].trim_start_matches(['>', ' ']).starts_with(|c: char| c.is_ascii_digit());
        if digits {
            self.typed_block(range);
            return true;
        }
        self.as_typed(FaultKind::Quote, range)
    }

    /// An element that is not ours, read whole.
    fn as_typed(&mut self, kind: FaultKind, range: &Range<usize>) -> bool {
        self.fault(kind, range);
        self.typed_block(range);
        true
    }

    fn linked(&self) -> bool {
        self.wraps.iter().any(|(wrap, _)| matches!(wrap, Wrap::Link(_)))
    }

    fn block(&mut self, block: Block) {
        if let Some(blocks) = self.blocks.last_mut() {
            blocks.push(block);
        }
    }

    /// Ends what was opened last inside the line.
    fn close(&mut self) {
        if let Some((wrap, outer)) = self.wraps.pop() {
            let inner = std::mem::replace(&mut self.line, outer);
            if !inner.is_empty() {
                self.line.push(wrap.close(inner));
            }
        }
    }

    /// Ends the paragraph; what is open inside it goes on in the next one.
    fn split(&mut self) {
        let open: Vec<Wrap> = self.wraps.iter().map(|(wrap, _)| wrap.clone()).collect();
        for _ in &open {
            self.close();
        }
        self.flush();
        self.figures = 0;
        self.wraps = open.into_iter().map(|wrap| (wrap, Vec::new())).collect();
    }

    /// Makes a paragraph of the line.
    fn flush(&mut self) {
        let line = std::mem::take(&mut self.line);
        if !line.is_empty() {
            self.block(Block::Paragraph(line));
        }
    }

    fn push(&mut self, text: &str) {
        match self.line.last_mut() {
            Some(Inline::Text(last)) => last.push_str(text),
            _ if text.is_empty() => {}
            _ => self.line.push(Inline::Text(text.to_owned())),
        }
    }

    /// A piece of text, without the joints. A paragraph of very many figures goes on as another one.
    fn string(&mut self, text: &str) {
        let text = plain(text);
        for part in text.split_inclusive(['。', '；', '，', '、', ' ']) {
            self.push(part);
            self.figures += figures(part);
            if MOST <= self.figures && self.table.is_none() {
                self.split();
            }
        }
    }

    /// A line break in the source is nothing between Han characters and a space elsewhere.
    fn soft_break(&mut self, range: &Range<usize>) {
        let before = self.text[..range.start].trim_end_matches(JOINT).chars().next_back();
        let after = self.text[range.end..].trim_start_matches(JOINT).chars().next();
        if before.is_some_and(|c| c.is_ascii()) && after.is_some_and(|c| c.is_ascii()) {
            self.string(" ");
        }
        let next = plain(self.text[range.end..].split('\n').next().unwrap_or_default());
        if before.is_some_and(|c| matches!(c, '。' | '；' | '：' | '！' | '？')) || begins_item(&next) {
            self.fault(FaultKind::Joined, range);
        }
    }

    fn typed(&mut self, range: &Range<usize>) {
        let text = self.text.get(range.clone()).unwrap_or_default().to_owned();
        self.string(&text);
    }

    /// A block that is not ours: its lines, as paragraphs; inside a paragraph it is a piece of it.
    fn typed_block(&mut self, range: &Range<usize>) {
        let text = plain(self.text.get(range.clone()).unwrap_or_default()).into_owned();
        if !self.line.is_empty() || !self.wraps.is_empty() || self.table.is_some() {
            self.string(&text.replace('\n', ""));
            return;
        }
        for line in text.lines().filter(|line| !line.trim().is_empty()) {
            self.block(Block::Paragraph(vec![Inline::Text(line.to_owned())]));
        }
    }

    fn image(&mut self, path: &str, title: &str, range: &Range<usize>) {
        let source = plain(self.text.get(range.clone()).unwrap_or_default()).into_owned();
        let alt = source.strip_prefix("![").and_then(|rest| rest.split(']').next()).unwrap_or_default();
        let title = &*plain(title);
        let path = (self.picture)(&plain(path)).filter(|_| !alt.trim().is_empty());
        let Some(path) = path else { return self.typed(range) };
        let caption = if title.is_empty() { alt } else { title };
        let picture = Block::Picture(Picture {
            path,
            alt: alt.to_owned(),
            caption: caption.to_owned(),
            label: None,
            number: None,
        });
        if let Some(table) = &mut self.table {
            table.pictures.push(picture);
        } else {
            self.split();
            self.block(picture);
        }
    }
}

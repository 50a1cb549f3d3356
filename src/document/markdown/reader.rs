//! The events of a Markdown parser to blocks.

use std::ops::Range;

use pulldown_cmark::{Alignment, Event, Tag, TagEnd};

use super::FindPicture;
use crate::document::block::{Block, Inline, Picture, Table};
use crate::document::vocabulary::Role;

/// Stands at the inner side of every `**`, so that `**做法。**某` is bold although `CommonMark` wants a space there.
pub const JOINT: char = '\u{e000}';

/// Deepest list that is nested; deeper ones are printed as typed.
const MAX_DEPTH: usize = 3;

/// Most figures of one paragraph, and most items of one list: typesetters give up on paragraphs and lists without end.
const MOST: usize = 120;

/// What is open inside a line.
#[derive(Clone)]
enum Wrap {
    Strong,
    Link(String),
}

impl Wrap {
    fn close(self, inlines: Vec<Inline>) -> Inline {
        match self {
            Self::Strong => Inline::Strong(inlines),
            Self::Link(url) => Inline::Link { url, inlines },
        }
    }
}

/// A list that is open.
struct List {
    start: Option<u64>,
    items: Vec<Vec<Block>>,
}

/// A table that is open, with the pictures of its cells, which stand after it.
struct Rows {
    columns: Vec<Role>,
    rows: Vec<Vec<Vec<Inline>>>,
    pictures: Vec<Block>,
}

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
        }
    }

    /// The blocks that were read.
    pub fn blocks(mut self) -> Vec<Block> {
        self.flush();
        self.blocks.into_iter().next().unwrap_or_default()
    }

    /// Reads an event; true if it began an element that was read whole, so that its inside is to be passed over.
    pub fn event(&mut self, event: Event<'_>, range: Range<usize>) -> bool {
        match event {
            Event::Start(tag) => return self.start(tag, &range),
            Event::End(tag) => self.end(tag, &range),
            Event::Text(text) => self.string(&text),
            Event::SoftBreak => self.soft_break(&range),
            Event::HardBreak => self.line.push(Inline::Break),
            // Html, code, rules, footnotes, formulas: not ours, so as typed.
            _ => self.typed(&range),
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
            Tag::Emphasis => self.typed(&(range.start..range.start + 1)),
            Tag::Link { dest_url, .. } if web(&dest_url) && !self.linked() => {
                self.wraps.push((Wrap::Link(dest_url.into_string()), std::mem::take(&mut self.line)));
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
                self.table = Some(Rows { columns, rows: Vec::new(), pictures: Vec::new() });
            }
            Tag::TableHead | Tag::TableRow => {
                if let Some(table) = &mut self.table {
                    table.rows.push(Vec::new());
                }
            }
            Tag::HtmlBlock
            | Tag::CodeBlock(_)
            | Tag::Heading { .. }
            | Tag::BlockQuote(_)
            | Tag::List(_)
            | Tag::Link { .. } => {
                self.typed_block(range);
                return true;
            }
            _ => {}
        }
        false
    }

    fn end(&mut self, tag: TagEnd, range: &Range<usize>) {
        match tag {
            TagEnd::Paragraph => self.flush(),
            TagEnd::List(_) => {
                if let Some(List { start, items }) = self.lists.pop() {
                    let mut start = start;
                    // A list of very many goes on as another one.
                    for items in items.chunks(MOST) {
                        self.block(Block::List { start, items: items.to_vec() });
                        start = start.map(|start| start.saturating_add(MOST as u64));
                    }
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
                if let Some(row) = self.table.as_mut().and_then(|table| table.rows.last_mut()) {
                    row.push(cell);
                }
            }
            TagEnd::Table => {
                if let Some(Rows { columns, rows, pictures }) = self.table.take() {
                    self.block(Block::Table(table(columns, rows)));
                    for picture in pictures {
                        self.block(picture);
                    }
                }
            }
            _ => {}
        }
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
        let text = text.replace(JOINT, "");
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
    }

    fn typed(&mut self, range: &Range<usize>) {
        let text = self.text.get(range.clone()).unwrap_or_default().to_owned();
        self.string(&text);
    }

    /// A block that is not ours: its lines, as paragraphs; inside a paragraph it is a piece of it.
    fn typed_block(&mut self, range: &Range<usize>) {
        let text = self.text.get(range.clone()).unwrap_or_default().replace(JOINT, "");
        if !self.line.is_empty() || !self.wraps.is_empty() || self.table.is_some() {
            self.string(&text.replace('\n', ""));
            return;
        }
        for line in text.lines().filter(|line| !line.trim().is_empty()) {
            self.block(Block::Paragraph(vec![Inline::Text(line.to_owned())]));
        }
    }

    fn image(&mut self, path: &str, title: &str, range: &Range<usize>) {
        let source = self.text.get(range.clone()).unwrap_or_default().replace(JOINT, "");
        let alt = source.strip_prefix("![").and_then(|rest| rest.split(']').next()).unwrap_or_default();
        let path = (self.picture)(path).filter(|_| !alt.trim().is_empty());
        let Some(path) = path else { return self.typed(range) };
        let caption = if title.is_empty() { alt } else { title };
        let picture = Block::Picture(Picture { path, alt: alt.to_owned(), caption: caption.to_owned(), number: None });
        if let Some(table) = &mut self.table {
            table.pictures.push(picture);
        } else {
            self.split();
            self.block(picture);
        }
    }
}

/// A table inside prose: no caption; the first row is its head. Rows are as long as the head.
pub fn table(columns: Vec<Role>, mut rows: Vec<Vec<Vec<Inline>>>) -> Table {
    let head = if rows.is_empty() { Vec::new() } else { rows.remove(0) };
    let mut table = Table {
        label: None,
        class: None,
        number: None,
        caption: None,
        columns,
        unit: None,
        head,
        rows,
        note: Vec::new(),
    };
    table.fill();
    table
}

/// How many figures a text holds.
fn figures(text: &str) -> usize {
    text.split(|c: char| !c.is_ascii_digit()).filter(|run| !run.is_empty()).count()
}

/// Addresses that a reader may follow; anything else stays text.
fn web(url: &str) -> bool {
    ["https://", "http://", "mailto:"].iter().any(|scheme| url.starts_with(scheme))
}

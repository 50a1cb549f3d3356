//! Markdown to blocks: paragraphs, lists, bold, links, tables and pictures; anything else prints as it was typed.

use std::ops::Range;

use pulldown_cmark::{Alignment, Event, Options, Parser, Tag, TagEnd};

use super::block::{Block, Inline, Picture, Table};
use super::vocabulary::Role;

/// Stands at the inner side of every `**`, so that `**做法。**某` is bold although `CommonMark` wants a space there.
const JOINT: char = '\u{e000}';

/// Deepest list that is nested; deeper ones are printed as typed.
const MAX_DEPTH: usize = 3;

/// Most figures of one paragraph, and most items of one list: typesetters give up on paragraphs and lists without end.
const MOST: usize = 120;

/// Which pictures may be shown: their path among the pictures by the path that was typed.
pub type FindPicture<'a> = &'a dyn Fn(&str) -> Option<String>;

/// The text as blocks.
#[must_use]
pub fn blocks(text: &str, picture: FindPicture<'_>) -> Vec<Block> {
    let text = text.replace(JOINT, "").replace("**", &format!("{JOINT}**{JOINT}"));
    let mut reader = Reader {
        text: &text,
        blocks: vec![Vec::new()],
        line: Vec::new(),
        wraps: Vec::new(),
        lists: Vec::new(),
        table: None,
        figures: 0,
        bold: 0,
        picture,
    };
    // How many elements are open inside one that was read whole already.
    let mut inside = 0usize;
    for (event, range) in Parser::new_ext(&text, Options::ENABLE_TABLES).into_offset_iter() {
        match (&event, inside) {
            (Event::Start(_), 1..) => inside += 1,
            (Event::End(_), 1..) => inside -= 1,
            (_, 1..) => {}
            (_, 0) => inside = usize::from(reader.event(event, range)),
        }
    }
    reader.flush();
    reader.blocks.into_iter().next().unwrap_or_default()
}

/// Every picture the text names, by the path that was typed, with its place in the text; links are none.
#[must_use]
pub fn pictures(text: &str) -> Vec<(String, Range<usize>)> {
    let parser = Parser::new_ext(text, Options::ENABLE_TABLES).into_offset_iter();
    let image = |(event, range)| match event {
        Event::Start(Tag::Image { dest_url, .. }) => Some((dest_url.into_string(), range)),
        _ => None,
    };
    parser.filter_map(image).collect()
}

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

struct Reader<'a> {
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

impl Reader<'_> {
    /// Reads an event; true if it began an element that was read whole, so that its inside is to be passed over.
    fn event(&mut self, event: Event<'_>, range: Range<usize>) -> bool {
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
                    pictures.into_iter().for_each(|picture| self.block(picture));
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
        open.iter().for_each(|_| self.close());
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
        match &mut self.table {
            Some(table) => table.pictures.push(picture),
            None => {
                self.split();
                self.block(picture);
            }
        }
    }
}

/// A table inside prose: no caption; the first row is its head. Rows are as long as the head.
fn table(columns: Vec<Role>, mut rows: Vec<Vec<Vec<Inline>>>) -> Table {
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

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[Block]) {
        assert_eq!(blocks(text, &|path| (path == "图片/a.png").then(|| "2024/图片/a.png".to_owned())), expected);
    }

    fn paragraph(text: &str) -> Block {
        Block::Paragraph(vec![Inline::Text(text.to_owned())])
    }

    #[test]
    fn bold_ends_after_a_full_stop() {
        let bold = Inline::Strong(vec![Inline::Text("做法。".to_owned())]);
        check("**做法。**某", &[Block::Paragraph(vec![bold, Inline::Text("某".to_owned())])]);
    }

    #[test]
    fn bold_within_bold_is_read_once() {
        let nested = "**a ".repeat(400) + &"b** ".repeat(400);
        for block in blocks(&nested, &|_| None) {
            for inline in block.lines().into_iter().flatten() {
                assert!(inline.inner().iter().all(|inner| !matches!(inner, Inline::Strong(_))), "{inline:?}");
            }
        }
    }

    #[test]
    fn prints_what_is_not_ours_as_typed() {
        check("#read(\"x\") $x$ `c` *e* <b>", &[paragraph("#read(\"x\") $x$ `c` *e* <b>")]);
        check("# 标题", &[paragraph("# 标题")]);
        check("[x](file:///etc/passwd)", &[paragraph("[x](file:///etc/passwd)")]);
        check("![图](../../secret.png)", &[paragraph("![图](../../secret.png)")]);
    }

    #[test]
    fn joins_lines_without_a_space() {
        check("第一行\n第二行", &[paragraph("第一行第二行")]);
    }

    #[test]
    fn reads_lists_tables_and_pictures() {
        let items = vec![vec![paragraph("甲")], vec![paragraph("乙")]];
        check("- 甲\n- 乙", &[Block::List { start: None, items }]);
        let cell = |text: &str| vec![Inline::Text(text.to_owned())];
        let rows = vec![vec![cell("a"), cell("b")], vec![cell("1"), cell("2")]];
        check("| a | b |\n|---|--:|\n| 1 | 2 |", &[Block::Table(table(vec![Role::Text, Role::Figure], rows))]);
        let picture = Picture {
            path: "2024/图片/a.png".to_owned(),
            alt: "图".to_owned(),
            caption: "图".to_owned(),
            number: None,
        };
        check("![图](图片/a.png)", &[Block::Picture(picture)]);
    }

    #[test]
    fn pictures_are_found_wherever_they_stand() {
        let found = pictures("- ![甲](a.png)\n\n[链](b.png) ![乙](<c d.png> \"题\")");
        assert_eq!(found.into_iter().map(|(path, _)| path).collect::<Vec<_>>(), ["a.png", "c d.png"]);
    }
}

//! A document as one HTML page that needs nothing beside it: the full text in reading order, with working references.
//!
//! It knows the generic blocks only; semantic ones are printed as what they are made of.

mod image;
mod inline;

use std::fmt::Write;

use quick_xml::escape::escape;

use self::image::image;
pub use self::image::{Image, kind};
pub use self::inline::{figure, status, symbol};
use super::Illustrations;
use crate::document::{
    Block, Division, DivisionKind, Document, Figure, Inline, Part, PartContent, Picture, Semantic, Table,
};

/// The looks of the page.
const STYLE: &str = include_str!("../../../assets/web/document.css");

/// Where a page finds what is not in its text.
pub struct Places<'a> {
    /// The address of an image; none of one that is not there.
    pub image: &'a dyn Fn(Image<'_>) -> Option<String>,
    /// The address of a labelled place.
    pub label: &'a dyn Fn(&str) -> String,
    /// The level of what the document calls a heading of level 1.
    pub top: u8,
}

/// The page. The same document is the same bytes.
#[must_use]
pub fn page(document: &Document, illustrations: &Illustrations<'_>) -> String {
    let places = Places {
        image: &|image| image.inside(illustrations),
        label: &|label| format!("#{label}"),
        // The title of the document is the only heading of the first level.
        top: 2,
    };
    let mut writer = Writer::new(document, &places);
    let title = document.meta.title.replace('\n', "");
    let name = match &document.meta.subtitle {
        Some(subtitle) => format!("{title}（{}）{subtitle}", document.meta.year),
        None => format!("{title}（{}）", document.meta.year),
    };
    writer.put("<!DOCTYPE html>\n<html lang=\"zh-CN\">\n<head>\n<meta charset=\"utf-8\">\n");
    writer.put("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
    writer.put("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; img-src data:\">\n");
    writer.put(&format!("<title>{}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n<main>\n", escape(&name)));
    writer.blocks(&document.blocks);
    writer.foot();
    writer.put("</main>\n</body>\n</html>\n");
    writer.out
}

/// Blocks of a document, or of its like, as a part of a page that finds its images and places by these addresses.
#[must_use]
pub fn part(document: &Document, blocks: &[Block], places: &Places<'_>) -> String {
    let mut writer = Writer::new(document, places);
    writer.blocks(blocks);
    writer.foot();
    writer.out
}

struct Writer<'a> {
    document: &'a Document,
    places: &'a Places<'a>,
    out: String,
    /// The notes at the foot, in order.
    notes: Vec<String>,
    /// How many headings were written.
    headings: usize,
}

impl<'a> Writer<'a> {
    fn new(document: &'a Document, places: &'a Places<'a>) -> Self {
        Self { document, places, out: String::new(), notes: Vec::new(), headings: 0 }
    }

    fn put(&mut self, code: &str) {
        self.out.push_str(code);
    }

    fn blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            self.block(block);
        }
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Division(division) => self.division(division),
            Block::Body(blocks) | Block::Wide(blocks) => self.blocks(blocks),
            Block::Heading { level, number, label, text } => {
                let level = level + self.places.top - 1;
                let (id, text) = (id(label.as_deref()), self.line(text));
                let number = escape(number.as_deref().unwrap_or_default()).to_string();
                self.put(&format!("<h{level}{id}>{number}{text}</h{level}>\n"));
            }
            Block::Paragraph(text) => {
                let text = self.line(text);
                self.put(&format!("<p>{text}</p>\n"));
            }
            Block::List { start, items } => {
                let (tag, start) = match start {
                    Some(start) => ("ol", format!(" start=\"{start}\"")),
                    None => ("ul", String::new()),
                };
                self.put(&format!("<{tag}{start}>\n"));
                for item in items {
                    self.put("<li>");
                    self.blocks(item);
                    self.put("</li>\n");
                }
                self.put(&format!("</{tag}>\n"));
            }
            Block::Table(table) => self.table(table),
            Block::Figure(figure) => self.figure(figure),
            Block::Picture(picture) => self.picture(picture),
            Block::Todo(text) => {
                let text = self.line(text);
                self.put(&format!("<p class=\"todo\">{text}</p>\n"));
            }
            Block::Clear => {}
            Block::Contents(title) => self.contents(title),
            Block::Figures(title) => self.lists(title),
            Block::RunIn { title, blocks, .. } => {
                let title = format!("<b>{}</b>　", escape(title));
                if let Some((Block::Paragraph(text), rest)) = blocks.split_first() {
                    let text = self.line(text);
                    self.put(&format!("<p>{title}{text}</p>\n"));
                    self.blocks(rest);
                } else {
                    self.put(&format!("<p>{title}</p>\n"));
                    self.blocks(blocks);
                }
            }
            Block::Semantic(block) => self.semantic(block),
        }
    }

    /// A semantic block: what it is made of, in an element that styles know by its kind.
    fn semantic(&mut self, block: &Semantic) {
        let (kind, id) = (escape(&block.kind).into_owned(), id(block.label.as_deref()));
        let head = block.kind == "cover" || block.kind == "masthead";
        let tag = if head { "header" } else { "div" };
        self.put(&format!("<{tag} class=\"{kind}\"{id}>\n"));
        if let Some(number) = &block.number {
            self.put(&format!("<p><b>{}</b></p>\n", escape(number)));
        }
        let (title, rest): (Vec<Part>, Vec<Part>) =
            block.parts.iter().cloned().partition(|part| head && part.name == "title");
        for part in title {
            if let PartContent::Inlines(text) = part.content {
                let text = self.line(&text);
                self.put(&format!("<h1>{text}</h1>\n"));
            }
        }
        self.blocks(&Semantic { parts: rest, ..Semantic::default() }.generic());
        self.put(&format!("</{tag}>\n"));
    }

    fn division(&mut self, division: &Division) {
        let (anchor, number) = (self.next_heading(division), number_before(division));
        self.put(&format!("<section id=\"{anchor}\">\n<h2>{number}{}</h2>\n", escape(&division.title)));
        if let Some(lead) = &division.lead {
            self.put(&format!("<p class=\"lead\">{}</p>\n", escape(lead)));
        }
        self.blocks(&division.blocks);
        self.put("</section>\n");
    }

    fn next_heading(&mut self, division: &Division) -> String {
        self.headings += 1;
        division.label.as_ref().map_or_else(|| format!("part-{}", self.headings), |label| escape(label).to_string())
    }

    /// The table of contents: the divisions of the whole document.
    fn contents(&mut self, title: &str) {
        let mut entries = String::new();
        let mut count = 0;
        for block in &self.document.blocks {
            block.walk(&mut |block| {
                if let Block::Division(division) = block {
                    count += 1;
                    let anchor = division.label.clone().unwrap_or_else(|| format!("part-{count}"));
                    let (number, title) = (number_before(division), escape(&division.title));
                    let _ = writeln!(entries, "<li><a href=\"#{}\">{number}{title}</a></li>", escape(&anchor));
                }
            });
        }
        let title = escape(title);
        self.put(&format!("<nav aria-label=\"{title}\">\n<h2>{title}</h2>\n<ul>\n{entries}</ul>\n</nav>\n"));
    }

    /// The lists of figures and tables.
    fn lists(&mut self, title: &str) {
        let (mut figures, mut tables) = (String::new(), String::new());
        for block in &self.document.blocks {
            block.walk(&mut |block| match block {
                Block::Figure(figure) => entry(&mut figures, &figure.label, &figure.number, &figure.chart.caption),
                Block::Picture(Picture { number: Some(number), label, caption, .. }) => {
                    entry(&mut figures, label.as_ref().unwrap_or(number), number, caption);
                }
                Block::Table(Table { label: Some(label), number: Some(number), caption: Some(caption), .. }) => {
                    entry(&mut tables, label, number, caption);
                }
                _ => {}
            });
        }
        let title = escape(title);
        self.put(&format!("<nav aria-label=\"{title}\">\n<h2>{title}</h2>\n"));
        for list in [figures, tables].iter().filter(|list| !list.is_empty()) {
            self.put(&format!("<ul>\n{list}</ul>\n"));
        }
        self.put("</nav>\n");
    }

    fn table(&mut self, table: &Table) {
        let id = id(table.label.as_deref());
        // What is wider than the window is moved by the keyboard, too.
        self.put(&format!("<div class=\"wide\" tabindex=\"0\"><table{id}>\n"));
        if let (Some(number), Some(caption)) = (&table.number, &table.caption) {
            let unit = table.unit.as_ref().map(|unit| format!("　{}", escape(unit))).unwrap_or_default();
            self.put(&format!("<caption>{}　{}{unit}</caption>\n", escape(number), escape(caption)));
        }
        if !table.head.is_empty() {
            self.put("<thead>\n");
            self.row(table, &table.head, "th scope=\"col\"");
            self.put("</thead>\n");
        }
        self.put("<tbody>\n");
        table.rows.iter().for_each(|row| self.row(table, row, "td"));
        self.put("</tbody>\n</table></div>\n");
        if !table.note.is_empty() {
            let note = self.line(&table.note);
            self.put(&format!("<p class=\"note\">{note}</p>\n"));
        }
    }

    fn row(&mut self, table: &Table, cells: &[Vec<Inline>], tag: &str) {
        let end = tag.split(' ').next().unwrap_or(tag);
        let mut row = String::from("<tr>");
        for (at, cell) in cells.iter().enumerate() {
            let role = table.columns.get(at).map_or("text", |role| role.name());
            let _ = write!(row, "<{tag} class=\"{role}\">{}</{end}>", self.line(cell));
        }
        self.put(&format!("{row}</tr>\n"));
    }

    fn figure(&mut self, figure: &Figure) {
        let Figure { label, number, chart, .. } = figure;
        let image = image((self.places.image)(Image::Chart(&chart.name)), &chart.alt);
        let (number, caption) = (escape(number).to_string(), escape(&chart.caption).to_string());
        let id = id(Some(label));
        self.put(&format!("<figure{id}>\n{image}\n<figcaption>{number}　{caption}</figcaption>\n</figure>\n"));
    }

    fn picture(&mut self, picture: &Picture) {
        let image = image((self.places.image)(Image::Picture(&picture.path)), &picture.alt);
        let number = picture.number.as_ref().map(|number| format!("{}　", escape(number))).unwrap_or_default();
        let (caption, id) =
            (escape(&picture.caption).to_string(), id(picture.label.as_deref().or(picture.number.as_deref())));
        self.put(&format!("<figure{id}>\n{image}\n<figcaption>{number}{caption}</figcaption>\n</figure>\n"));
    }

    /// The notes at the foot.
    fn foot(&mut self) {
        let notes = std::mem::take(&mut self.notes);
        if notes.is_empty() {
            return;
        }
        self.put("<footer>\n<ol>\n");
        for (at, note) in notes.iter().enumerate() {
            let n = at + 1;
            self.put(&format!(
                "<li id=\"note-{n}\">{note} <a href=\"#note-from-{n}\" aria-label=\"回到正文\">↩</a></li>\n"
            ));
        }
        self.put("</ol>\n</footer>\n");
    }
}

fn number_before(division: &Division) -> String {
    let gap = if division.kind == DivisionKind::Appendix { "　" } else { "" };
    division.number.as_ref().map(|number| format!("{}{gap}", escape(number))).unwrap_or_default()
}

fn entry(list: &mut String, label: &str, number: &str, caption: &str) {
    let (label, number, caption) = (escape(label), escape(number), escape(caption));
    let _ = writeln!(list, "<li><a href=\"#{label}\">{number}　{caption}</a></li>");
}

fn id(label: Option<&str>) -> String {
    label.map(|label| format!(" id=\"{}\"", escape(label))).unwrap_or_default()
}

//! A document as a manuscript for Typst: literals and calls of the theme's functions, and nothing else.

mod inline;
mod list;
pub mod literal;
mod part;
mod table;
mod unbroken;

use std::fmt::Write;

use self::inline::Line;
use self::literal::quoted;
use crate::document::{
    Block, Division, DivisionKind, Document, DocumentKind, Figure, Inline, LabelKind, Meta, Picture, said,
};
use crate::write::Manuscript;

/// The file of the theme that every file of a manuscript begins with.
pub const THEME: &str = "/theme/theme.typ";

/// What the document says of itself.
const META: &str = "/meta.typ";

/// The code, by absolute paths: the main file, and one for each front part, chapter and appendix. What changes in one of them
/// leaves the others as they are.
#[must_use]
pub fn code(document: &Document) -> Vec<(String, String)> {
    let (mut main, mut files) = (Writer::new(document, false), vec![(META.to_owned(), meta(&document.meta))]);
    main.head();
    main.line(match document.form {
        DocumentKind::Book => "#show: report.with(meta)",
        DocumentKind::Sheet => "#show: brief.with(meta)",
        DocumentKind::Poster => "#show: poster.with(meta)",
    });
    main.files = Some(&mut files);
    main.code(|main| main.blocks(&document.blocks));
    let main = main.out;
    files.push((Manuscript::MAIN.to_owned(), main));
    files
}

/// The definition of `meta`.
fn meta(meta: &Meta) -> String {
    let Meta {
        title,
        subtitle,
        year,
        issuer,
        edition,
        date,
        date_text,
        notice,
        draft,
        review,
        emblem,
        keywords,
        unmarked: _,
    } = meta;
    let maybe = |text: &Option<String>| text.as_deref().map_or_else(|| "none".to_owned(), quoted);
    let emblem = emblem.as_ref().map(|path| format!("/emblem/{path}"));
    let fields = [
        ("title", quoted(title)),
        ("subtitle", maybe(subtitle)),
        ("year", year.to_string()),
        ("issuer", quoted(issuer)),
        ("edition", quoted(edition)),
        ("date", format!("datetime(year: {}, month: {}, day: {})", date.0, date.1, date.2)),
        ("date-text", quoted(date_text)),
        ("notice", maybe(notice)),
        ("draft", maybe(draft)),
        ("review", review.to_string()),
        ("emblem", maybe(&emblem)),
        ("keywords", array(keywords.iter().map(|word| quoted(word)))),
    ];
    let fields: String = fields.iter().map(|(name, value)| format!("  {name}: {value},\n")).collect();
    format!("#let meta = (\n{fields})\n")
}

/// Writes blocks one after the other.
struct Writer<'a> {
    document: &'a Document,
    out: String,
    /// Whether paragraphs run on in the text around them, as prose does behind a title.
    flow: bool,
    /// The floating charts of the chapter before.
    afloat: Vec<String>,
    /// Where divisions of the document are written to; in what is part of an expression they stay where they are.
    files: Option<&'a mut Vec<(String, String)>>,
}

impl<'a> Writer<'a> {
    fn new(document: &'a Document, flow: bool) -> Self {
        Self { document, out: String::new(), flow, afloat: Vec::new(), files: None }
    }

    /// What every file begins with.
    fn head(&mut self) {
        self.line(&format!("#import \"{THEME}\": *"));
        self.line(&format!("#import \"{META}\": meta"));
    }

    /// Code between text.
    fn code(&mut self, write: impl FnOnce(&mut Self)) {
        self.out.push_str("#{\n");
        write(self);
        self.out.push_str("}\n");
    }

    fn line(&mut self, line: &str) {
        self.out.push_str(line);
        self.out.push('\n');
    }

    fn blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            self.block(block);
        }
    }

    /// The code of blocks whose paragraphs run on, `{ … }`.
    fn flowing(&self, blocks: &[Block]) -> String {
        let mut writer = Writer::new(self.document, true);
        writer.line("{");
        writer.blocks(blocks);
        writer.out.push('}');
        writer.out
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Division(division) => self.division(division),
            Block::Body(blocks) => self.around("main-matter(meta, {", blocks),
            Block::Wide(blocks) => self.around("landscape(meta, {", blocks),
            Block::Heading { level, number, label, text } => {
                let label = argument("label", label.as_ref());
                let number = number.as_deref().map_or_else(|| "none".to_owned(), quoted);
                self.line(&format!("section({level}, {number}, {}{label})", self.expression(text)));
            }
            Block::Paragraph(text) if self.flow => {
                let text = self.running().statements(text);
                self.line(&format!("{text} parbreak()"));
            }
            Block::Paragraph(text) => {
                // A long address would pull justified lines apart.
                let ragged = if said(text).contains("://") { ", ragged: true" } else { "" };
                self.line(&format!("par({}{ragged})", self.running().expression(text)));
            }
            Block::List { start, items } => self.list(*start, items),
            Block::Table(table) => self.table(table),
            Block::Figure(figure) => self.figure(figure),
            Block::Picture(picture) => self.picture(picture),
            Block::Todo(text) => self.line(&format!("todo({})", self.expression(text))),
            Block::Clear => self.line("place.flush()"),
            Block::Contents(title) => self.contents(title),
            Block::Figures(title) => self.figures(title),
            Block::RunIn { title, blocks, .. } => {
                let apart = begins_apart(blocks);
                self.line(&format!("run-in({}, {}, apart: {apart})", quoted(title), self.flowing(blocks)));
                self.line("parbreak()");
            }
            Block::Semantic(semantic) => self.semantic(semantic),
        }
    }

    fn around(&mut self, begin: &str, blocks: &[Block]) {
        self.line(begin);
        self.blocks(blocks);
        self.line("})");
    }

    /// A heading, a cell, a word of a block.
    fn expression(&self, text: &[Inline]) -> String {
        Line { targets: &self.document.targets, running: false }.expression(text)
    }

    fn running(&self) -> Line<'_> {
        Line { targets: &self.document.targets, running: true }
    }

    fn division(&mut self, division: &Division) {
        let Division { kind, label, number, title, lead, blocks } = division;
        let title = quoted(title);
        let label = argument("label", label.as_ref());
        let number = argument("number", number.as_ref());
        let lead = argument("lead", lead.as_ref());
        let mut afloat = Vec::new();
        for block in blocks {
            block.walk(&mut |block| {
                if let Block::Figure(Figure { label, float: true, .. }) = block {
                    afloat.push(quoted(label));
                }
            });
        }
        // A theme of an office that is older knows nothing of it.
        let after = match std::mem::replace(&mut self.afloat, afloat) {
            before if before.is_empty() => String::new(),
            before => format!(", after: {}", array(before.into_iter())),
        };
        let write = |writer: &mut Writer<'_>| match kind {
            DivisionKind::Front => {
                writer.line(&format!("front({title}{label}, {{"));
                writer.blocks(blocks);
                writer.line("})");
            }
            DivisionKind::Chapter => {
                writer.line(&format!("chapter({title}{number}{label}{lead}{after})"));
                writer.blocks(blocks);
            }
            DivisionKind::Appendix => {
                writer.line(&format!("appendix({title}{number}{label}{after})"));
                writer.blocks(blocks);
            }
        };
        let Some(files) = &mut self.files else { return write(self) };
        let path = format!("/division-{}.typ", files.len());
        let mut own = Writer::new(self.document, self.flow);
        own.head();
        own.code(write);
        files.push((path.clone(), own.out));
        self.line(&format!("include {}", quoted(&path)));
    }

    fn list(&mut self, start: Option<u64>, items: &[Vec<Block>]) {
        let begin = start.map_or_else(|| "list(".to_owned(), |start| format!("enum(start: {start},"));
        self.line(&begin);
        for item in items {
            let code = self.item(item);
            self.line(&format!("  {code},"));
        }
        self.line(")");
    }

    /// What an item holds; paragraphs part, anything else stands close under the text before it.
    fn item(&self, blocks: &[Block]) -> String {
        let mut code = String::from("{ ");
        let mut before = false;
        for block in blocks {
            if let Block::Paragraph(text) = block {
                if before {
                    code.push_str("parbreak(); ");
                }
                code.push_str(&self.running().statements(text));
                code.push(' ');
            } else {
                let mut inner = Writer::new(self.document, true);
                inner.block(block);
                let _ = write!(code, "\n{}", inner.out);
            }
            before = matches!(block, Block::Paragraph(_));
        }
        code.push('}');
        code
    }

    fn figure(&mut self, figure: &Figure) {
        let Figure { label, number, chart, float } = figure;
        let path = quoted(&chart_path(&chart.name));
        let (alt, caption) = (quoted(&chart.alt), quoted(&chart.caption));
        let (label, number) = (quoted(label), quoted(number));
        self.line(&format!(
            "chart({path}, alt: {alt}, caption: {caption}, number: {number}, label: {label}, float: {float})"
        ));
    }

    fn picture(&mut self, picture: &Picture) {
        self.line(&format!("picture({})", picture_arguments(picture)));
    }
}

/// What the theme's function of a picture takes.
fn picture_arguments(picture: &Picture) -> String {
    let Picture { path, alt, caption, label, number } = picture;
    let label = argument("label", label.as_ref().filter(|_| number.is_some()));
    let number = argument("number", number.as_ref());
    format!("{}, alt: {}, caption: {}{label}{number}", quoted(&picture_path(path)), quoted(alt), quoted(caption))
}

/// Where a chart's SVG is in the manuscript.
#[must_use]
pub fn chart_path(name: &str) -> String {
    format!("/charts/{name}.svg")
}

/// Where a picture is in the manuscript.
#[must_use]
pub fn picture_path(path: &str) -> String {
    format!("/pictures/{path}")
}

/// An array literal, also of one.
fn array(items: impl Iterator<Item = String>) -> String {
    let mut code = String::from("(");
    for item in items {
        code.push_str(&item);
        code.push_str(", ");
    }
    code.push(')');
    code
}

/// A named argument behind others, or nothing.
fn argument(name: &str, value: Option<&String>) -> String {
    value.map(|value| format!(", {name}: {}", quoted(value))).unwrap_or_default()
}

/// The label that a link to a place of this kind leads to: a floating figure is not where it is called.
fn anchor(label: &str, kind: LabelKind) -> String {
    if kind == LabelKind::Figure { format!("at-{label}") } else { label.to_owned() }
}

/// Whether the first of some blocks does not run on behind a title: a list, a table.
fn begins_apart(blocks: &[Block]) -> bool {
    blocks.first().is_some_and(|first| !matches!(first, Block::Paragraph(_)))
}

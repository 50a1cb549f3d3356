//! A document as a Word file, for offices that comment in Word or WPS: named styles, fixed lines, working references.
//!
//! Everything of it is written as text; what a submission says is never a field, a relation or markup.

mod block;
mod contents;
mod drawing;
mod fixed;
mod line;
mod measure;
mod package;
mod pages;
mod section;
mod semantic;
mod styles;
mod table;
mod theme;
mod xml;

use std::collections::BTreeMap;

use anyhow::Result;

use self::contents::{Entry, entries};
use self::drawing::Image;
use self::package::{Part, packed};
use self::section::{Matter, Section};
use self::xml::escaped;
use super::Illustrations;
use crate::document::{Document, DocumentKind, Inline, Meta};
use crate::style::Style;

/// Says by which mark the place is found again that a paragraph was written at.
pub trait Origins {
    /// The mark of a text; none of what no department wrote.
    fn of_text(&self, text: &str) -> Option<String>;
    /// The mark of an indicator's figure of a year, by the indicator's number from 1.
    fn of_figure(&self, number: usize, year: i16) -> Option<String>;
}

/// What a Word file is made of besides the document.
#[derive(Clone, Copy)]
pub struct Input<'a> {
    /// Charts as SVG, and photographs.
    pub illustrations: &'a Illustrations<'a>,
    /// The charts as PNG, by name.
    pub pixels: &'a BTreeMap<String, Vec<u8>>,
    /// The emblem: its path and its bytes.
    pub emblem: Option<(&'a str, &'a [u8])>,
    /// Colours.
    pub style: &'a Style,
    /// Where departments' texts are from.
    pub origins: &'a dyn Origins,
}

/// The file. The same document is the same bytes.
///
/// # Errors
/// It is larger than such a file may be.
pub fn file(document: &Document, input: Input<'_>) -> Result<Vec<u8>> {
    let mut writer = Writer::new(document, input);
    writer.blocks(&document.blocks);
    let end = writer.section.properties(writer.document);
    let body = format!("<w:document {NAMESPACES}><w:body>{}{end}</w:body></w:document>", writer.out);
    let (styles, notes) = (styles::part(document, input.style), fixed::footnotes(&writer.notes));
    let pages = pages::pages(&body, styles.text(), notes.text());
    let mut parts = vec![
        fixed::content_types(),
        fixed::relations(),
        fixed::core(document),
        fixed::app(),
        Part::xml("word/document.xml", &line::numbered(&body, &pages)),
        fixed::document_relations(&writer),
        styles,
        theme::part(input.style),
        fixed::settings(),
        fixed::fonts(),
        fixed::numbering(&writer.lists),
        notes,
    ];
    if !writer.note_links.is_empty() {
        parts.push(fixed::footnote_relations(&writer.note_links));
    }
    parts.extend(section::heads_and_feet(document, input.style));
    for media in writer.media {
        parts.push(Part { path: format!("word/media/{}", media.name), bytes: media.bytes });
    }
    packed(&parts)
}

/// The namespaces of the document.
const NAMESPACES: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" \
    xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\" \
    xmlns:wp=\"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing\" \
    xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" \
    xmlns:pic=\"http://schemas.openxmlformats.org/drawingml/2006/picture\"";

/// A picture's file.
struct Media {
    name: String,
    bytes: Vec<u8>,
}

/// Writes blocks one after the other.
struct Writer<'a> {
    document: &'a Document,
    input: Input<'a>,
    /// The body so far.
    out: String,
    /// The notes at the foot of pages.
    notes: Vec<String>,
    /// Addresses that the text leads to, and those that notes lead to.
    links: Vec<String>,
    note_links: Vec<String>,
    /// Whether a note is being written.
    in_note: bool,
    /// Pictures, by chart or path, and their files.
    images: BTreeMap<String, Image>,
    media: Vec<Media>,
    drawings: usize,
    /// How many bookmarks there are, and how many of each origin.
    bookmarks: usize,
    marks: BTreeMap<String, usize>,
    /// The bookmark of every label.
    anchors: BTreeMap<String, String>,
    /// The headings, and how many of them are written.
    entries: Vec<Entry>,
    headings: usize,
    section: Section,
    /// The first number of every list; none for one without numbers.
    lists: Vec<Option<u64>>,
    /// How many lists deep.
    depth: usize,
}

impl<'a> Writer<'a> {
    fn new(document: &'a Document, input: Input<'a>) -> Self {
        let anchors = document.targets.keys().enumerate().map(|(at, label)| {
            let plain: String =
                label.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '_' }).take(24).collect();
            (label.clone(), format!("at{at}_{plain}"))
        });
        let matter = if document.form == DocumentKind::Sheet { Matter::Body } else { Matter::Cover };
        Self {
            document,
            input,
            out: String::new(),
            notes: Vec::new(),
            links: Vec::new(),
            note_links: Vec::new(),
            in_note: false,
            images: BTreeMap::new(),
            media: Vec::new(),
            drawings: 0,
            bookmarks: 0,
            marks: BTreeMap::new(),
            anchors: anchors.collect(),
            entries: entries(document),
            headings: 0,
            section: Section::new(matter),
            lists: Vec::new(),
            depth: 0,
        }
    }

    /// A colour of the style, `17365D`.
    fn color(&self, name: &str) -> String {
        color(self.input.style, name)
    }

    /// The bookmark of a label.
    fn anchor(&self, label: &str) -> Option<String> {
        self.anchors.get(label).cloned()
    }

    /// The relation to an address.
    fn relation(&mut self, address: String) -> String {
        let links = if self.in_note { &mut self.note_links } else { &mut self.links };
        let at = links.iter().position(|own| *own == address).unwrap_or_else(|| {
            links.push(address);
            links.len() - 1
        });
        format!("link{}", at + 1)
    }

    /// The bookmark by which the file is found again that a line was written in: its text, or the first figure in it.
    fn mark(&mut self, text: &str, line: &[Inline]) -> Option<String> {
        let origins = self.input.origins;
        let own = origins.of_text(text).or_else(|| {
            let mut found = None;
            for inline in line {
                inline.walk(&mut |inline| {
                    if let Inline::Value(value) = inline
                        && found.is_none()
                        && let (Some(of), Some(year)) = (value.of, value.year)
                    {
                        found = origins.of_figure(of, year);
                    }
                });
            }
            found
        })?;
        let count = self.marks.entry(own.clone()).or_default();
        *count += 1;
        Some(format!("{own}_{count}"))
    }

    /// Runs between bookmarks of these names.
    fn marked(&mut self, runs: &str, names: Vec<String>) -> String {
        let (mut before, mut after) = (String::new(), String::new());
        for name in names {
            let id = self.bookmarks;
            self.bookmarks += 1;
            before.extend([format!("<w:bookmarkStart w:id=\"{id}\" w:name=\"{}\"/>", escaped(&name))]);
            after.insert_str(0, &format!("<w:bookmarkEnd w:id=\"{id}\"/>"));
        }
        before + runs + &after
    }

    /// A paragraph of runs.
    fn paragraph(&mut self, style: &str, properties: &str, runs: &str) {
        self.section.empty = false;
        let style = if style == "Normal" { String::new() } else { format!("<w:pStyle w:val=\"{style}\"/>") };
        let properties = if style.is_empty() && properties.is_empty() {
            String::new()
        } else {
            format!("<w:pPr>{style}{properties}</w:pPr>")
        };
        self.out.extend([format!("<w:p>{properties}{runs}</w:p>\n")]);
    }
}

/// The title with its year and, of a part of the report, with what it is called.
fn full_title(meta: &Meta) -> String {
    let year = if meta.year == 0 { String::new() } else { format!("（{}）", meta.year) };
    format!("{}{year}{}", meta.title.replace('\n', ""), meta.subtitle.as_deref().unwrap_or_default())
}

/// A colour as Word has it.
fn color(style: &Style, name: &str) -> String {
    style.color(name).to_string().trim_start_matches('#').to_ascii_uppercase()
}

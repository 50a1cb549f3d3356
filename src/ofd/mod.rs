//! Pages that Typst laid out, as OFD: the fixed-layout format of GB/T 33190-2016, which Chinese offices and archives exchange.
//!
//! ```text
//! PagedDocument ─draw→ Page (objects in mm) ─┐
//!                 └→ Faces, Pictures ────────┴─package→ one zip
//! ```
//!
//! [`write()`] takes a [`typst_layout::PagedDocument`], a list of its headings, and nothing else of the program that made it. Text stays text: every
//! typeface is embedded as a TrueType subset with a character map, so that readers find and copy what they show. Drawings
//! (SVG) become paths and text, pictures stay PNG or JPEG, headings become the outline, links become actions.
//!
//! What the folder holds:
//!
//! * `schema` – the elements of the standard as types that write themselves, each named with its clause;
//! * `draw` – from Typst's frames and usvg's trees to those elements;
//! * `face`, `glyf` and `truetype` – which glyphs of a typeface are used, their outlines, and the font file made of them;
//! * `package` – the zip, page by page.
//!
//! Of the profile for archives (OFD-A, GB/T 42133-2022) the files keep what a reader that knows it can check: nothing outside the
//! package is needed to show it, pictures are PNG or JPEG, there is no encryption, and what it is told to leave out is not there
//! (permissions, preferences of the viewer, keywords, attachments, extensions). They do not claim it (`DocType` stays `OFD`): the
//! tags for the structure are missing, which Typst's frames do not hand over to this writer, and there are links to addresses.
//!
//! What readers in the field need, more than the standard says, is kept, too: positions written one by one, never in the
//! shorthand `g n d`; both the glyph numbers (`CGTransform`) and the characters; TrueType outlines, since CFF and subsets
//! without a character map are often shown with another typeface; relative paths; no transformation where text is level.
//!
//! Not carried over, and what is there instead:
//!
//! * the tags of an accessible PDF: nothing;
//! * what is seen through: opaque, mixed with white, whatever it lies on;
//! * colours that run into each other: strips of one colour each, 64 from the first to the last, fewer where they would be
//!   thinner than a quarter of a millimetre; those of SVG that are repeated run
//!   16 times at most, and not at all around a point; of tilings every tile, but grey where there are more than 4,096, or 16,384
//!   on a page, where they do not go on from one to the next, or where they are in letters and lines;
//! * text with such colours, with lines around its letters, or of which a part is cut off: paths, over text that shows nothing and
//!   is found; glyphs that are pictures: pictures over such text;
//! * dashes: a line each, but one line for all where they are finer than 0.02 mm or more than 4,096; lines under a transformation that widens them unevenly, or with such colours: the shapes they have;
//! * curves that several things cut at once: straight lines, within a hundredth of a millimetre;
//! * pictures that are not cut by a level box: white where they are cut off; those neither PNG nor JPEG: PNG; a JPEG that
//!   is turned or cut is written again, of quality 90; colour profiles stay;
//! * masks, filters, blending and patterns of SVG, and clips of more than paths: pixels, 300 for an inch, of all that the drawing
//!   shows there, on white, over their text; the whole drawing if it has more than four of them;
//! * links: a box each, upright even where the text is turned;
//! * PDF as a picture: an error.

mod draw;
mod face;
mod glyf;
mod outline;
mod package;
mod picture;
mod schema;
mod truetype;
mod unit;
mod xml;

use std::io::{Seek, Write};
use std::panic::resume_unwind;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread;

use anyhow::{Result, anyhow};
use typst_layout::PagedDocument;

use draw::{Drawer, Resources};
use package::Package;
use schema::{Document, Ids, Info, Page, PageEntry};

/// What a file says of itself that the pages do not know.
#[derive(Debug, Clone)]
pub struct Imprint {
    /// What tells it from all others; the same for the same document.
    pub ident: String,
    /// The program that made it.
    pub creator: String,
    /// Its version.
    pub version: String,
    /// The day it is dated, as `2026-12-31`.
    pub date: String,
}

/// A heading of the outline.
#[derive(Debug, Clone)]
pub struct Heading {
    /// Its level, from 1.
    pub level: usize,
    /// Its number and its words.
    pub title: String,
    /// Its page, from 0.
    pub page: usize,
    /// Where it stands on it, as a share of the page's height from the top.
    pub top: f64,
}

/// How many parts may wait to be packed: what is drawn stays in memory until it is in the package.
const WAITING: usize = 8;

/// A part of the package on its way there: a page is written as XML where it is packed.
enum Part {
    Page(String, Page),
    Text(String, String),
    Typeface(String, Vec<u8>),
    Picture(String, Vec<u8>),
}

/// Writes the pages as OFD, with the headings as their outline. The same pages are the same bytes.
///
/// Pages are drawn by one thread and packed by another, in order; no more than a few of them are in memory at a time.
///
/// # Errors
/// The sink fails, a picture is a PDF, or a typeface that Typst took cannot be read. A picture in a drawing that cannot be read is not
/// there.
pub fn write<W: Write + Seek + Send>(
    document: &PagedDocument,
    headings: &[Heading],
    imprint: &Imprint,
    into: W,
) -> Result<W> {
    let (send, parts) = sync_channel(WAITING);
    thread::scope(|scope| {
        let packing = scope.spawn(|| pack(into, parts));
        let drawn = draw(document, headings, imprint, &send);
        drop(send);
        let packed = packing.join().unwrap_or_else(|panic| resume_unwind(panic))?;
        drawn?;
        Ok(packed)
    })
}

/// Draws everything and sends it off.
fn draw(document: &PagedDocument, headings: &[Heading], imprint: &Imprint, send: &SyncSender<Part>) -> Result<()> {
    // Nobody takes parts any more once the sink has failed, and that is what is told then.
    let add = |part| send.send(part).map_err(|_| anyhow!("OFD 没有写完"));
    let mut ids = Ids::default();
    let pages: Vec<PageEntry> = document.pages().iter().map(|page| PageEntry::new(ids.next(), page)).collect();
    add(Part::Text("OFD.xml".to_owned(), Info::of(document, imprint).xml()))?;
    let mut resources = Resources::default();
    for (at, page) in document.pages().iter().enumerate() {
        let content = Drawer::new(&mut ids, &mut resources, document.introspector(), &pages).page(page)?;
        add(Part::Page(format!("Doc_0/{}", PageEntry::path(at)), content))?;
        for (name, bytes) in resources.pictures.fresh() {
            add(Part::Picture(format!("Doc_0/Res/{name}"), bytes))?;
        }
    }
    for file in typefaces(&resources) {
        let (name, bytes) = file?;
        add(Part::Typeface(format!("Doc_0/Res/{name}"), bytes))?;
    }
    add(Part::Text("Doc_0/PublicRes.xml".to_owned(), resources.faces.xml()))?;
    let has_pictures = !resources.pictures.is_empty();
    if has_pictures {
        add(Part::Text("Doc_0/DocumentRes.xml".to_owned(), resources.pictures.xml()))?;
    }
    let outline = outline::outline(headings, &pages);
    let whole = Document { last: ids.last(), pages, has_pictures, outline };
    add(Part::Text("Doc_0/Document.xml".to_owned(), whole.xml()))
}

/// The files of the typefaces, in order, each made by a thread of its own.
fn typefaces(resources: &Resources) -> Vec<Result<(String, Vec<u8>)>> {
    thread::scope(|scope| {
        let made: Vec<_> = resources.faces.iter().map(|face| scope.spawn(|| truetype::file(face))).collect();
        made.into_iter().map(|file| file.join().unwrap_or_else(|panic| resume_unwind(panic))).collect()
    })
}

/// Puts parts into the package as they come.
fn pack<W: Write + Seek>(into: W, parts: Receiver<Part>) -> Result<W> {
    let mut package = Package::new(into);
    for part in parts {
        match part {
            Part::Page(path, page) => package.text(&path, &page.xml())?,
            Part::Text(path, text) => package.text(&path, &text)?,
            Part::Typeface(path, bytes) => package.bytes(&path, &bytes)?,
            Part::Picture(path, bytes) => package.stored(&path, &bytes)?,
        }
    }
    package.finish()
}

//! Pages that Typst laid out, as OFD: the fixed-layout format of GB/T 33190-2016, which Chinese offices and archives exchange.
//!
//! ```text
//! PagedDocument ─draw→ Page (objects in mm) ─┐
//!                 └→ Faces, Pictures ────────┴─package→ one zip
//! ```
//!
//! [`write()`] takes a [`typst_layout::PagedDocument`] and nothing else of the program that made it. Text stays text: every
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
//! The files keep to the profile for archives (OFD-A): nothing outside the package is needed to show it, there are no
//! extensions, no scripts, no encryption and no transparency. They do not claim it (`DocType` stays `OFD`): what the profile
//! asks for beyond that, custom tags for the structure, Typst's frames do not hand over to this writer.
//!
//! What readers in the field need, more than the standard says, is kept, too: positions written one by one, never in the
//! shorthand `g n d`; both the glyph numbers (`CGTransform`) and the characters; TrueType outlines, since CFF and subsets
//! without a character map are often shown with another typeface; relative paths; no transformation where text is level.
//!
//! Not carried over: gradients and tilings (one colour instead of them), masks and filters of SVG (drawn without),
//! transparent colours and pictures (mixed with white), the tags of an accessible PDF.

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

/// How many parts may wait to be packed: what is drawn stays in memory until it is in the package.
const WAITING: usize = 8;

/// A part of the package on its way there: a page is written as XML where it is packed.
enum Part {
    Page(String, Page),
    Text(String, String),
    Typeface(String, Vec<u8>),
    Picture(String, Vec<u8>),
}

/// Writes the pages as OFD. The same pages are the same bytes.
///
/// Pages are drawn by one thread and packed by another, in order; no more than a few of them are in memory at a time.
///
/// # Errors
/// The sink fails, or a picture or typeface that Typst took cannot be read.
pub fn write<W: Write + Seek + Send>(document: &PagedDocument, imprint: &Imprint, into: W) -> Result<W> {
    let (send, parts) = sync_channel(WAITING);
    thread::scope(|scope| {
        let packing = scope.spawn(|| pack(into, parts));
        let drawn = draw(document, imprint, &send);
        drop(send);
        let packed = packing.join().unwrap_or_else(|panic| resume_unwind(panic))?;
        drawn?;
        Ok(packed)
    })
}

/// Draws everything and sends it off.
fn draw(document: &PagedDocument, imprint: &Imprint, send: &SyncSender<Part>) -> Result<()> {
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
    let outline = outline::outline(document, &pages);
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

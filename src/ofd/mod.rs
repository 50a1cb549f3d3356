//! Pages that Typst laid out, as OFD: the fixed-layout format of GB/T 33190-2016, which Chinese offices and archives exchange.
//!
//! ```text
//! PagedDocument ─draw→ Page (objects in mm) ─┐
//!                 └→ Faces, Pictures ────────┴─package→ one zip
//! ```
//!
//! [`write`] takes a [`typst_layout::PagedDocument`] and nothing else of the program that made it. Text stays text: every
//! typeface is embedded as a TrueType subset with a character map, so that readers find and copy what they show. Drawings
//! (SVG) become paths and text, pictures stay PNG or JPEG, headings become the outline, links become actions.
//!
//! What the folder holds:
//!
//! * `schema` – the elements of the standard as types that write themselves, each named with its clause;
//! * `draw` – from Typst's frames and usvg's trees to those elements;
//! * `face` and `truetype` – which glyphs of a typeface are used, and the font file made of them;
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
mod outline;
mod package;
mod picture;
mod schema;
mod truetype;
mod unit;
mod xml;

use std::io::{Seek, Write};

use anyhow::Result;
use typst_layout::PagedDocument;

use draw::{Drawer, Resources};
use package::Package;
use schema::{Document, Ids, Info, PageEntry};

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

/// Writes the pages as OFD. The same pages are the same bytes.
///
/// # Errors
/// The sink fails, or a picture or typeface that Typst took cannot be read.
pub fn write<W: Write + Seek>(document: &PagedDocument, imprint: &Imprint, into: W) -> Result<W> {
    let mut package = Package::new(into);
    let mut ids = Ids::default();
    let pages: Vec<PageEntry> = document.pages().iter().map(|page| PageEntry::new(ids.next(), page)).collect();
    package.text("OFD.xml", &Info::of(document, imprint).xml())?;
    let mut resources = Resources::default();
    for (at, page) in document.pages().iter().enumerate() {
        let content = Drawer::new(&mut ids, &mut resources, document.introspector(), &pages).page(page)?;
        package.text(&format!("Doc_0/{}", PageEntry::path(at)), &content.xml())?;
        for (name, bytes) in resources.pictures.fresh() {
            package.stored(&format!("Doc_0/Res/{name}"), &bytes)?;
        }
    }
    for (name, bytes) in truetype::files(&resources.faces)? {
        package.bytes(&format!("Doc_0/Res/{name}"), &bytes)?;
    }
    let outline = outline::outline(document, &pages);
    package.text("Doc_0/PublicRes.xml", &resources.faces.xml())?;
    let has_pictures = !resources.pictures.is_empty();
    if has_pictures {
        package.text("Doc_0/DocumentRes.xml", &resources.pictures.xml())?;
    }
    package.text("Doc_0/Document.xml", &Document { last: ids.last(), pages, has_pictures, outline }.xml())?;
    package.finish()
}

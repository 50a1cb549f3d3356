//! The manuscript to PDF/A-2a and PDF/UA-1 with Typst, which sees the manuscript and the fonts and nothing else.

mod coverage;
mod diagnose;
mod face_file;
mod fence;
mod fonts;
mod live;
mod outline;
mod page;
mod picture;
mod words;
mod world;

pub use coverage::{Text, check_coverage};
pub use face_file::Extent;
pub use fonts::{FontFile, Fonts, font_files, has_fonts};
pub use live::Live;
pub use outline::{Heading, outline};
pub use page::{Marks, Page, svg};
pub use picture::{Drawing, png, pngs};
pub use typst_layout::PagedDocument;
pub use words::{Word, words};

use std::collections::BTreeMap;
use std::sync::Arc;

use anyhow::{Result, anyhow};
use typst::diag::{SourceResult, Warned};
use typst::foundations::{Datetime, Smart};
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};

use crate::diag::Diagnostics;
use crate::model::Date;
use crate::write::Manuscript;
use world::ManuscriptWorld;

/// What a PDF says of itself to programs.
#[derive(Debug, Clone)]
pub struct Imprint {
    /// What it calls itself.
    pub ident: String,
    /// The day it is dated.
    pub date: Date,
}

/// A PDF and how many pages it has.
#[derive(Debug, Clone)]
pub struct Pdf {
    /// The file.
    pub bytes: Vec<u8>,
    /// Number of pages.
    pub pages: usize,
    /// The pages as set, for previews and tests.
    pub document: PagedDocument,
}

/// Pages as set, ready to be exported.
pub struct SetPages {
    document: PagedDocument,
    world: ManuscriptWorld,
}

/// Sets the manuscript, dated on a day. A fault Typst finds in it becomes a finding, and then there are no pages.
///
/// # Errors
/// None that a content could cause.
pub fn typeset(
    manuscript: &Manuscript,
    fonts: &Arc<Fonts>,
    date: Date,
    diags: &mut Diagnostics,
) -> Result<Option<SetPages>> {
    let mut world = ManuscriptWorld::new(Arc::clone(fonts))?;
    world.read(manuscript, datetime(date));
    let Warned { output, warnings } = typst::compile::<PagedDocument>(&world);
    diagnose::warnings(&world, manuscript, &warnings, diags);
    Ok(match output {
        Ok(document) => Some(SetPages { document, world }),
        Err(errors) => {
            diagnose::errors(&world, manuscript, &errors, diags);
            None
        }
    })
}

/// Gives back what Typst remembers of layouts that are done: it would only stand beside the PDF in memory. Not while another
/// manuscript is being set, which would have to begin again.
pub fn forget() {
    typst::comemo::evict(0);
}

impl SetPages {
    /// The first page as a picture, and what it says: files by name.
    ///
    /// # Errors
    /// The picture is too large to be made.
    pub fn picture(&self) -> Result<BTreeMap<String, Vec<u8>>> {
        picture::poster(&self.document)
    }

    /// The pages, for other formats.
    #[must_use]
    pub fn document(&self) -> &PagedDocument {
        &self.document
    }

    /// The pages as a PDF. A fault Typst finds in them becomes a finding, and then there is no PDF.
    ///
    /// # Errors
    /// The standards asked for contradict each other, which no content can cause.
    pub fn export(self, manuscript: &Manuscript, imprint: &Imprint, diags: &mut Diagnostics) -> Result<Option<Pdf>> {
        let Self { document, world } = self;
        Ok(match export(&document, imprint)? {
            Ok(bytes) => Some(Pdf { bytes, pages: document.pages().len(), document }),
            Err(errors) => {
                diagnose::errors(&world, manuscript, &errors, diags);
                None
            }
        })
    }
}

/// The pages as PDF/A-2a and PDF/UA-1.
///
/// # Errors
/// Typst refuses, for a reason a build would make a finding.
pub fn pdf(document: &PagedDocument, imprint: &Imprint) -> Result<Vec<u8>> {
    export(document, imprint)?
        .map_err(|errors| anyhow!("{}", errors.first().map(|error| error.message.to_string()).unwrap_or_default()))
}

/// The pages as PDF/A-2a and PDF/UA-1; inside, what Typst has against them.
///
/// # Errors
/// The standards asked for contradict each other, which no content can cause.
fn export(document: &PagedDocument, imprint: &Imprint) -> Result<SourceResult<Vec<u8>>> {
    let standards = PdfStandards::new(&[PdfStandard::A_2a, PdfStandard::Ua_1])
        .map_err(|error| anyhow!("PDF 标准设置有误：{error:?}"))?;
    let options = PdfOptions {
        ident: Smart::Custom(imprint.ident.clone()),
        creator: Smart::Custom(Some(concat!("highland ", env!("CARGO_PKG_VERSION")).to_owned())),
        timestamp: datetime(imprint.date).map(Timestamp::new_utc),
        standards,
        ..PdfOptions::default()
    };
    Ok(typst_pdf::pdf(document, &options))
}

/// Midnight of the day, as Typst has it.
fn datetime(date: Date) -> Option<Datetime> {
    let (month, day) = (u8::try_from(date.month()).ok()?, u8::try_from(date.day()).ok()?);
    Datetime::from_ymd_hms(i32::from(date.year()), month, day, 0, 0, 0)
}

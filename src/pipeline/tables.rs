//! Editions that are tables: data and workbooks, made of what was judged, without templates and typefaces.

use anyhow::Result;

use super::product::Product;
use super::public::for_public;
use super::{Request, Watch};
use crate::assess::Assessment;
use crate::data::{self, Imprint};
use crate::edition::Format;
use crate::model::Audience;

/// The edition that is asked for.
///
/// # Errors
/// It cannot be put together, which no content can cause.
pub fn tabled(assessment: &Assessment, request: &Request, watch: &mut Watch<'_>) -> Result<Product> {
    let imprint = imprint(assessment, request);
    let strip = request.edition.public && assessment.ledger.content.audience == Audience::Office;
    let public = strip.then(|| watch.run("评价", || for_public(assessment)));
    let assessment = public.as_ref().unwrap_or(assessment);
    watch.run("列表", || match request.edition.format {
        Format::Workbook => data::workbook(assessment, &imprint).map(Product::File),
        _ => data::files(assessment, &imprint).map(Product::Folder),
    })
}

/// What data say of how far they have come.
pub fn imprint(assessment: &Assessment, request: &Request) -> Imprint {
    let settings = &assessment.ledger.content.settings;
    let stage = request.stage.map_or_else(|| settings.edition.clone(), |stage| stage.word().to_owned());
    Imprint { stage, draft: request.draft }
}

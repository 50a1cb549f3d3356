//! The document as a file of Word.

use anyhow::Result;

use super::{Notes, Press, Supplies};
use crate::comments::Places;
use crate::document::Document;
use crate::pipeline::{Request, Watch};
use crate::typeset::{Drawing, pngs};
use crate::write::{self, shown};

impl Press<'_> {
    /// The document as a file of Word. No page of it is set: the file says itself how high its lines are, and from that its
    /// contents are numbered.
    pub(super) fn word(
        &self,
        request: &Request,
        document: &Document,
        notes: &mut Notes<'_>,
        watch: &mut Watch<'_>,
    ) -> Result<Option<Vec<u8>>> {
        let Supplies { drawings, fonts, style, .. } = self.supplies;
        // Missing typefaces and characters stop this one, as they stop the printed edition.
        if self.manuscript(request, document, notes, watch).is_none() {
            return Ok(None);
        }
        let (shown, _) = shown(document);
        let drawn: Vec<Drawing<'_>> = shown
            .into_iter()
            .filter_map(|name| {
                Some(Drawing {
                    name,
                    svg: drawings.get(name)?,
                    width: if name.starts_with("spark-") { 200 } else { 1240 },
                })
            })
            .collect();
        let pixels = watch.run("图片", || pngs(&drawn, fonts))?;
        let content = &self.assessment.ledger.content;
        let places = Places::new(content, notes.sources);
        let input = write::docx::Input {
            illustrations: &self.illustrations(),
            pixels: &pixels,
            emblem: content.emblem.as_ref().map(|own| (own.path.as_str(), &*own.bytes)),
            style,
            origins: &places,
        };
        watch.run("Word", || write::docx::file(document, input)).map(Some)
    }
}

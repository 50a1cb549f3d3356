//! The document as a file of Word.

use anyhow::{Result, anyhow};

use super::{Notes, Press, Supplies};
use crate::comments::Places;
use crate::document::Document;
use crate::pipeline::{Request, Watch};
use crate::typeset::{Drawing, forget, pngs, typeset};
use crate::write::{self, shown};

impl Press<'_> {
    /// The document as a file of Word. Its contents are filled with the pages that Typst prints in letters as large.
    pub(super) fn word(
        &self,
        request: &Request,
        document: &Document,
        notes: &mut Notes<'_>,
        watch: &mut Watch<'_>,
    ) -> Result<Option<Vec<u8>>> {
        let Supplies { drawings, fonts, style, .. } = self.supplies;
        let Some(mut manuscript) = self.manuscript(request, document, notes, watch) else { return Ok(None) };
        let official = style.official().json(document.meta.unmarked.name());
        manuscript.insert("/style.json".to_owned(), official.into_bytes(), None);
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
        let date = self.assessment.as_of;
        // The charts are drawn while the pages are set.
        let (pixels, pages) = std::thread::scope(|scope| {
            let pixels = scope.spawn(|| pngs(&drawn, fonts));
            let pages = watch.run("排版", || typeset(&manuscript, fonts, date, notes.diags));
            (watch.run("图片", || pixels.join()), pages)
        });
        let (pixels, pages) = (pixels.map_err(|_| anyhow!("程序内部出错，请告诉维护人员"))??, pages?);
        let Some(pages) = pages else { return Ok(None) };
        let pages = pages.printed(document.targets.keys());
        if !self.busy {
            forget();
        }
        let content = &self.assessment.ledger.content;
        let places = Places::new(content, notes.sources);
        let input = write::docx::Input {
            illustrations: &self.illustrations(),
            pixels: &pixels,
            emblem: content.emblem.as_ref().map(|own| (own.path.as_str(), &*own.bytes)),
            pages: &pages,
            style,
            origins: &places,
        };
        watch.run("Word", || write::docx::file(document, input)).map(Some)
    }
}

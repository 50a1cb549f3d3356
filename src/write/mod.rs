//! Ways to write a document down: each format is a file or a folder of its own.

pub mod docx;
pub mod html;
mod manuscript;
pub mod typst;

pub use manuscript::{Manuscript, ManuscriptFile};

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::document::{Block, Document, Inline};
use crate::model::Picture;

/// What a document shows that is no text.
#[derive(Clone, Copy)]
pub struct Illustrations<'a> {
    /// The SVG of every chart, by the chart's name.
    pub charts: &'a BTreeMap<String, Arc<[u8]>>,
    /// The pictures.
    pub pictures: &'a [Picture],
}

/// The names of the charts and the paths of the pictures that a document shows, each once, in order.
#[must_use]
pub fn shown(document: &Document) -> (Vec<&str>, Vec<&str>) {
    let (mut charts, mut pictures): (Vec<&str>, Vec<&str>) = (Vec::new(), Vec::new());
    for block in &document.blocks {
        block.walk(&mut |block| {
            match block {
                Block::Figure(figure) => charts.push(&figure.chart.name),
                Block::Picture(picture) => pictures.push(&picture.path),
                _ => {}
            }
            for inline in block.lines().into_iter().flatten() {
                inline.walk(&mut |inline| {
                    if let Inline::Spark(chart) = inline {
                        charts.push(&chart.name);
                    }
                });
            }
        });
    }
    for names in [&mut charts, &mut pictures] {
        names.sort_unstable();
        names.dedup();
    }
    (charts, pictures)
}

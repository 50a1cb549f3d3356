//! Charts as pixels and as shapes, photographs: each file once, with a description wherever it is shown.

use std::io::Cursor;

use super::line::Look;
use super::section::Orientation;
use super::xml::escaped;
use super::{Media, Writer};
use crate::document::{ChartReference, Figure, Picture};

/// Units of a drawing in a millimetre.
const MILLIMETRE: f64 = 36_000.0;

/// How wide a small chart in a line is, and how high at most, in millimetres.
const SPARK: (f64, f64) = (14.0, 3.4);

/// How high a picture is at most, in millimetres, upright and on turned pages.
const HIGH: (f64, f64) = (185.0, 128.0);

/// How high a photograph is at most.
const PHOTOGRAPH: f64 = 90.0;

/// A picture in the file: its relations and its size in any unit.
#[derive(Debug, Clone)]
pub struct Image {
    /// The relation of its pixels.
    pixels: String,
    /// The relation of its shapes, of charts.
    shapes: Option<String>,
    /// Width and height.
    size: (f64, f64),
}

impl Writer<'_> {
    /// A chart with its caption.
    pub(super) fn figure(&mut self, figure: &Figure) {
        let image = self.chart(&figure.chart);
        self.illustration(image, &figure.chart.alt, self.high());
        let label = Some(figure.label.clone());
        self.caption("FigureCaption", &figure.number, &figure.chart.caption, label.as_deref());
    }

    /// A photograph with its caption, if it has one.
    pub(super) fn picture(&mut self, picture: &Picture) {
        let image = self.photograph(&picture.path);
        self.illustration(image, &picture.alt, PHOTOGRAPH);
        match &picture.number {
            Some(number) => self.caption("FigureCaption", number, &picture.caption, picture.label.as_deref()),
            None if picture.caption.is_empty() => {}
            None => {
                let runs = Look::default().run(&picture.caption);
                self.paragraph("FigureCaption", "", &runs);
            }
        }
    }

    /// A paragraph with a picture, or its description where there is none.
    fn illustration(&mut self, image: Option<Image>, alt: &str, high: f64) {
        let wide = self.section.orientation.width();
        let runs = match image {
            Some(image) => self.drawing(&image, alt, (wide, high)),
            None => Look::default().run(alt),
        };
        self.paragraph("Figure", "<w:keepNext/>", &runs);
    }

    fn high(&self) -> f64 {
        if self.section.orientation == Orientation::Turned { HIGH.1 } else { HIGH.0 }
    }

    /// The emblem on the cover.
    pub(super) fn emblem(&mut self) {
        let Some((path, bytes)) = self.input.emblem else { return };
        if let Some(image) = self.stored(path, bytes) {
            let runs = self.drawing(&image, "徽标", (60.0, 18.0));
            self.paragraph("Figure", "", &runs);
        }
    }

    /// A small chart in a line.
    pub(super) fn spark(&mut self, chart: &ChartReference) -> String {
        match self.chart(chart) {
            Some(image) => self.drawing(&image, &chart.alt, SPARK),
            None => Look::default().run(&chart.alt),
        }
    }

    fn chart(&mut self, chart: &ChartReference) -> Option<Image> {
        if let Some(image) = self.images.get(&chart.name) {
            return Some(image.clone());
        }
        let (svg, png) = (self.input.illustrations.charts.get(&chart.name)?, self.input.pixels.get(&chart.name)?);
        let size = size(png)?;
        // An office has not the typeface of the charts.
        let text = std::str::from_utf8(svg).ok()?;
        let face = format!("font-family=\"{}\"", escaped(self.input.style.chart_face()));
        let faces = format!("font-family=\"{}, 黑体, SimHei, sans-serif\"", escaped(self.input.style.chart_face()));
        let pixels = self.media("png", png.clone());
        let shapes = Some(self.media("svg", text.replacen(&face, &faces, 1).into_bytes()));
        let image = Image { pixels, shapes, size };
        self.images.insert(chart.name.clone(), image.clone());
        Some(image)
    }

    fn photograph(&mut self, path: &str) -> Option<Image> {
        if let Some(image) = self.images.get(path) {
            return Some(image.clone());
        }
        let picture = self.input.illustrations.pictures.iter().find(|picture| picture.path == path)?;
        self.stored(path, &picture.bytes)
    }

    fn stored(&mut self, path: &str, bytes: &[u8]) -> Option<Image> {
        let size = size(bytes)?;
        let ending = if bytes.starts_with(b"\x89PNG") { "png" } else { "jpg" };
        let image = Image { pixels: self.media(ending, bytes.to_vec()), shapes: None, size };
        self.images.insert(path.to_owned(), image.clone());
        Some(image)
    }

    /// Puts a file in; gives back its relation.
    fn media(&mut self, ending: &str, bytes: Vec<u8>) -> String {
        let number = self.media.len() + 1;
        self.media.push(Media { name: format!("image{number}.{ending}"), bytes });
        format!("img{number}")
    }

    /// A drawing in a line, as large as the room in millimetres allows.
    fn drawing(&mut self, image: &Image, alt: &str, room: (f64, f64)) -> String {
        self.drawings += 1;
        let id = self.drawings;
        let scale = (room.0 / image.size.0).min(room.1 / image.size.1) * MILLIMETRE;
        let (cx, cy) = (units(image.size.0 * scale), units(image.size.1 * scale));
        let (alt, pixels) = (escaped(alt), &image.pixels);
        let shapes = image.shapes.as_ref().map(|shapes| format!("<a:extLst><a:ext uri=\"{{96DAC541-7B7A-43D3-8B79-37D633B846F1}}\"><asvg:svgBlip xmlns:asvg=\"http://schemas.microsoft.com/office/drawing/2016/SVG/main\" r:embed=\"{shapes}\"/></a:ext></a:extLst>")).unwrap_or_default();
        format!(
            "<w:r><w:drawing><wp:inline distT=\"0\" distB=\"0\" distL=\"0\" distR=\"0\"><wp:extent cx=\"{cx}\" cy=\"{cy}\"/>\
             <wp:docPr id=\"{id}\" name=\"图片 {id}\" descr=\"{alt}\"/>\
             <wp:cNvGraphicFramePr><a:graphicFrameLocks noChangeAspect=\"1\"/></wp:cNvGraphicFramePr>\
             <a:graphic><a:graphicData uri=\"http://schemas.openxmlformats.org/drawingml/2006/picture\"><pic:pic>\
             <pic:nvPicPr><pic:cNvPr id=\"{id}\" name=\"图片 {id}\" descr=\"{alt}\"/><pic:cNvPicPr/></pic:nvPicPr>\
             <pic:blipFill><a:blip r:embed=\"{pixels}\">{shapes}</a:blip><a:stretch><a:fillRect/></a:stretch></pic:blipFill>\
             <pic:spPr><a:xfrm><a:off x=\"0\" y=\"0\"/><a:ext cx=\"{cx}\" cy=\"{cy}\"/></a:xfrm><a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom></pic:spPr>\
             </pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
        )
    }
}

/// A length in whole units, at least one.
#[expect(clippy::cast_possible_truncation, reason = "a page has some ten million units")]
fn units(length: f64) -> i64 {
    (length.round() as i64).max(1)
}

/// Width and height of a picture of pixels.
fn size(bytes: &[u8]) -> Option<(f64, f64)> {
    let reader = image::ImageReader::new(Cursor::new(bytes)).with_guessed_format().ok()?;
    let (width, height) = reader.into_dimensions().ok()?;
    Some((f64::from(width), f64::from(height))).filter(|_| 0 < width && 0 < height)
}

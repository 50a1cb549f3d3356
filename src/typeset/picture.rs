//! Charts and pages as pictures of pixels, for programs that take no SVG, set in the report's own typefaces.

use std::collections::BTreeMap;
use std::sync::Arc;

use anyhow::{Context, Result};
use png::{BitDepth, ColorType, DeflateCompression, Encoder, Filter};
use resvg::tiny_skia::{Color, Pixmap, Transform};
use resvg::usvg::fontdb::Source;
use resvg::usvg::{Options, Tree};

use super::{Fonts, PagedDocument, svg, words};
use crate::chart::Chart;
use crate::style::Style;
use crate::threads::each;

/// The chart as PNG on white, so many pixels wide. The same chart is the same bytes.
///
/// # Errors
/// The picture is too large to be made, or has no width.
pub fn png(chart: &Chart, style: &Style, fonts: &Fonts, width: u16) -> Result<Vec<u8>> {
    drawn(&chart.name, &chart.svg(style), &faces(fonts), width)
}

/// A chart to be drawn as pixels.
#[derive(Debug, Clone, Copy)]
pub struct Drawing<'a> {
    /// Its name.
    pub name: &'a str,
    /// Its SVG.
    pub svg: &'a [u8],
    /// How many pixels wide it is to be.
    pub width: u16,
}

/// Charts as PNG by their names, several at a time.
///
/// # Errors
/// One of them cannot be drawn.
pub fn pngs(drawings: &[Drawing<'_>], fonts: &Fonts) -> Result<BTreeMap<String, Vec<u8>>> {
    let options = faces(fonts);
    let draw = |drawing: &Drawing<'_>| {
        let svg = std::str::from_utf8(drawing.svg).context("图不是文本")?;
        Ok((drawing.name.to_owned(), drawn(drawing.name, svg, &options, drawing.width)?))
    };
    each(drawings, draw).into_iter().collect()
}

/// The report's own typeface, and no other.
fn faces(fonts: &Fonts) -> Options<'static> {
    let mut options = Options::default();
    for font in fonts.charts() {
        options.fontdb_mut().load_font_source(Source::Binary(Arc::new(font.data().clone())));
    }
    options
}

/// An SVG as PNG on white, so many pixels wide.
fn drawn(name: &str, svg: &str, options: &Options<'_>, width: u16) -> Result<Vec<u8>> {
    let tree = Tree::from_str(svg, options).with_context(|| format!("图「{name}」不是可用的 SVG"))?;
    let scale = f32::from(width) / tree.size().width();
    let size = tree.size().to_int_size().scale_to_width(u32::from(width)).context("图片没有大小")?;
    let mut picture = Pixmap::new(size.width(), size.height()).context("图片太大")?;
    picture.fill(Color::WHITE);
    resvg::render(&tree, Transform::from_scale(scale, scale), &mut picture.as_mut());
    encoded(&picture).with_context(|| format!("图「{name}」存不成 PNG"))
}

/// An opaque picture as PNG. Large areas of one colour are shortest, and soonest done, when no line is made a difference to another.
fn encoded(picture: &Pixmap) -> Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let mut encoder = Encoder::new(&mut bytes, picture.width(), picture.height());
    encoder.set_color(ColorType::Rgb);
    encoder.set_depth(BitDepth::Eight);
    encoder.set_filter(Filter::NoFilter);
    encoder.set_deflate_compression(DeflateCompression::Level(4));
    let mut colors = Vec::with_capacity(picture.data().len() / 4 * 3);
    picture.data().chunks_exact(4).for_each(|pixel| colors.extend_from_slice(&pixel[..3]));
    let mut writer = encoder.write_header()?;
    writer.write_image_data(&colors)?;
    writer.finish()?;
    Ok(bytes)
}

/// Pixels across a picture for telephones.
const POSTER: u16 = 1080;

/// The first page as PNG and as SVG, and what it says, for those who do not see it: files by name.
///
/// # Errors
/// The picture is too large to be made.
pub(super) fn poster(document: &PagedDocument) -> Result<BTreeMap<String, Vec<u8>>> {
    let svg = svg(document, 0).context("没有排出一页")?;
    // Letters are outlines in it: it needs no typeface.
    let png = drawn("一图读懂", &svg, &Options::default(), POSTER)?;
    let said: String = words(document, 0).iter().map(|word| format!("{}\n", word.text.trim())).collect();
    let files = [("poster.png", png), ("poster.svg", svg.into_bytes()), ("poster.txt", said.into_bytes())];
    Ok(files.into_iter().map(|(name, bytes)| (name.to_owned(), bytes)).collect())
}

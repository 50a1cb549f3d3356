//! A chart as a picture of pixels, for programs that take no SVG, set in the report's own typeface.

use std::sync::Arc;

use anyhow::{Context, Result};
use resvg::tiny_skia::{Color, Pixmap, Transform};
use resvg::usvg::fontdb::Source;
use resvg::usvg::{Options, Tree};

use super::Fonts;
use crate::chart::Chart;
use crate::style::Style;

/// The chart as PNG on white, so many pixels wide. The same chart is the same bytes.
///
/// # Errors
/// The picture is too large to be made, or has no width.
pub fn png(chart: &Chart, style: &Style, fonts: &Fonts, width: u16) -> Result<Vec<u8>> {
    let mut options = Options::default();
    for font in fonts.charts() {
        options.fontdb_mut().load_font_source(Source::Binary(Arc::new(font.data().clone())));
    }
    let tree =
        Tree::from_str(&chart.svg(style), &options).with_context(|| format!("图「{}」不是可用的 SVG", chart.name))?;
    let scale = f32::from(width) / tree.size().width();
    let size = tree.size().to_int_size().scale_to_width(u32::from(width)).context("图片没有大小")?;
    let mut picture = Pixmap::new(size.width(), size.height()).context("图片太大")?;
    picture.fill(Color::WHITE);
    resvg::render(&tree, Transform::from_scale(scale, scale), &mut picture.as_mut());
    picture.encode_png().with_context(|| format!("图「{}」存不成 PNG", chart.name))
}

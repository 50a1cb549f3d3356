//! Pictures: of pixels as they are, drawings as paths and text.

use anyhow::{Result, bail};
use image::ImageFormat;
use typst::utils::hash128;
use typst::visualize::{ExchangeFormat, Image, ImageKind, RasterFormat};

use super::canvas::{Canvas, Place};
use super::drawing;
use crate::ofd::picture::encode;

/// Paints a picture of that size, in points.
pub fn draw(canvas: &mut Canvas<'_>, place: &Place, image: &Image, size: (f64, f64)) -> Result<()> {
    match image.kind() {
        ImageKind::Raster(raster) => {
            let format = match raster.format() {
                // What is to be turned is drawn turned.
                _ if raster.exif_rotation().is_some_and(|turn| turn != 1) => None,
                RasterFormat::Exchange(ExchangeFormat::Jpg) => Some(ImageFormat::Jpeg),
                RasterFormat::Exchange(ExchangeFormat::Png) => Some(ImageFormat::Png),
                RasterFormat::Exchange(_) | RasterFormat::Pixel(_) => None,
            };
            canvas.picture(place, size, hash128(raster), || encode(raster.data(), raster.dynamic(), format))
        }
        ImageKind::Svg(svg) => drawing::draw(canvas, place, svg.tree(), size),
        ImageKind::Pdf(_) => bail!("OFD 里不能放 PDF 图片，请改用 PNG、JPEG 或 SVG"),
    }
}

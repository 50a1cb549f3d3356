//! Pictures: of pixels as they are, drawings as paths and text.

use std::borrow::Cow;

use anyhow::{Result, bail};
use typst::utils::hash128;
use typst::visualize::{ExchangeFormat, Image, ImageKind, RasterFormat};

use super::canvas::{Canvas, Place};
use super::drawing;
use crate::ofd::picture::Raw;

/// Paints a picture of that size, in points.
pub fn draw(canvas: &mut Canvas<'_>, place: &Place, image: &Image, size: (f64, f64)) -> Result<()> {
    match image.kind() {
        ImageKind::Raster(raster) => {
            // What is to be turned is drawn turned.
            let turned = raster.exif_rotation().is_some_and(|turn| turn != 1);
            let jpeg = raster.format() == RasterFormat::Exchange(ExchangeFormat::Jpg);
            let known = jpeg || raster.format() == RasterFormat::Exchange(ExchangeFormat::Png);
            canvas.picture(place, size, hash128(raster), || {
                let (file, pixels) = ((known && !turned).then(|| raster.data().as_slice()), raster.dynamic().as_ref());
                Some(Raw { file, jpeg, pixels: Cow::Borrowed(pixels), profile: raster.icc().map(|own| own.to_vec()) })
            })
        }
        ImageKind::Svg(svg) => drawing::draw(canvas, place, svg.tree(), size),
        ImageKind::Pdf(_) => bail!("OFD 里不能放 PDF 图片，请改用 PNG、JPEG 或 SVG"),
    }
}

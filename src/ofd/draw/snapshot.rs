//! What paths and text cannot be, as pixels.

use anyhow::{Result, anyhow};
use image::RgbImage;
use kurbo::{Affine, Rect};
use resvg::tiny_skia::{Color, Pixmap, Transform};
use resvg::usvg::Tree;
use typst::utils::hash128;

use super::canvas::{Canvas, Place};
use crate::ofd::picture::Raw;

/// How many pixels there are for an inch.
const RESOLUTION: f64 = 300.0;

/// How many pixels a picture may be wide and high.
const MOST: f64 = 4096.0;

/// Paints a part of a drawing as pixels: all that is there, so that it is what it is seen on.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "numbers of pixels")]
pub fn snapshot(canvas: &mut Canvas<'_>, place: &Place, area: Rect, tree: &Tree) -> Result<()> {
    let area = area.intersect(Rect::new(0.0, 0.0, tree.size().width().into(), tree.size().height().into()));
    if area.is_zero_area() {
        return Ok(());
    }
    let most = MOST / area.width().max(area.height());
    let scale = (place.scale() * RESOLUTION / 25.4).min(most);
    let count = |length: f64| ((length * scale).round() as u32).max(1);
    let (width, height) = (count(area.width()), count(area.height()));
    let mut drawn = Pixmap::new(width, height).ok_or_else(|| anyhow!("图太大，画不出来"))?;
    drawn.fill(Color::WHITE);
    let (across, down) = (f64::from(width) / area.width(), f64::from(height) / area.height());
    let from = Affine::scale_non_uniform(across, down) * Affine::translate(-area.origin().to_vec2());
    let [sx, ky, kx, sy, tx, ty] = from.as_coeffs().map(|number| number as f32);
    resvg::render(tree, Transform { sx, kx, ky, sy, tx, ty }, &mut drawn.as_mut());
    let place = place.then(Affine::translate(area.origin().to_vec2()));
    let hash = hash128(drawn.data());
    let pixels = drawn.pixels().iter().flat_map(|pixel| [pixel.red(), pixel.green(), pixel.blue()]).collect();
    let picture = RgbImage::from_raw(width, height, pixels).ok_or_else(|| anyhow!("图画不出来"))?;
    canvas.picture(&place, (area.width(), area.height()), hash, || Some(Raw::drawn(picture.into())))
}

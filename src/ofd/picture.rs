//! The pictures of a document, each once, as PNG or JPEG without transparency.

use std::collections::BTreeMap;
use std::io::Cursor;

use anyhow::{Result, bail};
use image::codecs::jpeg::JpegEncoder;
use image::{DynamicImage, ImageFormat, Rgb, RgbImage};
use kurbo::{BezPath, PathEl, Point};
use resvg::tiny_skia::{FillRule, Mask, PathBuilder, Transform};

use super::schema::{self, Id, Ids, Media};

/// Every picture, and those whose bytes nobody took yet.
#[derive(Default)]
pub struct Pictures {
    known: BTreeMap<u128, Id>,
    entries: Vec<Media>,
    fresh: Vec<(String, Vec<u8>)>,
}

/// A picture's bytes.
pub struct Encoded {
    /// The bytes.
    pub bytes: Vec<u8>,
    /// Whether they are JPEG rather than PNG.
    pub jpeg: bool,
}

impl Pictures {
    /// The identifier of a picture that is known by a hash; `encode` is asked for its bytes the first time.
    pub fn id(&mut self, ids: &mut Ids, hash: u128, encode: impl FnOnce() -> Result<Encoded>) -> Result<Id> {
        if let Some(id) = self.known.get(&hash) {
            return Ok(*id);
        }
        let Encoded { bytes, jpeg } = encode()?;
        let id = ids.next();
        let (format, ending) = if jpeg { ("JPEG", "jpg") } else { ("PNG", "png") };
        let file = format!("image_{id}.{ending}");
        self.known.insert(hash, id);
        self.entries.push(Media { id, format, file: file.clone() });
        self.fresh.push((file, bytes));
        Ok(id)
    }

    /// What came since the last time, by name: the bytes stay nowhere else.
    pub fn fresh(&mut self) -> Vec<(String, Vec<u8>)> {
        std::mem::take(&mut self.fresh)
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// The list of them.
    pub fn xml(&self) -> String {
        schema::media(&self.entries)
    }
}

/// Bytes of a JPEG or an opaque PNG as they are; anything else as PNG on white.
pub fn encode(bytes: &[u8], decoded: &DynamicImage, format: Option<ImageFormat>) -> Result<Encoded> {
    match format {
        Some(ImageFormat::Jpeg) => Ok(Encoded { bytes: bytes.to_vec(), jpeg: true }),
        Some(ImageFormat::Png) if !decoded.color().has_alpha() => Ok(Encoded { bytes: bytes.to_vec(), jpeg: false }),
        _ => {
            let mut written = Cursor::new(Vec::new());
            on_white(decoded).write_to(&mut written, ImageFormat::Png)?;
            Ok(Encoded { bytes: written.into_inner(), jpeg: false })
        }
    }
}

/// A picture as far as it is seen through paths of the unit square, each of them even-odd or not; white elsewhere.
#[expect(clippy::cast_possible_truncation, reason = "places of pixels")]
pub fn seen_through(picture: &Encoded, paths: &[(BezPath, bool)]) -> Result<Encoded> {
    let decoded = image::load_from_memory(&picture.bytes)?.to_rgb8();
    let (width, height) = decoded.dimensions();
    let Some(mut mask) = Mask::new(width, height) else { bail!("图片没有大小") };
    mask.invert();
    for (path, odd) in paths {
        let mut drawn = PathBuilder::new();
        let at = |point: Point| ((point.x * f64::from(width)) as f32, (point.y * f64::from(height)) as f32);
        for part in path.elements() {
            match part {
                PathEl::MoveTo(to) => {
                    let (x, y) = at(*to);
                    drawn.move_to(x, y);
                }
                PathEl::LineTo(to) => {
                    let (x, y) = at(*to);
                    drawn.line_to(x, y);
                }
                PathEl::QuadTo(by, to) => {
                    let ((x1, y1), (x, y)) = (at(*by), at(*to));
                    drawn.quad_to(x1, y1, x, y);
                }
                PathEl::CurveTo(one, two, to) => {
                    let ((x1, y1), (x2, y2), (x, y)) = (at(*one), at(*two), at(*to));
                    drawn.cubic_to(x1, y1, x2, y2, x, y);
                }
                PathEl::ClosePath => drawn.close(),
            }
        }
        let rule = if *odd { FillRule::EvenOdd } else { FillRule::Winding };
        match drawn.finish() {
            Some(path) => mask.intersect_path(&path, rule, true, Transform::identity()),
            None => mask.clear(),
        }
    }
    let seen = |x, y| mask.data().get((y * width + x) as usize).map_or(0.0, |seen| f64::from(*seen) / 255.0);
    let cut = RgbImage::from_fn(width, height, |x, y| {
        Rgb(decoded.get_pixel(x, y).0.map(|share| super::draw::mixed(share, seen(x, y))))
    });
    let mut written = Cursor::new(Vec::new());
    if picture.jpeg {
        cut.write_with_encoder(JpegEncoder::new_with_quality(&mut written, 90))?;
    } else {
        cut.write_to(&mut written, ImageFormat::Png)?;
    }
    Ok(Encoded { bytes: written.into_inner(), jpeg: picture.jpeg })
}

/// The picture as it looks on paper.
fn on_white(picture: &DynamicImage) -> DynamicImage {
    if !picture.color().has_alpha() {
        return DynamicImage::ImageRgb8(picture.to_rgb8());
    }
    let picture = picture.to_rgba8();
    let mixed = RgbImage::from_fn(picture.width(), picture.height(), |x, y| {
        let [red, green, blue, alpha] = picture.get_pixel(x, y).0;
        Rgb([red, green, blue].map(|share| super::draw::mixed(share, f64::from(alpha) / 255.0)))
    });
    DynamicImage::ImageRgb8(mixed)
}

//! The pictures of a document, each once, as PNG or JPEG without transparency.

use std::borrow::Cow;
use std::collections::BTreeMap;

use anyhow::{Result, bail};
use image::codecs::jpeg::JpegEncoder;
use image::codecs::png::PngEncoder;
use image::{DynamicImage, GrayImage, ImageEncoder, Luma, Rgb, RgbImage};
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
    /// The identifier of a picture that is known by a hash; `encode` is asked for its bytes the first time, and may
    /// have none.
    pub fn id(
        &mut self,
        ids: &mut Ids,
        hash: u128,
        encode: impl FnOnce() -> Result<Option<Encoded>>,
    ) -> Result<Option<Id>> {
        if let Some(id) = self.known.get(&hash) {
            return Ok(Some(*id));
        }
        let Some(Encoded { bytes, jpeg }) = encode()? else { return Ok(None) };
        let id = ids.next();
        let (format, ending) = if jpeg { ("JPEG", "jpg") } else { ("PNG", "png") };
        let file = format!("image_{id}.{ending}");
        self.known.insert(hash, id);
        self.entries.push(Media { id, format, file: file.clone() });
        self.fresh.push((file, bytes));
        Ok(Some(id))
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

/// Quality of a JPEG that is written again.
const QUALITY: u8 = 90;

/// A picture before it is written.
pub struct Raw<'a> {
    /// Its file, if that is a JPEG or PNG that shows it as it is.
    pub file: Option<&'a [u8]>,
    /// Whether it is, or was, a JPEG.
    pub jpeg: bool,
    /// What it shows.
    pub pixels: Cow<'a, DynamicImage>,
    /// Its colour profile.
    pub profile: Option<Vec<u8>>,
}

impl Raw<'_> {
    /// One that is no file.
    pub fn drawn(pixels: DynamicImage) -> Self {
        Self { file: None, jpeg: false, pixels: Cow::Owned(pixels), profile: None }
    }

    /// Bytes of a JPEG or an opaque PNG as they are; anything else on white, as JPEG if it was one, or else as PNG.
    pub fn encoded(&self) -> Result<Encoded> {
        match self.file.filter(|_| !self.pixels.color().has_alpha()) {
            Some(bytes) => Ok(Encoded { bytes: bytes.to_vec(), jpeg: self.jpeg }),
            None => self.written(&on_white(&self.pixels)),
        }
    }

    /// The picture as far as it is seen through paths of the unit square, each of them even-odd or not; white elsewhere.
    pub fn seen_through(&self, paths: &[(BezPath, bool)]) -> Result<Encoded> {
        let mut cut = on_white(&self.pixels);
        let mask = mask(cut.width(), cut.height(), paths)?;
        let (samples, channels): (&mut [u8], usize) = match &mut cut {
            DynamicImage::ImageLuma8(own) => (own, 1),
            DynamicImage::ImageRgb8(own) => (own, 3),
            _ => bail!("图片的颜色读不出来"),
        };
        for (pixel, seen) in samples.chunks_exact_mut(channels).zip(mask.data()) {
            for share in pixel {
                *share = super::draw::mixed(*share, f64::from(*seen) / 255.0);
            }
        }
        self.written(&cut)
    }

    /// The bytes of what is shown of it, with its colour profile.
    fn written(&self, picture: &DynamicImage) -> Result<Encoded> {
        let mut bytes = Vec::new();
        if self.jpeg {
            self.with(picture, JpegEncoder::new_with_quality(&mut bytes, QUALITY))?;
        } else {
            self.with(picture, PngEncoder::new(&mut bytes))?;
        }
        Ok(Encoded { bytes, jpeg: self.jpeg })
    }

    /// Writes with one encoder.
    fn with(&self, picture: &DynamicImage, mut encoder: impl ImageEncoder) -> Result<()> {
        let space: &[u8] = if picture.color().has_color() { b"RGB " } else { b"GRAY" };
        // One for other colours (a JPEG for print that was decoded for the screen) would change them.
        if let Some(profile) = self.profile.as_ref().filter(|profile| profile.get(16..20) == Some(space)) {
            // Where it cannot be kept, the colours are those of a screen.
            encoder.set_icc_profile(profile.clone()).ok();
        }
        Ok(picture.write_with_encoder(encoder)?)
    }
}

/// What is seen through all of the paths, of so many pixels.
#[expect(clippy::cast_possible_truncation, reason = "places of pixels")]
fn mask(width: u32, height: u32, paths: &[(BezPath, bool)]) -> Result<Mask> {
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
    Ok(mask)
}

/// The picture as it looks on paper: eight bits for each of its colours, or for grey alone.
fn on_white(picture: &DynamicImage) -> DynamicImage {
    let on_white = |share, alpha: u8| super::draw::mixed(share, f64::from(alpha) / 255.0);
    match (picture.color().has_color(), picture.color().has_alpha()) {
        (false, false) => picture.to_luma8().into(),
        (true, false) => picture.to_rgb8().into(),
        (false, true) => {
            let picture = picture.to_luma_alpha8();
            let mixed = |x, y| {
                let [share, alpha] = picture.get_pixel(x, y).0;
                Luma([on_white(share, alpha)])
            };
            GrayImage::from_fn(picture.width(), picture.height(), mixed).into()
        }
        (true, true) => {
            let picture = picture.to_rgba8();
            let mixed = |x, y| {
                let [red, green, blue, alpha] = picture.get_pixel(x, y).0;
                Rgb([red, green, blue].map(|share| on_white(share, alpha)))
            };
            RgbImage::from_fn(picture.width(), picture.height(), mixed).into()
        }
    }
}

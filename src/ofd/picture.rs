//! The pictures of a document, each once, as PNG or JPEG without transparency.

use std::collections::BTreeMap;
use std::io::Cursor;

use anyhow::Result;
use image::{DynamicImage, ImageFormat, Rgb, RgbImage};

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

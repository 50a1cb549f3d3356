//! Whether a picture can be printed: it is decoded as Typst does, and looked over where the decoders are lenient.

mod chunks;
mod scan;
#[cfg(test)]
mod tests;

use std::borrow::Cow;
use std::io::{self, Cursor};

use image::codecs::jpeg::{JpegDecoder, JpegEncoder};
use image::codecs::png::{PngDecoder, PngEncoder};
use image::imageops::FilterType;
use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder, ImageEncoder, ImageError};

/// Most pixels of a picture: enough for a full page at 600 dpi.
const MAX_PIXELS: u64 = 40_000_000;

/// Longest side, in pixels.
const MAX_SIDE: u32 = 16_384;

/// Shortest side, in pixels: below it nothing can be seen.
const MIN_SIDE: u32 = 8;

/// How many times longer than the other a side may be.
const MAX_RATIO: u32 = 40;

/// Most bytes that decoding may fill.
const MAX_DECODED: u64 = 256 << 20;

/// A longer side is scaled down …
const LONG: u32 = 2_400;

/// … to this, 300 dpi across a page.
const GOAL: u32 = 2_000;

/// Quality of a JPEG that is written again.
const QUALITY: u8 = 88;

/// What the bytes of a picture are said to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// PNG, also animated.
    Png,
    /// JPEG, baseline or progressive.
    Jpeg,
}

/// A picture that can be printed.
#[derive(Debug, PartialEq, Eq)]
pub struct Sound<'a> {
    /// What to print: the bytes given, unless they had to be written again.
    pub bytes: Cow<'a, [u8]>,
    /// Width as printed, turned as its EXIF data says.
    pub width: u32,
    /// Height as printed.
    pub height: u32,
}

/// Why a picture cannot be printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// It ends before all its rows are there.
    Cut,
    /// A checksum is wrong, or its data cannot be.
    Damaged,
    /// A JPEG in CMYK or YCCK: nothing says what its inks look like.
    Cmyk,
    /// Of a kind that nobody here reads: 12 bits, arithmetic coding, lossless JPEG, odd colours.
    Unsupported,
    /// More pixels than a page can show.
    TooManyPixels {
        /// Its width.
        width: u32,
        /// Its height.
        height: u32,
    },
    /// A side is too long.
    TooLong {
        /// Its width.
        width: u32,
        /// Its height.
        height: u32,
    },
    /// It would fill too much memory, or holds more than its rows need.
    TooMuch,
    /// No side to speak of, or a mere line.
    Degenerate {
        /// Its width.
        width: u32,
        /// Its height.
        height: u32,
    },
}

/// Checks a picture and makes it ready for print.
///
/// # Errors
/// What is wrong with it, if it cannot be printed.
pub fn sound(bytes: &[u8], kind: Kind) -> Result<Sound<'_>, Fault> {
    match kind {
        Kind::Png => {
            chunks::check(bytes)?;
            ready(bytes, PngDecoder::new(Cursor::new(bytes)).map_err(fault)?, kind)
        }
        Kind::Jpeg => {
            let ended = scan::check(bytes)?;
            let mut sound = ready(bytes, JpegDecoder::new(Cursor::new(bytes)).map_err(fault)?, kind)?;
            if !ended && matches!(sound.bytes, Cow::Borrowed(_)) {
                sound.bytes.to_mut().extend([0xFF, 0xD9]);
            }
            Ok(sound)
        }
    }
}

/// Whether a picture of this size can be printed; asked before anything of that size is reserved.
fn fits(width: u32, height: u32) -> Result<(), Fault> {
    let (short, long) = (width.min(height), width.max(height));
    if short < MIN_SIDE {
        Err(Fault::Degenerate { width, height })
    } else if long > MAX_SIDE {
        Err(Fault::TooLong { width, height })
    } else if u64::from(width) * u64::from(height) > MAX_PIXELS {
        Err(Fault::TooManyPixels { width, height })
    } else if long > short * MAX_RATIO {
        Err(Fault::Degenerate { width, height })
    } else {
        Ok(())
    }
}

/// Decodes a picture; one that is larger or deeper than print shows is written again.
fn ready(bytes: &[u8], mut decoder: impl ImageDecoder, kind: Kind) -> Result<Sound<'_>, Fault> {
    let (width, height) = decoder.dimensions();
    if decoder.total_bytes() > MAX_DECODED {
        return Err(Fault::TooMuch);
    }
    let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    let colour = decoder.color_type();
    let deep = colour.bytes_per_pixel() > colour.channel_count();
    let large = width.max(height) > LONG;
    let profile = if deep || large { decoder.icc_profile().ok().flatten() } else { None };
    let image = DynamicImage::from_decoder(decoder).map_err(fault)?;
    if !deep && !large {
        let (width, height) = if lies(orientation) { (height, width) } else { (width, height) };
        return Ok(Sound { bytes: Cow::Borrowed(bytes), width, height });
    }
    let mut image = eight_bits(image);
    if large {
        image = smaller(image);
    }
    image.apply_orientation(orientation);
    let bytes = Cow::Owned(written(&image, profile, kind).map_err(fault)?);
    Ok(Sound { bytes, width: image.width(), height: image.height() })
}

/// Whether a picture is printed on its side.
fn lies(orientation: Orientation) -> bool {
    use Orientation::{Rotate90, Rotate90FlipH, Rotate270, Rotate270FlipH};
    matches!(orientation, Rotate90 | Rotate270 | Rotate90FlipH | Rotate270FlipH)
}

/// The same with eight bits for each channel.
fn eight_bits(image: DynamicImage) -> DynamicImage {
    match image {
        DynamicImage::ImageLuma16(_) => image.into_luma8().into(),
        DynamicImage::ImageLumaA16(_) => image.into_luma_alpha8().into(),
        DynamicImage::ImageRgb16(_) => image.into_rgb8().into(),
        DynamicImage::ImageRgba16(_) => image.into_rgba8().into(),
        other => other,
    }
}

/// Scales a picture down so that its longer side is [`GOAL`]: first by whole pixels, which needs little memory, then by the
/// rest.
fn smaller(mut image: DynamicImage) -> DynamicImage {
    let (width, height) = (image.width(), image.height());
    let long = width.max(height);
    let goal = |side: u32| ((side * GOAL + long / 2) / long).max(1);
    let by = long / GOAL;
    weigh(&mut image, |value, alpha| (value * alpha + 127) / 255);
    if by > 1 {
        image = image.thumbnail_exact(width / by, height / by);
    }
    image = image.resize_exact(goal(width), goal(height), FilterType::Triangle);
    weigh(&mut image, |value, alpha| (value * 255 + alpha / 2).checked_div(alpha).unwrap_or(0));
    image
}

/// Changes colours by their alpha: what cannot be seen must not run into what can.
fn weigh(image: &mut DynamicImage, change: impl Fn(u32, u32) -> u32) {
    let (samples, channels): (&mut [u8], usize) = match image {
        DynamicImage::ImageLumaA8(image) => (image, 2),
        DynamicImage::ImageRgba8(image) => (image, 4),
        _ => return,
    };
    for pixel in samples.chunks_exact_mut(channels) {
        if let Some((&mut alpha, colours)) = pixel.split_last_mut()
            && alpha < u8::MAX
        {
            for colour in colours {
                *colour = u8::try_from(change(u32::from(*colour), u32::from(alpha))).unwrap_or(u8::MAX);
            }
        }
    }
}

/// The bytes of a picture, with its colour profile.
fn written(image: &DynamicImage, profile: Option<Vec<u8>>, kind: Kind) -> Result<Vec<u8>, ImageError> {
    let mut bytes = Vec::new();
    match kind {
        Kind::Png => encoded(image, profile, PngEncoder::new(&mut bytes)),
        Kind::Jpeg => encoded(image, profile, JpegEncoder::new_with_quality(&mut bytes, QUALITY)),
    }?;
    Ok(bytes)
}

/// Writes with one encoder.
fn encoded(image: &DynamicImage, profile: Option<Vec<u8>>, mut encoder: impl ImageEncoder) -> Result<(), ImageError> {
    if let Some(profile) = profile.filter(|profile| !profile.is_empty()) {
        // Where it cannot be kept, the colours are those of a screen.
        encoder.set_icc_profile(profile).ok();
    }
    image.write_with_encoder(encoder)
}

/// What a decoder's refusal means.
fn fault(error: ImageError) -> Fault {
    match error {
        ImageError::Unsupported(_) => Fault::Unsupported,
        ImageError::Limits(_) => Fault::TooMuch,
        ImageError::IoError(error) if error.kind() == io::ErrorKind::UnexpectedEof => Fault::Cut,
        _ => Fault::Damaged,
    }
}

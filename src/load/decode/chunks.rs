//! A PNG chunk by chunk: all checksums, the end, and how much its data expands to, in little memory.

use png::chunk::{self, ChunkType};
use png::{ColorType, DecodeOptions, Decoded, DecodingError, Info, StreamingDecoder, UnfilterRegion};

use super::{Fault, MAX_DECODED, fits};

/// What comes before the first chunk.
const SIGNATURE: &[u8] = b"\x89PNG\r\n\x1a\n";

/// The beginning of a PNG whose image data comes next, with a length that is not reached; its checksums do not count.
const SHELL: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\x0DIHDR\0\0\0\x01\0\0\0\x01\x08\0\0\0\0\0\0\0\0\x7F\xFF\xFF\xFFIDAT";

/// Most bytes that profiles and texts may expand to, together.
const MAX_BESIDE: u64 = 4 << 20;

/// Least that a compressed profile or text counts for.
const LEAST_BESIDE: u64 = 1 << 10;

/// A window over expanded data: nothing but its length is kept.
struct Window {
    data: Vec<u8>,
    region: UnfilterRegion,
    total: u64,
}

impl Window {
    /// How far back expanded data refers to.
    const BACK: usize = 32 << 10;

    fn new() -> Self {
        Self { data: vec![0; 4 * Self::BACK], region: UnfilterRegion::default(), total: 0 }
    }

    /// Lets the decoder go on by one step.
    fn step(&mut self, decoder: &mut StreamingDecoder, rest: &[u8]) -> Result<(usize, Decoded), DecodingError> {
        if self.region.filled > 2 * Self::BACK {
            let from = self.region.filled.saturating_sub(Self::BACK);
            self.data.copy_within(from..self.region.filled, 0);
            self.region.available = self.region.available.saturating_sub(from);
            self.region.filled -= from;
        }
        let before = self.region.filled;
        let step = decoder.update(rest, Some(&mut self.region.as_buf(&mut self.data)))?;
        self.total += u64::try_from(self.region.filled - before).unwrap_or(u64::MAX);
        Ok(step)
    }
}

/// Looks over a whole PNG.
pub(super) fn check(bytes: &[u8]) -> Result<(), Fault> {
    if !bytes.starts_with(SIGNATURE) {
        return Err(if SIGNATURE.starts_with(bytes) { Fault::Cut } else { Fault::Damaged });
    }
    let mut options = DecodeOptions::default();
    options.set_ignore_adler32(false);
    options.set_skip_ancillary_crc_failures(false);
    options.set_ignore_text_chunk(true);
    options.set_ignore_iccp_chunk(true);
    let mut decoder = StreamingDecoder::new_with_options(options);
    let mut window = Window::new();
    let (mut at, mut beside, mut needed, mut flushed) = (0, 0, None, false);
    loop {
        let rest = bytes.get(at..).filter(|rest| !rest.is_empty()).ok_or(Fault::Cut)?;
        let step = if flushed { decoder.update(rest, None) } else { window.step(&mut decoder, rest) };
        let (used, event) = step.map_err(|error| fault(&error, bytes))?;
        at += used;
        match event {
            Decoded::ChunkComplete(chunk::IHDR) => {
                let info = decoder.info().ok_or(Fault::Damaged)?;
                fits(info.width, info.height)?;
                needed = Some(rows(info)).filter(|needed| *needed <= MAX_DECODED);
                if needed.is_none() {
                    return Err(Fault::TooMuch);
                }
            }
            Decoded::ChunkBegin(length, kind) => {
                let data =
                    bytes.get(at..).and_then(|data| data.get(..usize::try_from(length).ok()?)).ok_or(Fault::Cut)?;
                if let Some(compressed) = compressed(kind, data) {
                    beside += expanded(compressed, MAX_BESIDE).max(LEAST_BESIDE);
                }
                if beside > MAX_BESIDE {
                    return Err(Fault::TooMuch);
                }
            }
            Decoded::ImageDataFlushed => flushed = true,
            Decoded::ChunkComplete(chunk::IEND) => break,
            _ => {}
        }
        if needed.is_some_and(|needed| window.total > needed) {
            return Err(Fault::TooMuch);
        }
    }
    match needed {
        Some(needed) if window.total == needed => Ok(()),
        _ => Err(Fault::Cut),
    }
}

/// How many bytes the rows of a picture are, each with its filter.
fn rows(info: &Info) -> u64 {
    let bits = u64::from(info.bit_depth as u8)
        * match info.color_type {
            ColorType::Grayscale | ColorType::Indexed => 1,
            ColorType::GrayscaleAlpha => 2,
            ColorType::Rgb => 3,
            ColorType::Rgba => 4,
        };
    let (width, height) = (u64::from(info.width), u64::from(info.height));
    let bytes = |width: u64, height: u64| if width == 0 { 0 } else { height * (1 + (width * bits).div_ceil(8)) };
    if !info.interlaced {
        return bytes(width, height);
    }
    let every = |side: u64, from: u64, step: u64| side.saturating_sub(from).div_ceil(step);
    [(0, 8, 0, 8), (4, 8, 0, 8), (0, 4, 4, 8), (2, 4, 0, 4), (0, 2, 2, 4), (1, 2, 0, 2), (0, 1, 1, 2)]
        .into_iter()
        .map(|(left, across, top, down)| bytes(every(width, left, across), every(height, top, down)))
        .sum()
}

/// The compressed part of a profile or text.
fn compressed(kind: ChunkType, data: &[u8]) -> Option<&[u8]> {
    match kind {
        chunk::iCCP | chunk::zTXt => after_name(data)?.get(1..),
        chunk::iTXt => {
            let (flag, rest) = after_name(data)?.split_first()?;
            if *flag == 1 { after_name(after_name(rest.get(1..)?)?) } else { None }
        }
        _ => None,
    }
}

/// What comes after a name that ends with a zero.
fn after_name(data: &[u8]) -> Option<&[u8]> {
    data.splitn(2, |&byte| byte == 0).nth(1)
}

/// How many bytes compressed data expands to; no more is expanded than just over the limit. What is broken counts as far as
/// it goes: nothing of it is printed.
fn expanded(compressed: &[u8], limit: u64) -> u64 {
    let mut options = DecodeOptions::default();
    options.set_ignore_checksums(true);
    let mut decoder = StreamingDecoder::new_with_options(options);
    let mut window = Window::new();
    for mut rest in [SHELL, compressed] {
        while !rest.is_empty() && window.total <= limit {
            let Ok((used, _)) = window.step(&mut decoder, rest) else { return window.total };
            rest = rest.get(used..).unwrap_or_default();
        }
    }
    window.total
}

/// What a refusal means.
fn fault(error: &DecodingError, bytes: &[u8]) -> Fault {
    let side = |at: usize| bytes.get(at..)?.first_chunk().map(|side| u32::from_be_bytes(*side));
    match (error, side(16), side(20)) {
        (DecodingError::LimitsExceeded, ..) => Fault::TooMuch,
        (_, Some(width), Some(height)) if width == 0 || height == 0 => Fault::Degenerate { width, height },
        _ => Fault::Damaged,
    }
}

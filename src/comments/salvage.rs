//! The parts of a packed file whose end is missing: found by what each begins with.

use std::io::Read;

use anyhow::{Result, bail};
use flate2::read::DeflateDecoder;

use super::entry::{is_markup, refused};

/// What a part begins with, and how long its fixed fields are.
const BEGIN: (&[u8], usize) = (b"PK\x03\x04", 30);

/// The markup that can still be read, the last part as far as it goes.
///
/// # Errors
/// There is too much of it.
pub fn salvaged(bytes: &[u8], most: u64) -> Result<Vec<(String, String)>> {
    let mut parts = Vec::new();
    let mut left = most;
    let mut at = 0;
    while let Some(found) = next(bytes, at) {
        at = found + BEGIN.0.len();
        let Some(part) = Part::read(bytes, found) else { continue };
        refused(&part.name)?;
        if !is_markup(&part.name) {
            // Its bytes are passed over where the part says how many there are.
            at = part.end(bytes).unwrap_or(at);
            continue;
        }
        let mut unpacked = Vec::new();
        // An error is where the file was cut: what came before counts.
        let _ = if part.packed {
            DeflateDecoder::new(part.data).take(left + 1).read_to_end(&mut unpacked)
        } else {
            part.data.get(..part.size).unwrap_or(part.data).take(left + 1).read_to_end(&mut unpacked)
        };
        let size = u64::try_from(unpacked.len()).unwrap_or(u64::MAX);
        if left < size {
            bail!("展开以后超过 {} MB，没有打开。", most >> 20);
        }
        left -= size;
        at = part.end(bytes).unwrap_or(at);
        parts.push((part.name, String::from_utf8_lossy(&unpacked).into_owned()));
    }
    Ok(parts)
}

/// Where the next part begins.
fn next(bytes: &[u8], from: usize) -> Option<usize> {
    let rest = bytes.get(from..)?;
    rest.windows(BEGIN.0.len()).position(|window| window == BEGIN.0).map(|at| from + at)
}

/// A part as its head tells.
struct Part<'a> {
    name: String,
    /// Whether it is packed.
    packed: bool,
    /// How many bytes it takes; 0 where that stands behind it.
    size: usize,
    /// Everything from its first byte on.
    data: &'a [u8],
}

impl<'a> Part<'a> {
    fn read(bytes: &'a [u8], at: usize) -> Option<Self> {
        let head = bytes.get(at..at + BEGIN.1)?;
        let two = |from: usize| usize::from(u16::from_le_bytes([head[from], head[from + 1]]));
        let (flags, method, name, extra) = (two(6), two(8), two(26), two(28));
        let size = two(18) | two(20) << 16;
        let begin = at + BEGIN.1;
        let name_bytes = bytes.get(begin..begin + name)?;
        let data = bytes.get(begin + name + extra..)?;
        let known = matches!(method, 0 | 8) && flags & 1 == 0;
        known.then(|| Self { name: String::from_utf8_lossy(name_bytes).into_owned(), packed: method == 8, size, data })
    }

    /// Where it ends, if it says so and the file goes that far.
    fn end(&self, bytes: &[u8]) -> Option<usize> {
        let begin = bytes.len() - self.data.len();
        (0 < self.size && self.size <= self.data.len()).then_some(begin + self.size)
    }
}

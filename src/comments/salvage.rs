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
    // What is packed in what is packed could be read again and again: no more is read than the file four times over.
    let mut fuel = u64::try_from(bytes.len()).unwrap_or(u64::MAX).saturating_mul(4);
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
            let mut decoder = DeflateDecoder::new(part.data.take(fuel));
            let read = decoder.by_ref().take(left + 1).read_to_end(&mut unpacked);
            fuel = fuel.saturating_sub(decoder.total_in().max(1));
            read
        } else {
            part.data.get(..part.size).unwrap_or(part.data).take(left + 1).read_to_end(&mut unpacked)
        };
        if fuel == 0 {
            bail!("里面的内容重复包着自己，没有打开。");
        }
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

#[cfg(test)]
mod tests {
    use super::*;

    /// A part's head: packed, its length not told.
    fn head() -> Vec<u8> {
        let mut head = BEGIN.0.to_vec();
        head.extend([20, 0, 0, 0, 8, 0]);
        head.resize(26, 0);
        head.extend([5, 0, 0, 0]);
        head.extend(b"a.xml");
        head
    }

    #[test]
    fn parts_inside_of_parts_are_not_read_again_and_again() {
        let mut bytes = head();
        for _ in 0..50 {
            let inner = head();
            let length = u16::try_from(inner.len()).unwrap();
            bytes.push(0);
            bytes.extend(length.to_le_bytes());
            bytes.extend((!length).to_le_bytes());
            bytes.extend(inner);
        }
        bytes.extend([0, 0, 0, 0xff, 0xff].repeat(20_000));
        let told = salvaged(&bytes, 64 << 20).unwrap_err().to_string();
        assert!(told.contains("重复包着自己"), "{told}");
        // One such part alone is read.
        let whole = [head(), [0, 0, 0, 0xff, 0xff].repeat(20_000)].concat();
        assert_eq!(salvaged(&whole, 64 << 20).unwrap(), [("a.xml".to_owned(), String::new())]);
    }
}

//! The bits of a scan, and the codes they are read by.

use super::{Fault, word};

/// Bits that the first look resolves.
const LOOK: u8 = 9;

/// Most bytes that fill up a scan: more are what is left of one that was written over.
const MOST_FILL: usize = 4;

/// Reads bits up to the next marker.
pub(super) struct Bits<'a> {
    bytes: &'a [u8],
    at: usize,
    held: u64,
    count: u8,
    /// Whether there is a marker, or nothing, at `at`.
    stopped: bool,
}

impl<'a> Bits<'a> {
    pub(super) fn new(bytes: &'a [u8], at: usize) -> Self {
        Self { bytes, at, held: 0, count: 0, stopped: false }
    }

    /// Holds at least 16 bits, if there are.
    fn fill(&mut self) {
        while self.count <= 48 && !self.stopped {
            let byte = match self.bytes.get(self.at..) {
                Some([0xFF, 0, ..]) => {
                    self.at += 2;
                    0xFF
                }
                Some([0xFF, ..] | []) | None => {
                    self.stopped = true;
                    return;
                }
                Some([byte, ..]) => {
                    self.at += 1;
                    *byte
                }
            };
            self.held = self.held << 8 | u64::from(byte);
            self.count += 8;
        }
    }

    /// What it means that there are no more bits.
    fn short(&self) -> Fault {
        match self.bytes.get(self.at..).map(|rest| rest.iter().find(|byte| **byte != 0xFF)) {
            // A picture that was cut short may have been given an end.
            None | Some(None | Some(0xD9)) => Fault::Cut,
            _ => Fault::Damaged,
        }
    }

    /// The next 16 bits; after the last, zeros.
    fn look(&mut self) -> u16 {
        if self.count < 16 {
            self.fill();
        }
        let bits = if self.count < 16 { self.held << (16 - self.count) } else { self.held >> (self.count - 16) };
        let [.., high, low] = bits.to_be_bytes();
        u16::from_be_bytes([high, low])
    }

    /// Leaves out bits.
    fn skip(&mut self, count: u8) -> Result<(), Fault> {
        if count > self.count {
            self.fill();
        }
        self.count = self.count.checked_sub(count).ok_or_else(|| self.short())?;
        Ok(())
    }

    /// At most 16 bits.
    pub(super) fn take(&mut self, count: u8) -> Result<u16, Fault> {
        let bits = u32::from(self.look()) >> (16 - u32::from(count.min(16)));
        self.skip(count)?;
        Ok(u16::try_from(bits).unwrap_or(u16::MAX))
    }

    /// Leaves out one bit for each correction.
    pub(super) fn corrections(&mut self, mut count: u32) -> Result<(), Fault> {
        while count > 0 {
            let some = u8::try_from(count.min(16)).unwrap_or(16);
            self.skip(some)?;
            count -= u32::from(some);
        }
        Ok(())
    }

    /// A coefficient of so many bits.
    pub(super) fn value(&mut self, size: u8) -> Result<i32, Fault> {
        let value = i32::from(self.take(size)?);
        Ok(if size == 0 || value >> (size - 1) != 0 { value } else { value - (1 << size) + 1 })
    }

    /// Reads one code.
    pub(super) fn code(&mut self, codes: &Codes) -> Result<u8, Fault> {
        let bits = self.look();
        let (length, symbol) = match codes.short[usize::from(bits >> (16 - LOOK))] {
            (0, _) => codes.long(bits).ok_or_else(|| if self.count < 16 { self.short() } else { Fault::Damaged })?,
            found => found,
        };
        self.skip(length)?;
        Ok(symbol)
    }

    /// Where the next marker is: up to it there may only be what fills.
    pub(super) fn end(&mut self) -> Result<usize, Fault> {
        let fills = self.count % 8;
        let fill = self.take(fills)?;
        let ones = (1 << fills) - 1;
        if fill != 0 && fill != ones {
            return Err(Fault::Damaged);
        }
        for filled in 0..=MOST_FILL {
            self.fill();
            if self.count == 0 {
                // Nothing fills up what was not even ended.
                return if filled > 0 && self.at == self.bytes.len() { Err(Fault::Cut) } else { Ok(self.at) };
            }
            if !matches!(self.take(8)?, 0 | 0xFF) {
                break;
            }
        }
        Err(Fault::Damaged)
    }

    /// Goes on after a restart marker, the one of this number.
    pub(super) fn restart(&mut self, number: usize) -> Result<(), Fault> {
        let mut at = self.end()?;
        while let Some([0xFF, 0xFF, ..]) = self.bytes.get(at..) {
            at += 1;
        }
        match word(self.bytes, at)? {
            found if usize::from(found) == 0xFFD0 + number % 8 => {}
            0xFFD9 => return Err(Fault::Cut),
            _ => return Err(Fault::Damaged),
        }
        *self = Self::new(self.bytes, at + 2);
        Ok(())
    }
}

/// A table of codes.
pub(super) struct Codes {
    /// Length and symbol by the first bits, for short codes.
    short: [(u8, u8); 1 << LOOK],
    /// For each length the first code, how many there are, and where their symbols begin.
    lengths: [(u16, u16, u16); 17],
    symbols: Vec<u8>,
}

impl Codes {
    /// Reads a table: and what follows it.
    pub(super) fn read(data: &[u8]) -> Result<(Self, &[u8]), Fault> {
        let (counts, rest) = data.split_first_chunk::<16>().ok_or(Fault::Damaged)?;
        let total: u16 = counts.iter().map(|&count| u16::from(count)).sum();
        let (symbols, rest) = rest.split_at_checked(total.into()).filter(|_| total <= 256).ok_or(Fault::Damaged)?;
        let mut codes = Self { short: [(0, 0); 1 << LOOK], lengths: [(0, 0, 0); 17], symbols: symbols.to_vec() };
        let (mut code, mut begin) = (0_u32, 0_u16);
        for (length, &count) in (1_u8..=16).zip(counts) {
            let first = u16::try_from(code).map_err(|_| Fault::Damaged)?;
            codes.lengths[usize::from(length)] = (first, count.into(), begin);
            for place in 0..u16::from(count) {
                if length <= LOOK {
                    let left = LOOK - length;
                    let from = (usize::from(first) + usize::from(place)) << left;
                    let symbol = symbols[usize::from(begin + place)];
                    codes.short.get_mut(from..from + (1 << left)).ok_or(Fault::Damaged)?.fill((length, symbol));
                }
            }
            code += u32::from(count);
            begin += u16::from(count);
            // No code is all ones.
            if count > 0 && code >= 1 << length {
                return Err(Fault::Damaged);
            }
            code <<= 1;
        }
        Ok((codes, rest))
    }

    /// Resolves a code that the first look does not.
    fn long(&self, bits: u16) -> Option<(u8, u8)> {
        (LOOK + 1..=16).find_map(|length| {
            let (first, count, begin) = self.lengths[usize::from(length)];
            let place = (bits >> (16 - length)).checked_sub(first).filter(|place| *place < count)?;
            Some((length, *self.symbols.get(usize::from(begin + place))?))
        })
    }
}

//! A JPEG block by block: whether every block is there, and whether its codes can be. Decoders fill up with grey instead.

mod bits;
mod block;

use super::{Fault, MAX_DECODED, fits};
use bits::{Bits, Codes};
use block::Pass;

/// Most scans of a picture: encoders make about ten.
const MAX_SCANS: usize = 64;

/// A colour of the picture.
struct Part {
    id: u8,
    /// Blocks of one unit, across and down.
    unit: [usize; 2],
    /// Which quantization table.
    table: usize,
    /// Blocks that the picture needs, across and down.
    needs: [usize; 2],
    /// Blocks that are stored, across and down.
    stored: [usize; 2],
    /// The mean of the last block.
    last: i32,
    /// Coefficients that are not zero, a bit for each, in every block; for progressive pictures.
    marks: Vec<u64>,
    /// How many low bits of each coefficient are still to come; nothing, if none came yet.
    missing: [Option<u8>; 64],
}

/// The picture as its frame header says.
struct Frame {
    progressive: bool,
    parts: Vec<Part>,
    /// Units of all colours together, across and down.
    units: [usize; 2],
}

/// What was read up to now.
#[derive(Default)]
struct State {
    frame: Option<Frame>,
    /// Quantization tables.
    steps: [Option<[i32; 64]>; 4],
    /// Codes of means and of other coefficients.
    codes: [[Option<Codes>; 4]; 2],
    /// Units between restart markers.
    interval: usize,
    /// The colour transform that an Adobe segment names.
    adobe: Option<u8>,
    scans: usize,
}

/// Looks over a whole JPEG: whether its end is marked.
pub(super) fn check(bytes: &[u8]) -> Result<bool, Fault> {
    if !bytes.starts_with(&[0xFF, 0xD8]) {
        return Err(if bytes.len() < 2 { Fault::Cut } else { Fault::Damaged });
    }
    let mut state = State::default();
    let mut at = 2;
    while let Some(kind) = marker(bytes, &mut at)? {
        if kind == 0xD9 {
            return state.whole().map(|()| true);
        }
        let data = segment(bytes, &mut at)?;
        match kind {
            0xC0..=0xC2 => state.frame(kind == 0xC2, data)?,
            0xC4 => state.codes(data)?,
            0xDB => state.steps(data)?,
            0xDD => state.interval = word(data, 0)?.into(),
            0xDA => at = state.scan(data, bytes, at)?,
            0xEE if data.starts_with(b"Adobe") => state.adobe = data.get(11).copied(),
            0xE0..=0xEF | 0xFE => {}
            // Lossless, hierarchical, arithmetic; a height that comes after the picture.
            0xC3..=0xCF | 0xDC => return Err(Fault::Unsupported),
            _ => return Err(Fault::Damaged),
        }
    }
    state.whole().map(|()| false)
}

/// The next marker, after bytes that only fill; nothing at the end.
fn marker(bytes: &[u8], at: &mut usize) -> Result<Option<u8>, Fault> {
    let mut marked = false;
    while let Some(&byte) = bytes.get(*at) {
        *at += 1;
        match byte {
            0xFF => marked = true,
            0 => marked = false,
            // Some write a restart marker after the last unit too.
            0xD0..=0xD7 if marked => marked = false,
            _ if marked => return Ok(Some(byte)),
            _ => return Err(Fault::Damaged),
        }
    }
    Ok(None)
}

/// What a segment holds.
fn segment<'a>(bytes: &'a [u8], at: &mut usize) -> Result<&'a [u8], Fault> {
    let length = usize::from(word(bytes, *at)?);
    let data = bytes.get(*at..).and_then(|rest| rest.get(..length)).ok_or(Fault::Cut)?;
    *at += length;
    data.get(2..).ok_or(Fault::Damaged)
}

/// Two bytes.
fn word(bytes: &[u8], at: usize) -> Result<u16, Fault> {
    bytes.get(at..).and_then(|rest| rest.first_chunk()).map(|pair| u16::from_be_bytes(*pair)).ok_or(Fault::Cut)
}

impl State {
    /// Reads a frame header.
    fn frame(&mut self, progressive: bool, data: &[u8]) -> Result<(), Fault> {
        let [precision, high, low, left, right, parts, rest @ ..] = data else { return Err(Fault::Damaged) };
        let (height, width) = (u16::from_be_bytes([*high, *low]), u16::from_be_bytes([*left, *right]));
        match (precision, parts) {
            (8, 1 | 3) => {}
            (8, 4) => return Err(Fault::Cmyk),
            _ => return Err(Fault::Unsupported),
        }
        fits(width.into(), height.into())?;
        if self.frame.is_some() || rest.len() != 3 * usize::from(*parts) {
            return Err(Fault::Damaged);
        }
        let read = |part: &[u8]| match part {
            [id, unit, table] => (*id, [usize::from(unit >> 4), usize::from(unit & 15)], usize::from(*table)),
            _ => (0, [0, 0], 0),
        };
        let parts: Vec<_> = rest.chunks(3).map(read).collect();
        if parts.iter().any(|(_, unit, table)| unit.iter().any(|side| !(1..=4).contains(side)) || *table > 3) {
            return Err(Fault::Damaged);
        }
        let sides = [usize::from(width), usize::from(height)];
        let largest = [0, 1].map(|side| parts.iter().map(|(_, unit, _)| unit[side]).max().unwrap_or(1));
        let units = [0, 1].map(|side| sides[side].div_ceil(8 * largest[side]));
        let part = |(id, unit, table): (u8, [usize; 2], usize)| Part {
            id,
            unit,
            table,
            needs: [0, 1].map(|side| (sides[side] * unit[side]).div_ceil(8 * largest[side])),
            stored: [0, 1].map(|side| units[side] * unit[side]),
            last: 0,
            marks: Vec::new(),
            missing: [None; 64],
        };
        self.frame = Some(Frame { progressive, parts: parts.into_iter().map(part).collect(), units });
        Ok(())
    }

    /// Reads tables of codes.
    fn codes(&mut self, mut data: &[u8]) -> Result<(), Fault> {
        while let Some((&place, rest)) = data.split_first() {
            let (codes, rest) = Codes::read(rest)?;
            let table =
                self.codes.get_mut(usize::from(place >> 4)).and_then(|tables| tables.get_mut(usize::from(place & 15)));
            *table.ok_or(Fault::Damaged)? = Some(codes);
            data = rest;
        }
        Ok(())
    }

    /// Reads quantization tables.
    fn steps(&mut self, mut data: &[u8]) -> Result<(), Fault> {
        while let Some((&place, rest)) = data.split_first() {
            let size = if place >> 4 == 0 { 1 } else { 2 };
            let (values, rest) = rest.split_at_checked(64 * size).ok_or(Fault::Damaged)?;
            let mut steps = [0; 64];
            for (step, value) in steps.iter_mut().zip(values.chunks(size)) {
                *step = value.iter().fold(0, |sum, &byte| sum << 8 | i32::from(byte));
            }
            *self.steps.get_mut(usize::from(place & 15)).ok_or(Fault::Damaged)? = Some(steps);
            data = rest;
        }
        Ok(())
    }

    /// Reads a scan header and all its blocks: where the next marker is.
    fn scan(&mut self, header: &[u8], bytes: &[u8], at: usize) -> Result<usize, Fault> {
        let frame = self.frame.as_mut().ok_or(Fault::Damaged)?;
        let [count, rest @ ..] = header else { return Err(Fault::Damaged) };
        let (names, rest) = rest.split_at_checked(2 * usize::from(*count)).ok_or(Fault::Damaged)?;
        let (names, _) = names.as_chunks::<2>();
        let [from, to, approximation] = *rest else { return Err(Fault::Damaged) };
        self.scans += 1;
        if self.scans == 1 {
            frame.reserve(names.len(), self.adobe)?;
        } else if self.scans > MAX_SCANS {
            return Err(Fault::TooMuch);
        }
        let mut scanned: Vec<(usize, [usize; 2])> = Vec::new();
        for &[id, tables] in names {
            let part = frame.parts.iter().position(|part| part.id == id).ok_or(Fault::Damaged)?;
            if scanned.iter().any(|(other, _)| *other == part) {
                return Err(Fault::Damaged);
            }
            scanned.push((part, [usize::from(tables >> 4), usize::from(tables & 15)]));
        }
        let pass = if frame.progressive {
            Pass::progressive(from, to, approximation, scanned.len())?
        } else {
            Pass::baseline()
        };
        for &(part, _) in &scanned {
            let part = &mut frame.parts[part];
            part.last = 0;
            part.missing[pass.coefficients()].fill(Some(pass.low()));
        }
        let mut bits = Bits::new(bytes, at);
        let mut run = 0;
        let units = match scanned[..] {
            [] => return Err(Fault::Damaged),
            [(part, _)] => frame.parts[part].needs,
            _ => frame.units,
        };
        for unit in 0..units[0] * units[1] {
            if self.interval > 0 && unit > 0 && unit % self.interval == 0 {
                if run != 0 {
                    return Err(Fault::Damaged);
                }
                bits.restart(unit / self.interval - 1)?;
                for &(part, _) in &scanned {
                    frame.parts[part].last = 0;
                }
            }
            let place = [unit % units[0], unit / units[0]];
            for &(index, [means, others]) in &scanned {
                let part = &mut frame.parts[index];
                let steps = self.steps[part.table].as_ref().ok_or(Fault::Damaged)?;
                let tables =
                    [self.codes[0].get(means), self.codes[1].get(others)].map(|table| table.and_then(Option::as_ref));
                let size = if scanned.len() == 1 { [1, 1] } else { part.unit };
                for down in 0..size[1] {
                    for across in 0..size[0] {
                        let at = (place[1] * size[1] + down) * part.stored[0] + place[0] * size[0] + across;
                        let mut none = 0;
                        let marks = part.marks.get_mut(at).unwrap_or(&mut none);
                        pass.block(&mut bits, tables, steps, &mut part.last, marks, &mut run)?;
                    }
                }
            }
        }
        if run == 0 { bits.end() } else { Err(Fault::Damaged) }
    }

    /// Whether every colour is there in all its bits.
    fn whole(&self) -> Result<(), Fault> {
        let there = |part: &Part| part.missing.iter().all(|missing| *missing == Some(0));
        let whole = self.frame.as_ref().is_some_and(|frame| frame.parts.iter().all(there));
        if whole { Ok(()) } else { Err(Fault::Cut) }
    }
}

impl Frame {
    /// Makes room for what is to be noted; asks whether the decoder's memory is bounded, and whether its colours are plain.
    fn reserve(&mut self, first: usize, adobe: Option<u8>) -> Result<(), Fault> {
        let named = self.parts.iter().map(|part| part.id).eq(*b"RGB");
        if self.parts.len() == 3 && !named && matches!(adobe, Some(0 | 2)) {
            return Err(Fault::Unsupported);
        }
        let blocks: usize = self.parts.iter().map(|part| part.stored[0] * part.stored[1]).sum();
        // The decoder keeps all coefficients, besides the colours, if they come in several scans.
        if self.progressive || first < self.parts.len() {
            let pixels = self.units.iter().product::<usize>() * 64 * self.largest() * self.parts.len();
            if u64::try_from(blocks * 128 + pixels).unwrap_or(u64::MAX) > MAX_DECODED {
                return Err(Fault::TooMuch);
            }
        }
        if self.progressive {
            for part in &mut self.parts {
                part.marks = vec![0; part.stored[0] * part.stored[1]];
            }
        }
        Ok(())
    }

    /// Blocks of the largest colour in one unit.
    fn largest(&self) -> usize {
        self.parts.iter().map(|part| part.unit[0] * part.unit[1]).max().unwrap_or(1)
    }
}

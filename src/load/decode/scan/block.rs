//! One block of a JPEG, 8 × 8 samples of one colour.

use std::ops::RangeInclusive;

use super::Fault;
use super::bits::{Bits, Codes};

/// Largest coefficient, a quarter more than samples of eight bits can give: some encoders overshoot, data that was written
/// over soon gives more.
const LARGEST: i32 = 1_280;

/// Most bits of a mean, and of another coefficient.
const MOST_BITS: [u8; 2] = [12, 11];

/// What a scan says of each block.
#[derive(Clone, Copy)]
pub(super) enum Pass {
    /// Everything.
    All,
    /// The mean, but for low bits.
    Mean { low: u8 },
    /// One more bit of the mean.
    MeanBit { low: u8 },
    /// Other coefficients, but for low bits.
    Others { from: u8, to: u8, low: u8 },
    /// One more bit of others.
    OthersBit { from: u8, to: u8, low: u8 },
}

impl Pass {
    /// Scans of a picture that is not progressive say everything.
    pub(super) fn baseline() -> Self {
        Self::All
    }

    /// Reads what a scan of a progressive picture says.
    pub(super) fn progressive(from: u8, to: u8, approximation: u8, parts: usize) -> Result<Self, Fault> {
        let (high, low) = (approximation >> 4, approximation & 15);
        let fits = low <= 13 && (high == 0 || high == low + 1);
        match (from, to, high) {
            (0, 0, 0) if fits => Ok(Self::Mean { low }),
            (0, 0, _) if fits => Ok(Self::MeanBit { low }),
            (1..=63, 1..=63, 0) if fits && from <= to && parts == 1 => Ok(Self::Others { from, to, low }),
            (1..=63, 1..=63, _) if fits && from <= to && parts == 1 => Ok(Self::OthersBit { from, to, low }),
            _ => Err(Fault::Damaged),
        }
    }

    /// Which coefficients it is about.
    pub(super) fn coefficients(self) -> RangeInclusive<usize> {
        match self {
            Self::All => 0..=63,
            Self::Mean { .. } | Self::MeanBit { .. } => 0..=0,
            Self::Others { from, to, .. } | Self::OthersBit { from, to, .. } => from.into()..=to.into(),
        }
    }

    /// How many low bits are still to come.
    pub(super) fn low(self) -> u8 {
        match self {
            Self::All => 0,
            Self::Mean { low } | Self::MeanBit { low } | Self::Others { low, .. } | Self::OthersBit { low, .. } => low,
        }
    }

    /// Reads one block; `run` is how many blocks that say nothing more are still to come.
    pub(super) fn block(
        self,
        bits: &mut Bits,
        [means, others]: [Option<&Codes>; 2],
        steps: &[i32; 64],
        last: &mut i32,
        marks: &mut u64,
        run: &mut u32,
    ) -> Result<(), Fault> {
        match self {
            Self::All => {
                mean(bits, means.ok_or(Fault::Damaged)?, steps, last, 0)?;
                coefficients(bits, others.ok_or(Fault::Damaged)?, steps)
            }
            Self::Mean { low } => mean(bits, means.ok_or(Fault::Damaged)?, steps, last, low),
            Self::MeanBit { .. } => bits.corrections(1),
            Self::Others { .. } if *run > 0 => {
                *run -= 1;
                Ok(())
            }
            Self::Others { from, to, low } => {
                first(bits, others.ok_or(Fault::Damaged)?, steps, [from, to, low], marks, run)
            }
            Self::OthersBit { from, to, .. } => refined(bits, others, [from, to], marks, run),
        }
    }
}

/// Whether a coefficient can be.
fn can_be(value: i32, low: u8, step: i32) -> Result<(), Fault> {
    let size = (i64::from(value.abs()) << low) * i64::from(step);
    if size <= i64::from(LARGEST + step) { Ok(()) } else { Err(Fault::Damaged) }
}

/// Reads the mean.
fn mean(bits: &mut Bits, codes: &Codes, steps: &[i32; 64], last: &mut i32, low: u8) -> Result<(), Fault> {
    let size = bits.code(codes)?;
    if size > MOST_BITS[0] {
        return Err(Fault::Damaged);
    }
    *last += bits.value(size)?;
    can_be(*last, low, steps[0])
}

/// Reads all other coefficients.
fn coefficients(bits: &mut Bits, codes: &Codes, steps: &[i32; 64]) -> Result<(), Fault> {
    let mut at = 1;
    while at < 64 {
        let symbol = bits.code(codes)?;
        let (zeros, size) = (usize::from(symbol >> 4), symbol & 15);
        if size == 0 {
            if zeros < 15 {
                return Ok(());
            }
            at += 16;
            continue;
        }
        at += zeros;
        let step = *steps.get(at).filter(|_| size <= MOST_BITS[1]).ok_or(Fault::Damaged)?;
        can_be(bits.value(size)?, 0, step)?;
        at += 1;
    }
    if at == 64 { Ok(()) } else { Err(Fault::Damaged) }
}

/// Reads a run of blocks that say nothing more, this one included.
fn blocks(bits: &mut Bits, size: u8) -> Result<u32, Fault> {
    Ok((1 << size) + u32::from(bits.take(size)?))
}

/// Reads other coefficients for the first time.
fn first(
    bits: &mut Bits,
    codes: &Codes,
    steps: &[i32; 64],
    [from, to, low]: [u8; 3],
    marks: &mut u64,
    run: &mut u32,
) -> Result<(), Fault> {
    let mut at = from;
    while at <= to {
        let symbol = bits.code(codes)?;
        let (zeros, size) = (symbol >> 4, symbol & 15);
        if size == 0 {
            if zeros < 15 {
                *run = blocks(bits, zeros)? - 1;
                return Ok(());
            }
            at += 16;
            continue;
        }
        at += zeros;
        if at > to || size > MOST_BITS[1] {
            return Err(Fault::Damaged);
        }
        can_be(bits.value(size)?, low, steps[usize::from(at)])?;
        *marks |= 1 << at;
        at += 1;
    }
    if at == to + 1 { Ok(()) } else { Err(Fault::Damaged) }
}

/// Reads one more bit of other coefficients, and those that it makes more than zero.
fn refined(
    bits: &mut Bits,
    codes: Option<&Codes>,
    [from, to]: [u8; 2],
    marks: &mut u64,
    run: &mut u32,
) -> Result<(), Fault> {
    let mut at = from;
    while *run == 0 && at <= to {
        let symbol = bits.code(codes.ok_or(Fault::Damaged)?)?;
        let (mut zeros, size) = (symbol >> 4, symbol & 15);
        match size {
            0 if zeros < 15 => {
                *run = blocks(bits, zeros)?;
                break;
            }
            0 => {}
            1 => bits.corrections(1)?,
            _ => return Err(Fault::Damaged),
        }
        let mut corrections = 0;
        while at <= to {
            if *marks >> at & 1 == 1 {
                corrections += 1;
            } else if zeros == 0 {
                break;
            } else {
                zeros -= 1;
            }
            at += 1;
        }
        bits.corrections(corrections)?;
        if size == 1 {
            if at > to {
                return Err(Fault::Damaged);
            }
            *marks |= 1 << at;
        }
        at += 1;
    }
    if *run > 0 {
        if at <= to {
            let range = (u64::MAX >> (63 - to)) & (u64::MAX << at);
            bits.corrections((*marks & range).count_ones())?;
        }
        *run -= 1;
    }
    Ok(())
}

//! A batch of simulations as bytes.
//!
//! Magic, format, fingerprint of the tally's columns, the run that it belongs to, batch,
//! number of simulations; for each simulation its point, draw and replication, then for
//! workforce and customers whether there is a record, and if so weeks, segments, the
//! rollout's and the baseline's tally; SHA-256 of all that at the end. Fixed numbers are
//! little-endian, the rest varints of 7 bits. A tally is stored column by column as
//! zig-zag differences from week to week; a zero is followed by how many more
//! follow it, because most columns stand still most of the time.

use crate::experiment::SimulationId;
use crate::observation::{COLUMN_NAMES, Record, Records, SEGMENT_COLUMNS, Tally, column};
use crate::units::Population;
use sha2::{Digest, Sha256};

const MAGIC: &[u8; 8] = b"passunit";
/// Version of the layout.
pub(super) const FORMAT: u32 = 3;
/// Bytes of the sum at the end.
const SUM: usize = 32;
/// Most integers of a tally: bounds memory whatever a file says.
const MOST: usize = 1 << 24;

/// A finished simulation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredSimulation {
    /// Which.
    pub simulation: SimulationId,
    /// Both arms' tallies of each population, equally long and with the same segments.
    pub records: Records,
}

/// The run, or the part of one, that a batch belongs to: the SHA-256 of its id and part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Owner([u8; SUM]);

impl Owner {
    /// The owner that a manifest names.
    pub fn new(id: &str, part: &str) -> Self {
        let sum = Sha256::digest(format!("{id} {part}").as_bytes());
        let mut owner = [0; SUM];
        owner.copy_from_slice(&sum);
        Self(owner)
    }
}

/// Why bytes are no batch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Undecodable {
    /// They are not as written.
    Damaged(&'static str),
    /// Another version wrote them.
    Format(u32),
}

/// The bytes of a batch.
pub(super) fn encode(owner: Owner, batch: u32, simulations: &[StoredSimulation]) -> Vec<u8> {
    let mut out = MAGIC.to_vec();
    out.extend(FORMAT.to_le_bytes());
    out.extend(columns().to_le_bytes());
    out.extend(owner.0);
    out.extend(batch.to_le_bytes());
    out.extend((simulations.len() as u32).to_le_bytes());
    for simulation in simulations {
        let SimulationId {
            point,
            draw,
            replication,
        } = simulation.simulation;
        for number in [point, draw, replication] {
            put(&mut out, u64::from(number));
        }
        for population in Population::ALL {
            let record = simulation.records.of(population);
            put(&mut out, u64::from(record.is_some()));
            let Some(record) = record else { continue };
            put(&mut out, record.rollout.weeks() as u64);
            put(&mut out, record.rollout.segments() as u64);
            put_tally(&mut out, &record.rollout);
            put_tally(&mut out, &record.baseline);
        }
    }
    let sum = Sha256::digest(&out);
    out.extend_from_slice(&sum);
    out
}

/// The simulations of a batch.
pub(super) fn decode(
    owner: Owner,
    batch: u32,
    bytes: &[u8],
) -> Result<Vec<StoredSimulation>, Undecodable> {
    let damaged = Undecodable::Damaged;
    let body = bytes
        .len()
        .checked_sub(SUM)
        .ok_or(damaged("it is cut off"))?;
    let (body, sum) = bytes.split_at(body);
    let mut input = body
        .strip_prefix(MAGIC)
        .ok_or(damaged("it does not begin as a file of simulations"))?;
    if Sha256::digest(body)[..] != *sum {
        return Err(damaged("its checksum does not match"));
    }
    let short = damaged("it is cut off");
    let format = fixed(&mut input).ok_or(short)?;
    if format != FORMAT {
        return Err(Undecodable::Format(format));
    }
    if fixed(&mut input) != Some(columns()) {
        return Err(damaged("its columns are those of another version"));
    }
    let (theirs, rest) = input.split_at_checked(SUM).ok_or(short)?;
    if theirs != owner.0 {
        return Err(damaged("it belongs to another run"));
    }
    input = rest;
    if fixed(&mut input) != Some(batch) {
        return Err(damaged("it is another batch than its name says"));
    }
    let count = fixed(&mut input).ok_or(short)?;
    let mut simulations = Vec::new();
    for _ in 0..count {
        simulations.push(simulation(&mut input).ok_or(damaged("a simulation cannot be read"))?);
    }
    if input.is_empty() {
        Ok(simulations)
    } else {
        Err(damaged("something follows the last simulation"))
    }
}

/// Fingerprint of the columns' names and order.
fn columns() -> u32 {
    let sum = Sha256::digest(COLUMN_NAMES.join(",").as_bytes());
    u32::from_le_bytes([sum[0], sum[1], sum[2], sum[3]])
}

fn simulation(input: &mut &[u8]) -> Option<StoredSimulation> {
    let mut number = || u32::try_from(take(input)?).ok();
    let (point, draw, replication) = (number()?, number()?, number()?);
    let workforce = record(input, Population::Workforce)?;
    let customers = record(input, Population::Customers)?;
    Some(StoredSimulation {
        simulation: SimulationId {
            point,
            draw,
            replication,
        },
        records: Records {
            workforce,
            customers,
        },
    })
}

/// A population's record, if the simulation has one; the outer `None` is a damaged file.
fn record(input: &mut &[u8], population: Population) -> Option<Option<Record>> {
    match take(input)? {
        0 => return Some(None),
        1 => {}
        _ => return None,
    }
    let weeks = u16::try_from(take(input)?).ok()?;
    let segments = usize::try_from(take(input)?).ok()?;
    Some(Some(Record {
        population,
        rollout: take_tally(input, weeks, segments)?,
        baseline: take_tally(input, weeks, segments)?,
    }))
}

/// The two tables of a tally's integers: where each begins, and its columns.
fn tables(weeks: usize, segments: usize) -> Option<[(usize, usize); 2]> {
    let width = segments.checked_mul(SEGMENT_COLUMNS)?;
    let all = (weeks + 1).checked_mul(width.checked_add(column::COUNT)?)?;
    (all <= MOST).then_some([(0, column::COUNT), ((weeks + 1) * column::COUNT, width)])
}

fn put_tally(out: &mut Vec<u8>, tally: &Tally) {
    let integers = tally.to_integers();
    let rows = tally.weeks() + 1;
    let mut zeros = 0;
    for (start, width) in tables(tally.weeks(), tally.segments())
        .into_iter()
        .flatten()
    {
        for at in 0..width {
            let mut last = 0;
            for row in 0..rows {
                let value = integers[start + row * width + at];
                let step = value.wrapping_sub(last);
                last = value;
                if step == 0 {
                    zeros += 1;
                } else {
                    put_zeros(out, &mut zeros);
                    put(out, zig_zag(step));
                }
            }
        }
    }
    put_zeros(out, &mut zeros);
}

fn take_tally(input: &mut &[u8], weeks: u16, segments: usize) -> Option<Tally> {
    let rows = usize::from(weeks) + 1;
    let tables = tables(usize::from(weeks), segments)?;
    let mut integers = vec![0; tables.iter().map(|(_, width)| rows * width).sum()];
    let mut zeros = 0;
    for (start, width) in tables {
        for at in 0..width {
            let mut last = 0_i64;
            for row in 0..rows {
                if zeros > 0 {
                    zeros -= 1;
                } else {
                    match take(input)? {
                        0 => zeros = take(input)?,
                        code => last = last.wrapping_add(un_zig_zag(code)),
                    }
                }
                integers[start + row * width + at] = last;
            }
        }
    }
    // A run of zeros ends with its tally.
    (zeros == 0).then(|| Tally::from_integers(weeks, segments, &integers))?
}

fn put_zeros(out: &mut Vec<u8>, zeros: &mut u64) {
    if *zeros > 0 {
        out.push(0);
        put(out, *zeros - 1);
        *zeros = 0;
    }
}

fn zig_zag(value: i64) -> u64 {
    ((value << 1) ^ (value >> 63)) as u64
}

fn un_zig_zag(code: u64) -> i64 {
    (code >> 1) as i64 ^ -((code & 1) as i64)
}

fn put(out: &mut Vec<u8>, mut value: u64) {
    while value >= 0x80 {
        out.push(value as u8 | 0x80);
        value >>= 7;
    }
    out.push(value as u8);
}

fn take(input: &mut &[u8]) -> Option<u64> {
    let mut value = 0;
    for shift in (0..64).step_by(7) {
        let (byte, rest) = input.split_first()?;
        *input = rest;
        value |= u64::from(byte & 0x7f) << shift;
        if byte & 0x80 == 0 {
            return Some(value);
        }
    }
    None
}

fn fixed(input: &mut &[u8]) -> Option<u32> {
    let (bytes, rest) = input.split_first_chunk::<4>()?;
    *input = rest;
    Some(u32::from_le_bytes(*bytes))
}

#[cfg(test)]
#[path = "codec_tests.rs"]
mod tests;

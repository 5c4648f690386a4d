//! Days of many people, in loops that are compiled for the processor's vectors.

use crate::random::LANES;
use crate::vector::kernel;

/// The bit of [`World::active`](crate::simulation::World::active).
pub const ACTIVE: u8 = 2;

kernel! {
/// Everybody's last working day, as a week ends; of a joiner, who has had none, the day
/// before the week that begins on `next`.
pub(in crate::simulation) fn note_last(presence: &[u8], joined: &[u16], next: u16, last: &mut [u16]) {
    for ((last, &present), &joined) in last.iter_mut().zip(presence).zip(joined) {
        let mut day = 0;
        for bit in 1..7 {
            day += u16::from(present >> bit != 0);
        }
        let worked = if present == 0 { *last } else { next - 7 + day };
        *last = if joined == next { next - 1 } else { worked };
    }
}
}

kernel! {
/// Days set in all bytes.
pub(in crate::simulation) fn count_days(weeks: &[u8]) -> i64 {
    weeks.iter().map(|byte| u32::from(ones(*byte))).sum::<u32>().into()
}
}

/// Bits of a byte, in operations that vectors have.
#[inline(always)]
pub(in crate::simulation) fn ones(byte: u8) -> u8 {
    let pairs = byte - (byte >> 1 & 0x55);
    let fours = (pairs & 0x33) + (pairs >> 2 & 0x33);
    (fours + (fours >> 4)) & 0xf
}

/// Appends the slots, from `first` on, of the lanes that belong.
#[inline(always)]
pub(in crate::simulation) fn push_lanes(
    list: &mut Vec<u32>,
    first: usize,
    belongs: &[bool; LANES],
) {
    let mut any = false;
    for one in belongs {
        any |= one;
    }
    if any {
        let (mut slots, mut many) = ([0; LANES], 0);
        for (lane, &one) in belongs.iter().enumerate() {
            // Written in any case: a branch would often be foreseen wrongly.
            slots[many % LANES] = (first + lane) as u32;
            many += usize::from(one);
        }
        list.extend_from_slice(&slots[..many]);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bits_of_bytes_are_counted() {
        for byte in 0..=u8::MAX {
            assert_eq!(u32::from(ones(byte)), byte.count_ones());
        }
    }
}

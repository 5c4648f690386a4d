//! Finished tallies in little memory.
//!
//! A run keeps the tallies of all its simulations until its tables are written. Most of their
//! integers are small, or much the same from week to week: a column is kept as its
//! smallest value and as many bits a week as its range takes. A column that is zero
//! throughout takes its place in the index and no more, and one that the rollout did not
//! change stands once for both arms. The weeks before the plan are not kept.

use std::sync::Arc;

/// Columns of plan weeks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Packed {
    weeks: usize,
    /// Where each column begins in `bytes`: bits a week, bytes of the smallest value,
    /// that value, the weeks. 0 where the column is zero throughout.
    starts: Box<[u32]>,
    /// Of both arms.
    bytes: Arc<[u8]>,
}

/// Bits of a week are read from eight bytes, of which up to seven bits are another's;
/// more bits begin at a whole byte.
const MOST_BITS: u32 = 56;

impl Packed {
    /// Both arms' columns, of which `read` gives the value by arm, week (from 1) and
    /// column.
    ///
    /// # Panics
    /// Above 4 GB.
    pub fn pair(
        weeks: usize,
        columns: usize,
        read: impl Fn(usize, usize, usize) -> i64,
    ) -> [Self; 2] {
        // No column begins at 0.
        let mut bytes = vec![0];
        let mut starts = [const { Vec::new() }; 2];
        for column in 0..columns {
            let [rollout, baseline] =
                [0, 1].map(|arm| (1..=weeks).map(|week| read(arm, week, column)).collect());
            let first = put(&mut bytes, &rollout);
            let same = rollout == baseline;
            starts[0].push(first);
            starts[1].push(if same {
                first
            } else {
                put(&mut bytes, &baseline)
            });
        }
        // The last weeks are read as eight bytes, too.
        bytes.extend([0; 8]);
        let bytes: Arc<[u8]> = bytes.into();
        starts.map(|starts| Self {
            weeks,
            starts: starts.into(),
            bytes: Arc::clone(&bytes),
        })
    }

    /// Plan weeks.
    pub fn weeks(&self) -> usize {
        self.weeks
    }

    /// Value of a column in a plan week, from 1.
    ///
    /// # Panics
    /// In another week.
    #[inline]
    pub fn get(&self, week: usize, column: usize) -> i64 {
        assert!((1..=self.weeks).contains(&week), "week {week} is not kept");
        let start = self.starts[column] as usize;
        if start == 0 {
            return 0;
        }
        let (bits, length) = (self.bytes[start] as usize, self.bytes[start + 1] as usize);
        let least = low(self.eight(start + 2), 8 * length);
        let at = (week - 1) * bits;
        let word = self.eight(start + 2 + length + at / 8) >> (at % 8);
        un_zig_zag(least).wrapping_add(low(word, bits) as i64)
    }

    /// Adds a column's plan weeks from `first` on (from 1), times `sign`, to `sums`.
    /// Finds the column once for all of them: its place and what stands there lie far
    /// apart in memory, and finding them takes longer than reading the weeks.
    ///
    /// # Panics
    /// In weeks that are not kept.
    #[inline]
    pub fn add(&self, first: usize, column: usize, sign: i64, sums: &mut [i64]) {
        let last = first + sums.len() - 1;
        assert!(first > 0 && last <= self.weeks, "week {last} is not kept");
        let start = self.starts[column] as usize;
        if start == 0 {
            return;
        }
        let (bits, length) = (self.bytes[start] as usize, self.bytes[start + 1] as usize);
        let least = un_zig_zag(low(self.eight(start + 2), 8 * length));
        // Of bits up to the last week's, and what is read behind them.
        let weeks = &self.bytes[start + 2 + length..][..(last - 1) * bits / 8 + 8];
        let mut at = (first - 1) * bits;
        for sum in sums {
            let word = low(eight(weeks, at / 8) >> (at % 8), bits);
            *sum += sign * least.wrapping_add(word as i64);
            at += bits;
        }
    }

    /// Reads where a column begins and no more, without a branch on what it reads, so that
    /// the processor waits for the memory of many columns and simulations at once.
    #[inline]
    pub fn touch(&self, column: usize) -> u8 {
        self.bytes[self.starts[column] as usize]
    }

    /// Bytes on the heap; half of what both arms share.
    pub fn bytes(&self) -> usize {
        size_of_val(&*self.starts) + self.bytes.len() / 2
    }

    fn eight(&self, at: usize) -> u64 {
        eight(&self.bytes, at)
    }
}

/// Eight bytes as a number.
#[inline]
fn eight(bytes: &[u8], at: usize) -> u64 {
    let mut word = [0; 8];
    word.copy_from_slice(&bytes[at..at + 8]);
    u64::from_le_bytes(word)
}

/// Adds a column, and says where it begins.
fn put(bytes: &mut Vec<u8>, values: &Vec<i64>) -> u32 {
    let least = values.iter().copied().min().unwrap_or(0);
    let most = values.iter().copied().max().unwrap_or(0);
    if least == 0 && most == 0 {
        return 0;
    }
    let start = u32::try_from(bytes.len()).expect("a simulation has less than 4 GB");
    let range = most.wrapping_sub(least) as u64;
    let bits = match u64::BITS - range.leading_zeros() {
        bits @ 0..=MOST_BITS => bits,
        _ => u64::BITS,
    };
    let base = zig_zag(least);
    let length = (u64::BITS - base.leading_zeros()).div_ceil(8);
    bytes.extend([bits as u8, length as u8]);
    bytes.extend(&base.to_le_bytes()[..length as usize]);
    // Whole bytes leave as they fill.
    let (mut word, mut filled) = (0_u128, 0);
    for value in values {
        word |= u128::from(value.wrapping_sub(least) as u64) << filled;
        filled += bits;
        while filled >= 8 {
            bytes.push(word as u8);
            word >>= 8;
            filled -= 8;
        }
    }
    if filled > 0 {
        bytes.push(word as u8);
    }
    start
}

/// The lowest bits of a word.
fn low(word: u64, bits: usize) -> u64 {
    if bits >= 64 {
        word
    } else {
        word & ((1 << bits) - 1)
    }
}

fn zig_zag(value: i64) -> u64 {
    ((value << 1) ^ (value >> 63)) as u64
}

fn un_zig_zag(code: u64) -> i64 {
    (code >> 1) as i64 ^ -((code & 1) as i64)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn pair(columns: &[[Vec<i64>; 2]]) -> [Packed; 2] {
        let weeks = columns[0][0].len();
        Packed::pair(weeks, columns.len(), |arm, week, column| {
            columns[column][arm][week - 1]
        })
    }

    proptest! {
        #[test]
        fn every_value_is_read_back(
            columns in (1..60_usize).prop_flat_map(|weeks| {
                // Ranges of every width, around any base.
                let value = (any::<i64>(), 0..64_u32).prop_map(|(value, by)| value >> by);
                let column = prop::collection::vec(value, weeks);
                prop::collection::vec([column.clone(), column], 1..6)
            })
        ) {
            let packed = pair(&columns);
            for (at, arms) in columns.iter().enumerate() {
                for (arm, values) in arms.iter().enumerate() {
                    for (week, value) in values.iter().enumerate() {
                        prop_assert_eq!(packed[arm].get(week + 1, at), *value);
                    }
                    for first in 1..=values.len() {
                        let mut sums = vec![0; values.len() + 1 - first];
                        packed[arm].add(first, at, 1, &mut sums);
                        prop_assert_eq!(&sums, &values[first - 1..]);
                    }
                }
            }
        }
    }

    #[test]
    fn extremes_are_read_back() {
        let column = vec![i64::MIN, i64::MAX, 0, -1];
        let packed = pair(&[[column.clone(), vec![i64::MAX; 4]], [vec![-1; 4], column]]);
        assert_eq!(packed[0].get(1, 0), i64::MIN);
        assert_eq!(packed[0].get(2, 0), i64::MAX);
        assert_eq!(packed[1].get(4, 0), i64::MAX);
        assert_eq!((packed[0].get(3, 1), packed[1].get(3, 1)), (-1, 0));
    }

    #[test]
    fn columns_take_what_their_range_takes() {
        let bytes = |columns: &[[Vec<i64>; 2]]| pair(columns)[0].bytes.len() - 9;
        let (zero, flat) = (vec![0; 40], vec![70; 40]);
        let narrow: Vec<i64> = (0..40).map(|week| 5000 + week % 8).collect();
        assert_eq!(bytes(&[[zero.clone(), zero.clone()]]), 0);
        assert_eq!(bytes(&[[flat, zero.clone()]]), 3);
        // Two bytes of header, two of 5000, three bits a week.
        assert_eq!(bytes(&[[narrow.clone(), zero]]), 4 + 15);
        assert_eq!(bytes(&[[narrow.clone(), narrow]]), 4 + 15);
    }
}

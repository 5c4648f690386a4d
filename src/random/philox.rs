//! Philox4x32-10, a counter-based generator.
//!
//! J. K. Salmon, M. A. Moraes, R. O. Dror and D. E. Shaw (2011), "Parallel
//! random numbers: as easy as 1, 2, 3", SC '11. A block is a keyed bijection
//! of 128 bits, so different counters under one key never share an output.

use crate::vector::kernel;

const MULTIPLIERS: [u64; 2] = [0xD251_1F53, 0xCD9E_8D57];
const WEYL: [u32; 2] = [0x9E37_79B9, 0xBB67_AE85];
const ROUNDS: u32 = 10;

/// The four random words of one counter.
#[inline]
pub fn block(counter: [u32; 4], key: [u32; 2]) -> [u32; 4] {
    let [mut x0, mut x1, mut x2, mut x3] = counter;
    let [mut k0, mut k1] = key;
    for _ in 0..ROUNDS {
        let p0 = MULTIPLIERS[0] * u64::from(x0);
        let p1 = MULTIPLIERS[1] * u64::from(x2);
        (x0, x1, x2, x3) = (
            (p1 >> 32) as u32 ^ x1 ^ k0,
            p1 as u32,
            (p0 >> 32) as u32 ^ x3 ^ k1,
            p0 as u32,
        );
        k0 = k0.wrapping_add(WEYL[0]);
        k1 = k1.wrapping_add(WEYL[1]);
    }
    [x0, x1, x2, x3]
}

/// [`block`] as two 64-bit words, low word first. A call of its own returns them in
/// registers, where an array of four goes through memory, and its caller waits.
#[inline(never)]
pub fn halves(counter: [u32; 4], key: [u32; 2]) -> (u64, u64) {
    let [a, b, c, d] = block(counter, key);
    (
        u64::from(a) | u64::from(b) << 32,
        u64::from(c) | u64::from(d) << 32,
    )
}

kernel! {
/// `N` blocks under one key, sixteen and more in little more than the time of four:
/// `counters[word][i]` is a word of the i-th counter, the result is laid out alike.
pub fn blocks<const N: usize>(counters: &[[u32; N]; 4], key: [u32; 2]) -> [[u32; N]; 4] {
    lanes(counters, key)
}
}

/// `N` blocks under one key: `counters[word][i]` is a word of the i-th
/// counter, the result is laid out alike. For use inside of a kernel.
#[inline(always)]
pub(crate) fn lanes<const N: usize>(counters: &[[u32; N]; 4], key: [u32; 2]) -> [[u32; N]; 4] {
    let mut words = [[0u32; N]; 4];
    for (word, wide) in words.iter_mut().zip(&wide_lanes(counters, key)) {
        for (word, wide) in word.iter_mut().zip(wide) {
            *word = *wide as u32;
        }
    }
    words
}

/// [`lanes`] with every word in the lower half of 64 bits, and anything above.
///
/// The same function as [`block`], with the loop over counters innermost so that
/// the compiler can use vector registers. Every word has 64 bits of its own, whose
/// upper half is never looked at: vectors multiply the lower halves of their
/// 64-bit lanes, where packed words would have to be shuffled apart.
#[inline(always)]
pub(crate) fn wide_lanes<const N: usize>(counters: &[[u32; N]; 4], key: [u32; 2]) -> [[u64; N]; 4] {
    let mut x = [[0u64; N]; 4];
    for (wide, word) in x.iter_mut().zip(counters) {
        for (wide, word) in wide.iter_mut().zip(word) {
            *wide = u64::from(*word);
        }
    }
    let [mut x0, mut x1, mut x2, mut x3] = x;
    let [mut k0, mut k1] = key;
    for _ in 0..ROUNDS {
        for i in 0..N {
            let p0 = MULTIPLIERS[0] * (x0[i] & 0xffff_ffff);
            let p1 = MULTIPLIERS[1] * (x2[i] & 0xffff_ffff);
            x0[i] = p1 >> 32 ^ x1[i] ^ u64::from(k0);
            x1[i] = p1;
            x2[i] = p0 >> 32 ^ x3[i] ^ u64::from(k1);
            x3[i] = p0;
        }
        k0 = k0.wrapping_add(WEYL[0]);
        k1 = k1.wrapping_add(WEYL[1]);
    }
    [x0, x1, x2, x3]
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Random123's known answers for philox4x32-10.
    #[test]
    fn known_answers() {
        let cases = [
            (
                [0; 4],
                [0; 2],
                [0x6627_e8d5, 0xe169_c58d, 0xbc57_ac4c, 0x9b00_dbd8],
            ),
            (
                [u32::MAX; 4],
                [u32::MAX; 2],
                [0x408f_276d, 0x41c8_3b0e, 0xa20b_c7c6, 0x6d54_51fd],
            ),
            (
                [0x243f_6a88, 0x85a3_08d3, 0x1319_8a2e, 0x0370_7344],
                [0xa409_3822, 0x299f_31d0],
                [0xd16c_fe09, 0x94fd_cceb, 0x5001_e420, 0x2412_6ea1],
            ),
        ];
        for (counter, key, expected) in cases {
            assert_eq!(block(counter, key), expected);
        }
        assert_eq!(
            block([0; 4], [0; 2]),
            [1713891541, 3781805453, 3159862348, 2600524760]
        );
    }

    #[test]
    fn many_blocks_are_the_single_block_repeated() {
        let key = [0x1234_5678, 0x9abc_def0];
        let mut counters = [[0; 16]; 4];
        for (word, lanes) in counters.iter_mut().enumerate() {
            for (i, value) in lanes.iter_mut().enumerate() {
                *value = (word as u32 * 77 + i as u32).wrapping_mul(0x9E37_79B9);
            }
        }
        let all = blocks(&counters, key);
        for i in 0..16 {
            let one = block(counters.map(|word| word[i]), key);
            assert_eq!(all.map(|word| word[i]), one);
        }
    }
}

//! Pairs of uniforms for many people at once.

use super::philox::wide_lanes;

/// The pairs of many counters under one key, laid out as for [`super::blocks`]: what
/// [`super::WorldKey::pair`] makes of each. For use inside of a kernel.
#[inline(always)]
pub(crate) fn uniform_lanes<const N: usize>(
    counters: &[[u32; N]; 4],
    key: [u32; 2],
) -> ([f64; N], [f64; N]) {
    let [a, b, c, d] = wide_lanes(counters, key);
    let (mut even, mut odd) = ([0.0; N], [0.0; N]);
    for i in 0..N {
        even[i] = halves_to_uniform(a[i], b[i]);
        odd[i] = halves_to_uniform(c[i], d[i]);
    }
    (even, odd)
}

/// The uniform of the words in the lower halves of two numbers, without a conversion
/// of integers of 64 bits, which few vectors have.
#[inline(always)]
fn halves_to_uniform(low: u64, high: u64) -> f64 {
    // The last place of numbers of [2^20, 2^21) is 2^-32, that of [1/2, 1) is 2^-53.
    const UPPER: f64 = (1u32 << 20) as f64;
    const LOWER: f64 = 0.5;
    let (low, high) = (low & 0xffff_ffff, high & 0xffff_ffff);
    let upper = f64::from_bits(UPPER.to_bits() | high) - UPPER;
    let lower = f64::from_bits(LOWER.to_bits() | low >> 11 | 1) - LOWER;
    upper + lower
}

#[cfg(test)]
mod tests {
    use super::super::key::{WorldKey, to_uniform};
    use super::*;
    use crate::random::Purpose;

    #[test]
    fn uniforms_of_halves_are_the_same() {
        let key = WorldKey::new(8, 2);
        let (words, named) = key.words(Purpose::Role, 2);
        let entities: [u32; 64] = std::array::from_fn(|i| i as u32 * 91);
        let (even, odd) = uniform_lanes(&[entities, [named; 64], [3; 64], [1; 64]], words);
        for (i, entity) in entities.into_iter().enumerate() {
            assert_eq!((even[i], odd[i]), key.pair(Purpose::Role, entity, 2, 3, 1));
        }
        for bits in [
            0,
            1,
            2047,
            2048,
            u64::MAX,
            u64::MAX - 2048,
            1 << 32,
            1 << 63,
        ] {
            // What is above the lower halves does not matter.
            let same = halves_to_uniform(bits, bits >> 32 | 5 << 40);
            assert_eq!(same, to_uniform(bits));
        }
    }
}

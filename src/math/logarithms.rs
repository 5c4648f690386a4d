//! Logarithms of many numbers at once.

/// ln 2 in two parts, the first with trailing zeros.
const LN2: (f64, f64) = (6.931_471_803_691_238e-1, 1.908_214_929_270_587_7e-10);
/// Coefficients of `libm`'s logarithm.
const L: [f64; 7] = [
    6.666_666_666_666_735e-1,
    3.999_999_999_940_942e-1,
    2.857_142_874_366_239e-1,
    2.222_219_843_214_978_4e-1,
    1.818_357_216_161_805e-1,
    1.531_383_769_920_937_3e-1,
    1.479_819_860_511_658_6e-1,
];
/// High word of √½.
const ROOT: u64 = 0x3FE6_A09E << 32;
const ONE: u64 = 0x3FF0_0000 << 32;
const MANTISSA: u64 = (1 << 52) - 1;

/// [`super::ln`] of numbers that are positive and normal, to the bit.
///
/// The operations of `libm` in their order, but without its branches and its
/// conversion of integers, so that the compiler can use vector registers.
#[inline(always)]
pub fn lns<const N: usize>(xs: &[f64; N]) -> [f64; N] {
    // An integer below 2^52 in the mantissa of 2^52.
    const TWO_52: u64 = 0x4330_0000 << 32;
    let bias = f64::from_bits(TWO_52 | 1023);
    let mut lns = [0.0; N];
    for (ln, x) in lns.iter_mut().zip(xs) {
        let bits = x.to_bits() + (ONE - ROOT);
        let k = f64::from_bits(TWO_52 | bits >> 52) - bias;
        let f = f64::from_bits((bits & MANTISSA) + ROOT) - 1.0;
        let half = 0.5 * f * f;
        let s = f / (2.0 + f);
        let z = s * s;
        let w = z * z;
        let even = w * (L[1] + w * (L[3] + w * L[5]));
        let odd = z * (L[0] + w * (L[2] + w * (L[4] + w * L[6])));
        *ln = s * (half + (odd + even)) + k * LN2.1 - half + f + k * LN2.0;
    }
    lns
}

#[cfg(test)]
mod tests {
    use super::super::ln;
    use super::*;

    #[test]
    fn the_bits_are_those_of_one_by_one() {
        let mut x = 1e-300;
        while x < 1e300 {
            let xs: [f64; 16] = std::array::from_fn(|i| x * (1.0 + 0.07 * i as f64));
            assert_eq!(lns(&xs).map(f64::to_bits), xs.map(|x| ln(x).to_bits()));
            x *= 1.37;
        }
        for k in 1_u32..2000 {
            let xs = [
                f64::from(k) / 2000.0,
                1.0,
                1.0 + f64::from(k) * f64::EPSILON,
            ];
            assert_eq!(lns(&xs).map(f64::to_bits), xs.map(|x| ln(x).to_bits()));
        }
    }
}

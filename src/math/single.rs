//! Exponential and logarithm in single precision: plain arithmetic without a branch,
//! a third of the time of the exact ones, and many at once where a loop allows. For
//! draws of times and attitudes, whose eighth digit matters to nobody.

/// e to the power `x` in single precision, to three units of the last place where the
/// result is a normal number; beyond, the nearest of those. Exactly 1 at 0. Cody and
/// Waite's reduction to half a power of 2, and Taylor's polynomial.
#[inline(always)]
pub fn exp32(x: f32) -> f32 {
    // Adding 1.5 * 2^23 rounds to a whole number, which is then in the lowest bits.
    const WHOLE: f32 = 12_582_912.0;
    let x = if x > 88.0 { 88.0 } else { x };
    let x = if x < -87.0 { -87.0 } else { x };
    let shifted = x * std::f32::consts::LOG2_E + WHOLE;
    let power = shifted - WHOLE;
    let r = x - power * 0.693_359_4 - power * -2.121_944_4e-4;
    let tail = 1.0 / 120.0 + r * (1.0 / 720.0 + r * (1.0 / 5040.0));
    let sum = 1.0 + r * (1.0 + r * (0.5 + r * (1.0 / 6.0 + r * (1.0 / 24.0 + r * tail))));
    let exponent = (shifted.to_bits() << 23).wrapping_add(127 << 23);
    sum * f32::from_bits(exponent)
}

/// Natural logarithm in single precision, to two units of the last place; exactly 0 at
/// one. For positive normal numbers. The polynomial is that of `logf` in the Cephes
/// library of S. L. Moshier (1992).
#[inline(always)]
pub fn ln32(x: f32) -> f32 {
    // The power of 2 that brings x into [sqrt 1/2, sqrt 2).
    const ROOT: u32 = 0x3F35_04F3;
    let bits = x.to_bits().wrapping_sub(ROOT);
    let power = (bits as i32 >> 23) as f32;
    let f = f32::from_bits((bits & 0x7f_ffff) + ROOT) - 1.0;
    let square = f * f;
    let high = 7.037_683_6e-2 * f - 1.151_461e-1;
    let high = (high * f + 1.167_699_9e-1) * f - 1.242_014_1e-1;
    let high = (high * f + 1.424_932_3e-1) * f - 1.666_805_8e-1;
    let high = (high * f + 2.000_071_5e-1) * f - 2.499_999_4e-1;
    let cubic = (high * f + 3.333_333e-1) * f * square;
    let tail = cubic + power * -2.121_944_4e-4 - 0.5 * square;
    f + tail + power * 0.693_359_4
}

#[cfg(test)]
mod tests {
    use super::super::{exp, ln};
    use super::*;

    #[test]
    fn exponentials_are_right_to_three_units() {
        assert_eq!(exp32(0.0), 1.0);
        let mut worst = 0.0_f64;
        for i in -86_000..88_000 {
            let x = i as f32 / 1000.0;
            let exact = exp(f64::from(x));
            worst = worst.max((f64::from(exp32(x)) / exact - 1.0).abs());
        }
        assert!(worst < 4e-7, "{worst}");
        assert!(exp32(1e30).is_finite() && exp32(-1e30) > 0.0);
    }

    #[test]
    fn logarithms_are_right_to_two_units() {
        assert_eq!(ln32(1.0), 0.0);
        let (mut worst, mut x) = (0.0_f64, 1e-37_f32);
        while x < 1e37 {
            let exact = ln(f64::from(x));
            worst = worst.max((f64::from(ln32(x)) - exact).abs() / exact.abs().max(1e-3));
            x *= 1.000_37;
        }
        assert!(worst < 3e-7, "{worst}");
    }

    /// Uniforms near one are times near none.
    #[test]
    fn logarithms_near_one_keep_their_digits() {
        for k in 1..1000_u16 {
            let u = 1.0 - f32::from(k) * f32::EPSILON;
            let exact = ln(f64::from(u));
            assert!((f64::from(ln32(u)) / exact - 1.0).abs() < 3e-7, "{k}");
        }
    }
}

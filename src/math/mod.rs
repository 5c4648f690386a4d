//! The only floating-point library calls of the crate.
//!
//! The standard library's transcendental functions call the platform's, whose
//! last bits differ. Everything here goes through the `libm` crate or our own
//! arithmetic, so a draw gives the same bits on every machine. `sqrt`, `abs`
//! and the roundings are exact in IEEE 754 and may be used directly.

mod gamma;
mod logarithms;
mod normal;
mod quantile_table;
mod single;

pub use gamma::{
    gamma_p, gamma_p_ratio, gamma_q, gamma_quantile, ln_gamma, poisson_cdf, poisson_quantile,
};
pub use logarithms::lns;
pub use normal::{normal_cdf, normal_quantile, normal_quantiles};
pub use quantile_table::QuantileTable;
pub use single::{exp32, ln32};

/// e to the power `x`.
#[inline]
pub fn exp(x: f64) -> f64 {
    libm::exp(x)
}

/// `exp(x) - 1` without cancellation near zero.
#[inline]
pub fn exp_m1(x: f64) -> f64 {
    libm::expm1(x)
}

/// 2 to the power `x`.
#[inline]
pub fn exp2(x: f64) -> f64 {
    libm::exp2(x)
}

/// Natural logarithm; negative infinity at zero, NaN below it.
#[inline]
pub fn ln(x: f64) -> f64 {
    libm::log(x)
}

/// `ln(1 + x)` without cancellation near zero.
#[inline]
pub fn ln_1p(x: f64) -> f64 {
    libm::log1p(x)
}

/// Logarithm to base 10.
#[inline]
pub fn log10(x: f64) -> f64 {
    libm::log10(x)
}

/// `base` to the power `exponent`.
#[inline]
pub fn pow(base: f64, exponent: f64) -> f64 {
    libm::pow(base, exponent)
}

/// Cube root, of negative numbers too.
#[inline]
pub fn cbrt(x: f64) -> f64 {
    libm::cbrt(x)
}

/// `base` to a whole power, by repeated squaring: the order of the roundings
/// is fixed here, while the standard `powi` leaves it to the compiler.
#[inline]
pub fn powi(base: f64, n: u32) -> f64 {
    let (mut square, mut left, mut product) = (base, n, 1.0);
    while left > 0 {
        if left & 1 == 1 {
            product *= square;
        }
        square *= square;
        left >>= 1;
    }
    product
}

/// The logistic function `1 / (1 + exp(-x))`, from log-odds to probability.
#[inline]
pub fn logistic(x: f64) -> f64 {
    // The branch keeps relative precision in the lower tail.
    if x >= 0.0 {
        1.0 / (1.0 + exp(-x))
    } else {
        let e = exp(x);
        e / (1.0 + e)
    }
}

/// Log-odds `ln(p / (1 - p))`, the inverse of [`logistic`].
///
/// Infinite at 0 and 1, NaN outside.
#[inline]
pub fn logit(p: f64) -> f64 {
    ln(p) - ln_1p(-p)
}

/// Sine of an angle in radians.
#[inline]
pub fn sin(x: f64) -> f64 {
    libm::sin(x)
}

/// Cosine of an angle in radians.
#[inline]
pub fn cos(x: f64) -> f64 {
    libm::cos(x)
}

/// Largest whole number not above `x`.
#[inline]
pub fn floor(x: f64) -> f64 {
    libm::floor(x)
}

/// Smallest whole number not below `x`.
#[inline]
pub fn ceil(x: f64) -> f64 {
    libm::ceil(x)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_powers_are_exact_where_the_answer_is() {
        assert_eq!(powi(3.0, 0), 1.0);
        assert_eq!(powi(3.0, 5), 243.0);
        assert_eq!(powi(2.0, 62), (1_u64 << 62) as f64);
        assert_eq!(powi(0.5, 3), 0.125);
        assert!((powi(1.01, 52) / pow(1.01, 52.0) - 1.0).abs() < 1e-13);
    }

    #[test]
    fn logistic_and_logit_are_inverse_in_both_tails() {
        for x in [-700.0, -30.0, -1.0, 0.0, 0.5, 15.0] {
            let back = logit(logistic(x));
            assert!((back - x).abs() <= 1e-9 * (1.0 + x.abs()), "{x}: {back}");
        }
        assert_eq!(logistic(f64::NEG_INFINITY), 0.0);
        assert_eq!(logistic(f64::INFINITY), 1.0);
        assert_eq!(logit(0.0), f64::NEG_INFINITY);
    }

    /// Bit patterns computed once: a change of `libm` that moved them would
    /// silently change every result, so it has to show here.
    #[test]
    fn bits_are_pinned() {
        let bits = [
            exp(1.0),
            exp_m1(1e-5),
            exp2(0.3),
            ln(0.3),
            ln_1p(-0.007),
            pow(1.7, 2.3),
            normal_quantile(0.975),
            gamma_quantile(0.3, 2.5),
            ln_gamma(3.7),
        ]
        .map(f64::to_bits);
        assert_eq!(bits, PINNED, "{bits:#x?}");
    }

    const PINNED: [u64; 9] = [
        0x4005_bf0a_8b14_576a,
        0x3ee4_f8bc_681c_dfb6,
        0x3ff3_b2c4_7bff_8329,
        0xbff3_4378_fcbd_a721,
        0xbf7c_c5d7_b6bd_765d,
        0x400b_1c0c_46dc_b4ea,
        0x3fff_5c03_31ee_ff82,
        0x3ff7_ffcf_d5c9_aa70,
        0x3ff6_d962_5e35_9b87,
    ];
}

//! The standard normal distribution and its inverse.

use super::{ln, lns};

/// The normal deviate with `u` of the distribution below it.
///
/// Algorithm AS 241, PPND16: M. J. Wichura (1988), "The percentage points of
/// the normal distribution", Applied Statistics 37, 477-484; about 1 part in
/// 10^16. Infinite at 0 and 1, NaN outside.
pub fn normal_quantile(u: f64) -> f64 {
    let q = u - 0.5;
    if q.abs() <= CENTRE {
        return central(q);
    }
    // The nearer tail, so that a tiny `u` keeps its digits.
    let tail = if q < 0.0 { u } else { 1.0 - u };
    if tail <= 0.0 {
        return match tail {
            0.0 if q < 0.0 => f64::NEG_INFINITY,
            0.0 => f64::INFINITY,
            _ => f64::NAN,
        };
    }
    let r = (-ln(tail)).sqrt();
    let deviate = if r <= FAR { outer(r) } else { far(r) };
    if q < 0.0 { -deviate } else { deviate }
}

/// [`normal_quantile`] of many numbers that are inside (0, 1) and not within 2^-1022 of
/// its ends, to the bit. For use inside of a kernel.
#[inline(always)]
pub fn normal_quantiles<const N: usize>(us: &[f64; N]) -> [f64; N] {
    let (mut tails, mut deviates) = ([0.0; N], [0.0; N]);
    for i in 0..N {
        tails[i] = if us[i] < 0.5 { us[i] } else { 1.0 - us[i] };
    }
    let lns = lns(&tails);
    let mut furthest = 0.0;
    for i in 0..N {
        let (q, r) = (us[i] - 0.5, (-lns[i]).sqrt());
        let (centre, outer) = (central(q), outer(r));
        let outer = if q < 0.0 { -outer } else { outer };
        deviates[i] = if q.abs() <= CENTRE { centre } else { outer };
        furthest = if r > furthest { r } else { furthest };
    }
    if furthest > FAR {
        return us.map(normal_quantile);
    }
    deviates
}

/// Furthest from one half that counts as the centre.
const CENTRE: f64 = 0.425;
/// Where the far tail begins: e^-25.
const FAR: f64 = 5.0;

#[inline(always)]
fn central(q: f64) -> f64 {
    let r = 0.180625 - q * q;
    q * polynomial(&A, r) / polynomial(&B, r)
}

#[inline(always)]
fn outer(r: f64) -> f64 {
    polynomial(&C, r - 1.6) / polynomial(&D, r - 1.6)
}

fn far(r: f64) -> f64 {
    polynomial(&E, r - 5.0) / polynomial(&F, r - 5.0)
}

/// Probability that a standard normal variable is at most `x`.
pub fn normal_cdf(x: f64) -> f64 {
    0.5 * libm::erfc(-x * std::f64::consts::FRAC_1_SQRT_2)
}

/// Horner's rule, constant term first.
#[inline(always)]
fn polynomial(coefficients: &[f64; 8], x: f64) -> f64 {
    coefficients.iter().rev().fold(0.0, |sum, c| sum * x + c)
}

const A: [f64; 8] = [
    3.387_132_872_796_366_5,
    1.331_416_678_917_843_8e2,
    1.971_590_950_306_551_3e3,
    1.373_169_376_550_946e4,
    4.592_195_393_154_987e4,
    6.726_577_092_700_87e4,
    3.343_057_558_358_813e4,
    2.509_080_928_730_122_7e3,
];
const B: [f64; 8] = [
    1.0,
    4.231_333_070_160_091e1,
    6.871_870_074_920_579e2,
    5.394_196_021_424_751e3,
    2.121_379_430_158_659_7e4,
    3.930_789_580_009_271e4,
    2.872_908_573_572_194_3e4,
    5.226_495_278_852_545e3,
];
const C: [f64; 8] = [
    1.423_437_110_749_683_5,
    4.630_337_846_156_546,
    5.769_497_221_460_691,
    3.647_848_324_763_204_5,
    1.270_458_252_452_368_4,
    2.417_807_251_774_506e-1,
    2.272_384_498_926_918_4e-2,
    7.745_450_142_783_414e-4,
];
const D: [f64; 8] = [
    1.0,
    2.053_191_626_637_759,
    1.676_384_830_183_803_8,
    6.897_673_349_851e-1,
    1.481_039_764_274_800_8e-1,
    1.519_866_656_361_645_7e-2,
    5.475_938_084_995_345e-4,
    1.050_750_071_644_416_9e-9,
];
const E: [f64; 8] = [
    6.657_904_643_501_103,
    5.463_784_911_164_114,
    1.784_826_539_917_291_3,
    2.965_605_718_285_048_7e-1,
    2.653_218_952_657_612_4e-2,
    1.242_660_947_388_078_4e-3,
    2.711_555_568_743_487_6e-5,
    2.010_334_399_292_288_1e-7,
];
const F: [f64; 8] = [
    1.0,
    5.998_322_065_558_88e-1,
    1.369_298_809_227_358e-1,
    1.487_536_129_085_061_5e-2,
    7.868_691_311_456_133e-4,
    1.846_318_317_510_054_8e-5,
    1.421_511_758_316_446e-7,
    2.044_263_103_389_939_8e-15,
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantile_matches_published_values() {
        // The first three are Wichura's own check values; the rest are
        // standard tables to double precision.
        let cases = [
            (0.25, -0.674_489_750_196_081_7),
            (0.001, -3.090_232_306_167_813_5),
            (1e-20, -9.262_340_089_798_408),
            (1e-10, -6.361_340_902_404_056),
            (0.025, -1.959_963_984_540_054_5),
            (0.5, 0.0),
            (0.975, 1.959_963_984_540_054),
        ];
        for (u, z) in cases {
            assert!(
                (normal_quantile(u) - z).abs() <= 4e-15 * (1.0 + z.abs()),
                "{u}"
            );
        }
    }

    #[test]
    fn many_quantiles_are_the_quantile_of_each() {
        let each = |us: [f64; 8]| {
            let expected = us.map(|u| normal_quantile(u).to_bits());
            assert_eq!(normal_quantiles(&us).map(f64::to_bits), expected, "{us:?}");
        };
        for k in 1..4000 {
            each(std::array::from_fn(|i| {
                (f64::from(k) + 0.1 * i as f64) / 4000.9
            }));
        }
        each([0.5, 0.075, 0.925, 1e-10, 1.0 - 1e-10, 1.4e-11, 0.3, 0.01]);
        each([0.5, 1e-16, 1.0 - 1e-16, 1e-300, 0.4, 1.3e-11, 0.3, 0.01]);
    }

    #[test]
    fn quantile_inverts_the_distribution_function() {
        for k in 1..2000 {
            let u = f64::from(k) / 2000.0;
            assert!((normal_cdf(normal_quantile(u)) - u).abs() < 1e-15, "{u}");
        }
        for u in [1e-300, 1e-100, 1e-16, 1e-8] {
            assert!(
                (normal_cdf(normal_quantile(u)) / u - 1.0).abs() < 1e-12,
                "{u}"
            );
        }
        assert_eq!(normal_quantile(0.0), f64::NEG_INFINITY);
        assert_eq!(normal_quantile(1.0), f64::INFINITY);
        assert!(normal_quantile(-0.1).is_nan());
        assert!(normal_quantile(f64::NAN).is_nan());
    }

    #[test]
    fn distribution_function_matches_published_values() {
        let cases = [
            (0.3, 0.617_911_422_188_952_6),
            (0.9, 0.815_939_874_653_240_5),
            (2.0, 0.977_249_868_051_820_8),
            (3.0, 0.998_650_101_968_369_9),
            (5.0, 0.999_999_713_348_428_1),
        ];
        for (x, p) in cases {
            assert!((normal_cdf(x) - p).abs() < 2e-16, "{x}");
        }
    }
}

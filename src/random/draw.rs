//! Random variables, each the inversion of one uniform.
//!
//! An inversion is monotone in its uniform and in its parameters, so that a
//! change of plan moves a person's outcome in one direction under the same chance events.
//! Every uniform is taken strictly inside (0, 1), as [`super::WorldKey`] gives
//! it.

use crate::math;

/// The longest gap a geometric draw gives: "never", with room to add a date.
pub const GEOMETRIC_CAP: u32 = i32::MAX as u32;

/// Trials before the first success, each succeeding with probability `p`.
///
/// `floor(ln u / ln(1 - p))`: 0 means that the very next trial succeeds, and
/// P(gap >= k) = (1 - p)^k. A higher `p` never lengthens the gap. A `p` that is
/// not above zero gives [`GEOMETRIC_CAP`], one of 1 or more gives 0. Note the
/// direction: small uniforms are long gaps.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct GeometricGap {
    inverse_ln_q: f64,
    /// Uniforms below it give a gap that is too long to matter.
    beyond: f64,
}

impl GeometricGap {
    /// Prepares draws with success probability `p` a trial.
    #[inline]
    pub fn new(p: f64) -> Self {
        let inverse_ln_q = if p >= 1.0 {
            0.0
        } else if p > 0.0 {
            1.0 / math::ln_1p(-p)
        } else {
            f64::NEG_INFINITY
        };
        Self {
            inverse_ln_q,
            beyond: 0.0,
        }
    }

    /// The same for whom gaps above `limit` are all alike: some of those are drawn as
    /// [`GEOMETRIC_CAP`], without a logarithm.
    pub fn up_to(self, limit: u32) -> Self {
        // Two trials more than the limit, as logarithms round.
        let beyond = if self.inverse_ln_q == 0.0 {
            0.0
        } else {
            math::exp((f64::from(limit) + 2.0) / self.inverse_ln_q)
        };
        Self { beyond, ..self }
    }

    /// Trials before the success.
    #[inline]
    pub fn draw(self, u: f64) -> u32 {
        if u < self.beyond {
            return GEOMETRIC_CAP;
        }
        self.draw_lane(u)
    }

    /// Whether a uniform's gap may matter.
    #[inline(always)]
    pub(crate) fn matters(self, u: f64) -> bool {
        u >= self.beyond
    }

    /// [`GeometricGap::draw`] without a branch, for loops over many.
    #[inline(always)]
    pub(crate) fn draw_lane(self, u: f64) -> u32 {
        let gap = whole(f64::from(math::ln32(u as f32)) * self.inverse_ln_q);
        if u < self.beyond { GEOMETRIC_CAP } else { gap }
    }
}

/// The whole part of what is not negative, at most [`GEOMETRIC_CAP`]; 0 for what is not
/// a number. Vectors have this conversion to signed integers alone.
#[inline(always)]
pub(crate) fn whole(x: f64) -> u32 {
    (x as i32).max(0) as u32
}

/// Exponential variable with mean 1: `-ln u`.
#[inline]
pub fn exponential(u: f64) -> f64 {
    -math::ln(u)
}

/// [`exponential`] of the uniforms of many words ([`super::word_uniform`]), to the
/// bit.
#[inline]
pub fn exponentials<const N: usize>(words: &[u32; N]) -> [f64; N] {
    math::lns(&words.map(super::word_uniform)).map(|ln| -ln)
}

/// [`exponential`] in single precision.
#[inline]
pub fn exponential32(u: f64) -> f32 {
    -math::ln32(u as f32)
}

/// Standard normal variable.
#[inline]
pub fn normal(u: f64) -> f64 {
    math::normal_quantile(u)
}

/// Log-normal variable given by its mean and coefficient of variation, in the
/// unit of the mean. The variance of the logarithm is ln(1 + cv^2).
#[inline]
pub fn log_normal_mean_cv(u: f64, mean: f64, cv: f64) -> f64 {
    let variance = math::ln_1p(cv * cv);
    mean * math::exp(variance.sqrt() * normal(u) - variance / 2.0)
}

/// [`log_normal_mean_cv`] of one coefficient of variation and many means.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LogNormal {
    spread: f32,
}

impl LogNormal {
    /// Prepares draws with a coefficient of variation.
    pub fn new(cv: f64) -> Self {
        Self {
            spread: math::ln_1p(cv * cv).sqrt() as f32,
        }
    }

    /// A variable with this mean, in its unit; seven digits.
    #[inline]
    pub fn draw(self, u: f64, mean: f64) -> f64 {
        let z = normal(u) as f32;
        mean * f64::from(math::exp32(self.spread * (z - 0.5 * self.spread)))
    }
}

/// Triangular variable on `low..high` with its peak at `mode`.
///
/// Needs `low <= mode <= high`; where all are equal, that value.
#[inline]
pub fn triangular(u: f64, low: f64, mode: f64, high: f64) -> f64 {
    let (range, rise) = (high - low, mode - low);
    if u * range < rise {
        low + (u * range * rise).sqrt()
    } else {
        high - ((1.0 - u) * range * (high - mode)).sqrt()
    }
}

/// Gamma variable with mean `shape * scale`, in the unit of `scale`.
#[inline]
pub fn gamma(u: f64, shape: f64, scale: f64) -> f64 {
    scale * math::gamma_quantile(u, shape)
}

/// Poisson count with this mean.
#[inline]
pub fn poisson(u: f64, mean: f64) -> u32 {
    math::poisson_quantile(u, mean)
}

#[cfg(test)]
mod tests {
    use super::*;

    use crate::random::{Purpose, WorldKey};
    use rand::{SeedableRng, rngs::StdRng};
    use rand_distr::Distribution;

    fn uniforms(n: u32, lane: u32) -> impl Iterator<Item = f64> {
        let key = WorldKey::new(11, 0);
        (0..n).map(move |i| key.uniform(Purpose::Bootstrap, i, 0, 0, lane))
    }

    fn geometric_gap(u: f64, p: f64) -> u32 {
        GeometricGap::new(p).draw(u)
    }

    #[test]
    fn draws_are_pinned() {
        let u = 0.3;
        assert_eq!(geometric_gap(u, 0.01), 119);
        let drawn = [
            exponential(u),
            normal(u),
            log_normal_mean_cv(u, 12.0, 0.8),
            triangular(u, 1.0, 2.0, 6.0),
            gamma(u, 2.5, 3.0),
        ];
        assert_eq!(
            drawn,
            [
                1.203_972_804_325_936_1,
                -0.524_400_512_708_040_7,
                6.480_017_979_612_237,
                2.258_342_613_226_058_7,
                4.499_862_199_139_859
            ]
        );
        assert_eq!(poisson(u, 14.2), 12);
        assert_eq!(poisson(u, 5000.0), 4963);
    }

    #[test]
    fn log_normals_prepared_are_the_same_to_seven_digits() {
        let prepared = LogNormal::new(0.8);
        for i in 1..1000 {
            let u = f64::from(i) / 1000.0;
            let exact = log_normal_mean_cv(u, 12.0, 0.8);
            assert!((prepared.draw(u, 12.0) / exact - 1.0).abs() < 1e-6, "{u}");
        }
    }

    #[test]
    fn gaps_up_to_a_limit_are_the_gaps() {
        for p in [1e-9, 0.001, 0.02, 0.5, 1.0] {
            let (gap, short) = (GeometricGap::new(p), GeometricGap::new(p).up_to(100));
            let mut spared = 0;
            for i in 1..10_000 {
                let u = f64::from(i) / 10_000.3;
                let (drawn, expected) = (short.draw(u), gap.draw(u));
                assert!(drawn == expected || drawn == GEOMETRIC_CAP && expected > 100);
                spared += u32::from(drawn != expected);
            }
            assert_eq!(spared > 0, p == 0.001 || p == 0.02 || p == 1e-9, "{p}");
        }
    }

    #[test]
    fn whole_parts_are_floors_that_saturate() {
        for x in [0.0, -0.0, 0.999, 1.0, 12.7, 2e9, 2_147_483_646.9] {
            assert_eq!(whole(x), x as u32);
        }
        assert_eq!(whole(-7.5), 0);
        assert_eq!(whole(f64::NAN), 0);
        assert_eq!(whole(f64::INFINITY), GEOMETRIC_CAP);
        assert_eq!(whole(2_147_483_648.0), GEOMETRIC_CAP);
    }

    #[test]
    fn geometric_edges_and_convention() {
        assert_eq!(geometric_gap(0.5, 0.0), GEOMETRIC_CAP);
        assert_eq!(geometric_gap(0.5, -1.0), GEOMETRIC_CAP);
        assert_eq!(geometric_gap(0.5, f64::NAN), GEOMETRIC_CAP);
        assert_eq!(geometric_gap(0.5, 1e-300), GEOMETRIC_CAP);
        assert_eq!(geometric_gap(1e-16, 1.0), 0);
        assert_eq!(geometric_gap(0.76, 0.25), 0); // u above 1 - p: at once
        assert_eq!(geometric_gap(0.74, 0.25), 1);
        let mut last = GEOMETRIC_CAP;
        for k in 0..=100 {
            let gap = geometric_gap(0.2, f64::from(k) / 100.0);
            assert!(gap <= last);
            last = gap;
        }
    }

    /// Pearson's statistic of gaps against (1-p)^k p, last cell open.
    /// 19 degrees of freedom: above 65 once in a million.
    #[test]
    fn geometric_law() {
        let (n, p) = (40_000, 0.15);
        let mut counts = [0_u32; 20];
        let gap = GeometricGap::new(p);
        for u in uniforms(n, 0) {
            counts[(gap.draw(u) as usize).min(19)] += 1;
        }
        let mut chi = 0.0;
        for (k, &count) in counts.iter().enumerate() {
            let tail = math::powi(1.0 - p, k as u32);
            let expected = f64::from(n) * if k < 19 { tail * p } else { tail };
            chi += (f64::from(count) - expected) * (f64::from(count) - expected) / expected;
        }
        assert!(chi < 65.0, "{chi}");
    }

    /// Two-sample Kolmogorov-Smirnov distance, scaled: sqrt(nm/(n+m)) D.
    /// P(above 2.7) is 2 exp(-2 * 2.7^2) = 9e-7; conservative for counts.
    fn scaled_distance(mut a: Vec<f64>, mut b: Vec<f64>) -> f64 {
        a.sort_by(f64::total_cmp);
        b.sort_by(f64::total_cmp);
        let (n, m) = (a.len(), b.len());
        let (mut i, mut j, mut distance) = (0, 0, 0.0_f64);
        while i < n && j < m {
            let x = a[i].min(b[j]);
            while i < n && a[i] <= x {
                i += 1;
            }
            while j < m && b[j] <= x {
                j += 1;
            }
            distance = distance.max((i as f64 / n as f64 - j as f64 / m as f64).abs());
        }
        distance * ((n * m) as f64 / (n + m) as f64).sqrt()
    }

    fn agrees(ours: impl Fn(f64) -> f64, theirs: impl Distribution<f64>, lane: u32) {
        let n = 20_000;
        let mut source = StdRng::seed_from_u64(u64::from(lane));
        let reference = (0..n).map(|_| theirs.sample(&mut source)).collect();
        let drawn = uniforms(n, lane).map(ours).collect();
        let distance = scaled_distance(drawn, reference);
        assert!(distance < 2.7, "lane {lane}: {distance}");
    }

    /// Eleven comparisons with independent samplers: false alarm 1e-5 in all.
    #[test]
    fn laws_agree_with_independent_samplers() {
        agrees(exponential, rand_distr::Exp::new(1.0).unwrap(), 1);
        agrees(normal, rand_distr::Normal::new(0.0, 1.0).unwrap(), 2);
        agrees(
            |u| log_normal_mean_cv(u, 12.0, 0.8),
            rand_distr::LogNormal::from_mean_cv(12.0, 0.8).unwrap(),
            3,
        );
        agrees(
            |u| triangular(u, 1.0, 2.0, 6.0),
            rand_distr::Triangular::new(1.0, 6.0, 2.0).unwrap(),
            4,
        );
        for (lane, shape) in [(5, 0.2), (6, 1.0), (7, 2.5), (8, 400.0)] {
            let theirs = rand_distr::Gamma::new(shape, 3.0).unwrap();
            agrees(|u| gamma(u, shape, 3.0), theirs, lane);
        }
        for (lane, mean) in [(9, 0.4), (10, 14.2), (11, 2000.0)] {
            let theirs = rand_distr::Poisson::new(mean).unwrap();
            agrees(|u| f64::from(poisson(u, mean)), theirs, lane);
        }
    }

    #[test]
    fn moments_and_edges() {
        let n = 50_000;
        // Mean 12, sd 9.6: five standard errors are 0.21.
        let mean = uniforms(n, 12)
            .map(|u| log_normal_mean_cv(u, 12.0, 0.8))
            .sum::<f64>()
            / f64::from(n);
        assert!((mean - 12.0).abs() < 0.21, "{mean}");
        assert_eq!(log_normal_mean_cv(0.9, 5.0, 0.0), 5.0);
        assert_eq!(triangular(0.4, 2.0, 2.0, 2.0), 2.0);
        assert_eq!(triangular(0.5, 0.0, 0.5, 1.0), 0.5);
        assert!(triangular(1e-12, 1.0, 1.0, 3.0) >= 1.0);
    }
}

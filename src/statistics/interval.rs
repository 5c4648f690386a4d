//! Intervals for means, shares, counts and quantiles.

use std::cell::Cell;

use statrs::distribution::{Beta, ContinuousCDF, StudentsT};

use super::descriptive::{mean, sample_variance};
use crate::math;

/// Both ends of an interval, in the unit of what it is for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Interval {
    /// Lower end.
    pub lo: f64,
    /// Upper end.
    pub hi: f64,
}

/// The two-sided Student quantile: a variable with `df` degrees of freedom
/// lies within plus or minus this with probability `level`.
///
/// `None` unless `df` is positive and `level` between 0 and 1.
pub fn student_t(level: f64, df: f64) -> Option<f64> {
    if !(level > 0.0 && level < 1.0 && df > 0.0) {
        return None;
    }
    let upper = 0.5 + level / 2.0;
    if df < 1000.0 {
        // Tables ask for the same one row after row, and the inverse is dear.
        thread_local! {
            static LAST: Cell<(f64, f64, f64)> = const { Cell::new((0.0, 0.0, 0.0)) };
        }
        let last = LAST.get();
        if (last.0, last.1) == (upper, df) {
            return Some(last.2);
        }
        let quantile = StudentsT::new(0.0, 1.0, df).ok()?.inverse_cdf(upper);
        LAST.set((upper, df, quantile));
        return Some(quantile);
    }
    // statrs's inverse drifts as the degrees grow. The expansion in 1/df
    // (Abramowitz and Stegun 26.7.5) is good to 1e-10 here.
    let z = math::normal_quantile(upper);
    let s = z * z;
    let terms = [
        z * (s + 1.0) / 4.0,
        z * ((5.0 * s + 16.0) * s + 3.0) / 96.0,
        z * (((3.0 * s + 19.0) * s + 17.0) * s - 15.0) / 384.0,
    ];
    Some(z + (terms[0] + (terms[1] + terms[2] / df) / df) / df)
}

/// Interval of the mean of independent values (Student); `None` below two.
pub fn t_mean(values: &[f64], level: f64) -> Option<Interval> {
    let n = values.len() as f64;
    let half = student_t(level, n - 1.0)? * (sample_variance(values)? / n).sqrt();
    let centre = mean(values)?;
    Some(Interval {
        lo: centre - half,
        hi: centre + half,
    })
}

/// Wilson's (1927) score interval of a share: the one for tables and tests of
/// targets. `None` of no trials or more successes than trials.
pub fn wilson(successes: u64, trials: u64, level: f64) -> Option<Interval> {
    let (x, n) = checked(successes, trials, level)?;
    let z = math::normal_quantile(0.5 + level / 2.0);
    let z2 = z * z;
    let centre = (x + z2 / 2.0) / (n + z2);
    let half = z / (n + z2) * (x * (n - x) / n + z2 / 4.0).sqrt();
    Some(Interval {
        // Exact at the ends, where rounding could leave the unit interval.
        lo: if successes == 0 { 0.0 } else { centre - half },
        hi: if successes == trials {
            1.0
        } else {
            centre + half
        },
    })
}

/// Clopper and Pearson's (1934) interval of a share: never covers less than
/// `level`, and is wider than needed.
pub fn clopper_pearson(successes: u64, trials: u64, level: f64) -> Option<Interval> {
    let (x, n) = checked(successes, trials, level)?;
    let tail = (1.0 - level) / 2.0;
    Some(Interval {
        lo: if successes == 0 {
            0.0
        } else {
            beta_quantile(tail, x, n - x + 1.0)?
        },
        hi: if successes == trials {
            1.0
        } else {
            beta_quantile(1.0 - tail, x + 1.0, n - x)?
        },
    })
}

/// Garwood's (1936) exact interval of a Poisson mean after one count.
pub fn garwood(count: u64, level: f64) -> Option<Interval> {
    if !(level > 0.0 && level < 1.0) {
        return None;
    }
    let (x, tail) = (count as f64, (1.0 - level) / 2.0);
    Some(Interval {
        lo: if count == 0 {
            0.0
        } else {
            math::gamma_quantile(tail, x)
        },
        hi: math::gamma_quantile(1.0 - tail, x + 1.0),
    })
}

/// Ranks of the order statistics that enclose a quantile.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct QuantileRanks {
    /// Rank of the lower end, from 1; none where the sample is too small to
    /// bound the quantile from below.
    pub lower: Option<usize>,
    /// Rank of the upper end; none where it is not bounded from above.
    pub upper: Option<usize>,
    /// Probability that the quantile lies between them, for a continuous law.
    pub coverage: f64,
}

/// Ranks for quantile `p` of `n` independent values.
///
/// The number of values below the quantile is Binomial(n, p); the ranks are
/// its equal-tailed quantiles, the upper one plus 1. Nothing is assumed of the
/// law. `None` of no values or outside the open unit interval.
pub fn quantile_ranks(n: usize, p: f64, level: f64) -> Option<QuantileRanks> {
    let inside = |x: f64| x > 0.0 && x < 1.0;
    if n == 0 || !inside(p) || !inside(level) {
        return None;
    }
    let tail = (1.0 - level) / 2.0;
    let (mut below, mut before_low, mut low) = (0.0, 0.0, None);
    let logs = (math::ln(p), math::ln_1p(-p), math::ln_gamma(n as f64 + 1.0));
    for k in 0..=n {
        let (x, rest) = (k as f64, (n - k) as f64);
        let ln_mass = logs.2 - math::ln_gamma(x + 1.0) - math::ln_gamma(rest + 1.0)
            + x * logs.0
            + rest * logs.1;
        let next = below + math::exp(ln_mass);
        if low.is_none() && next >= tail {
            (low, before_low) = (Some(k), below);
        }
        below = next;
        // The last k catches a sum that rounding left short.
        if below >= 1.0 - tail || k == n {
            let upper = k + 1;
            return Some(QuantileRanks {
                lower: low.filter(|&rank| rank >= 1),
                upper: (upper <= n).then_some(upper),
                coverage: (below - before_low).min(1.0),
            });
        }
    }
    None
}

/// The order-statistic interval of quantile `p`; an end that the sample cannot
/// bound is `None`.
pub fn quantile_interval(sorted: &[f64], p: f64, level: f64) -> Option<(Option<f64>, Option<f64>)> {
    let ranks = quantile_ranks(sorted.len(), p, level)?;
    let value = |rank: usize| sorted[rank - 1];
    Some((ranks.lower.map(value), ranks.upper.map(value)))
}

fn checked(successes: u64, trials: u64, level: f64) -> Option<(f64, f64)> {
    let sensible = trials > 0 && successes <= trials && level > 0.0 && level < 1.0;
    sensible.then_some((successes as f64, trials as f64))
}

/// Bisection to the last bit: statrs's own inverse loses its way in small
/// tails of large samples.
fn beta_quantile(p: f64, a: f64, b: f64) -> Option<f64> {
    let law = Beta::new(a, b).ok()?;
    let (mut lo, mut hi) = (0.0, 1.0);
    loop {
        let middle = (lo + hi) / 2.0;
        if middle <= lo || middle >= hi {
            return Some(middle);
        }
        if law.cdf(middle) < p {
            lo = middle;
        } else {
            hi = middle;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::reference::{assert_close, expected};
    use super::*;
    use serde_json::Value;

    fn list<'a>(all: &'a Value, name: &str) -> &'a Vec<Value> {
        all["intervals"][name].as_array().unwrap()
    }

    fn both(ours: Option<Interval>, reference: &Value) {
        let ours = ours.unwrap();
        assert_close(ours.lo, &reference[0], 1e-9);
        assert_close(ours.hi, &reference[1], 1e-9);
    }

    #[test]
    fn student_quantiles() {
        for case in list(&expected(), "student_t") {
            let value = |key: &str| case[key].as_f64().unwrap();
            assert_close(
                student_t(value("conf"), value("df")).unwrap(),
                &case["t"],
                1e-9,
            );
        }
        // Published for one degree, and across the change of method at 1000.
        assert!((student_t(0.95, 1.0).unwrap() / 12.706_204_736_432_1 - 1.0).abs() < 1e-9);
        assert!((student_t(0.95, 1e6).unwrap() - 1.959_966_356_8).abs() < 1e-9);
        for level in [0.8, 0.95, 0.999] {
            let (below, above) = (student_t(level, 999.999_999), student_t(level, 1000.0));
            assert!(
                (below.unwrap() - above.unwrap()).abs() < 1e-8,
                "{level} {below:?} {above:?}"
            );
        }
        assert_eq!(student_t(0.95, f64::NAN), None);
        assert_eq!(student_t(0.95, 0.0), None);
        assert_eq!(student_t(1.0, 5.0), None);
        assert_eq!(t_mean(&[1.0], 0.95), None);
        let interval = t_mean(&[1.0, 2.0, 3.0], 0.95).unwrap();
        assert!((interval.hi - 2.0 - 4.302_652_729_7 / 3.0_f64.sqrt()).abs() < 1e-9);
    }

    #[test]
    fn shares() {
        for case in list(&expected(), "proportion95") {
            let (x, n) = (case["x"].as_u64().unwrap(), case["n"].as_u64().unwrap());
            both(wilson(x, n, 0.95), &case["wilson"]);
            both(clopper_pearson(x, n, 0.95), &case["clopper_pearson"]);
        }
        assert_eq!(wilson(0, 0, 0.95), None);
        assert_eq!(wilson(3, 2, 0.95), None);
        assert_eq!(clopper_pearson(3, 2, 0.95), None);
    }

    #[test]
    fn counts() {
        for case in list(&expected(), "poisson95") {
            both(garwood(case["x"].as_u64().unwrap(), 0.95), &case["garwood"]);
        }
    }

    /// Closed forms at one success or failure, and Wilson's for a large one.
    #[test]
    fn large_and_lopsided_samples() {
        for n in [2_u64, 4000, 1_000_000] {
            let all = clopper_pearson(n, n, 0.95).unwrap();
            assert!((math::ln(all.lo) * n as f64 / math::ln(0.025) - 1.0).abs() < 1e-7);
            let first = clopper_pearson(1, n, 0.95).unwrap();
            let exact = -math::exp_m1(math::ln(0.975) / n as f64);
            assert!((first.lo / exact - 1.0).abs() < 1e-9, "{n}");
        }
        for n in [10_000, 100_000, 1_000_000, 10_000_000] {
            let exact = clopper_pearson(n * 3 / 10, n, 0.95).unwrap();
            let score = wilson(n * 3 / 10, n, 0.95).unwrap();
            let width = score.hi - score.lo;
            assert!(
                (exact.lo - score.lo).abs() < 0.005 * width,
                "{n}: {exact:?} {score:?}"
            );
            assert!(
                (exact.hi - score.hi).abs() < 0.005 * width,
                "{n}: {exact:?} {score:?}"
            );
        }
    }

    #[test]
    fn ranks_of_quantiles() {
        for case in list(&expected(), "quantile_order_stat_95") {
            let n = case["n"].as_u64().unwrap() as usize;
            let ranks = quantile_ranks(n, case["p"].as_f64().unwrap(), 0.95).unwrap();
            let (l, u) = (
                case["l"].as_u64().unwrap() as usize,
                case["u"].as_u64().unwrap() as usize,
            );
            assert_eq!(ranks.lower, (l >= 1).then_some(l), "{case}");
            assert_eq!(ranks.upper, (u <= n).then_some(u), "{case}");
            assert_close(ranks.coverage, &case["coverage"], 1e-9);
        }
        // The first samples that bound the 90th and 95th percentile.
        let bounded = |p| (1..).find(|&n| quantile_ranks(n, p, 0.95).unwrap().upper.is_some());
        assert_eq!((bounded(0.9), bounded(0.95)), (Some(36), Some(72)));
        let values: Vec<f64> = (1..=200).map(f64::from).collect();
        assert_eq!(
            quantile_interval(&values, 0.9, 0.95),
            Some((Some(171.0), Some(189.0)))
        );
        assert_eq!(quantile_interval(&[], 0.9, 0.95), None);
    }
}

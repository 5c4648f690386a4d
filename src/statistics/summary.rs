//! The summary that tables show of a number.

use super::cluster::{Support, cluster_mean};
use super::descriptive::quantile_sorted;
use super::interval::Interval;

/// Level of the interval of the mean in a [`Summary`].
const LEVEL: f64 = 0.95;

/// One row of a results table, in the unit of the values.
///
/// Two different things stand side by side: `mean_lo..mean_hi` is how precisely
/// the mean is known (95 %), `p05..p95` how widely single outcomes vary.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Summary {
    /// Values that were defined.
    pub n: usize,
    /// Their mean.
    pub mean: f64,
    /// Lower end of the mean's interval; none from a single draw.
    pub mean_lo: Option<f64>,
    /// Upper end of the mean's interval.
    pub mean_hi: Option<f64>,
    /// 5 % of the values lie below.
    pub p05: f64,
    /// Lower quartile.
    pub p25: f64,
    /// Median.
    pub p50: f64,
    /// Upper quartile.
    pub p75: f64,
    /// 95 % of the values lie below.
    pub p95: f64,
}

impl Summary {
    /// Summary of values in draw order, `per_draw` replications of each draw.
    ///
    /// Undefined values count for nothing. The mean's interval takes the draw
    /// as its unit: replications of one draw share its parameters, and treating
    /// them as independent makes the interval far too narrow. `None` where
    /// nothing is defined.
    pub fn of_draws(values: &[Option<f64>], per_draw: usize, support: Support) -> Option<Self> {
        let estimate = cluster_mean(values, per_draw)?;
        let interval = estimate.interval(LEVEL, support);
        let mut defined: Vec<f64> = values.iter().copied().flatten().collect();
        // Values that compare equal have the same bits.
        defined.sort_unstable_by(f64::total_cmp);
        let quantile = |p| quantile_sorted(&defined, p);
        Some(Self {
            n: defined.len(),
            mean: estimate.mean,
            mean_lo: interval.map(|Interval { lo, .. }| lo),
            mean_hi: interval.map(|Interval { hi, .. }| hi),
            p05: quantile(0.05)?,
            p25: quantile(0.25)?,
            p50: quantile(0.50)?,
            p75: quantile(0.75)?,
            p95: quantile(0.95)?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn summary_counts_what_is_defined() {
        assert_eq!(Summary::of_draws(&[], 1, Support::Signed), None);
        let one = Summary::of_draws(&[Some(5.0)], 1, Support::Signed).unwrap();
        assert_eq!((one.n, one.mean, one.mean_lo, one.p95), (1, 5.0, None, 5.0));
        let some =
            Summary::of_draws(&[Some(1.0), None, Some(3.0), None], 1, Support::Signed).unwrap();
        assert_eq!((some.n, some.mean, some.p50), (2, 2.0, 2.0));
        // t with one degree of freedom, standard error 1.
        assert!((some.mean_hi.unwrap() - 2.0 - 12.706_204_736).abs() < 1e-6);
        assert_eq!(Summary::of_draws(&[None, None], 2, Support::Signed), None);
    }

    #[test]
    fn replications_of_a_draw_do_not_count_as_independent() {
        let values = [1.0, 1.1, 5.0, 5.1, 9.0, 9.1];
        let nested = Summary::of_draws(&values.map(Some), 2, Support::Signed).unwrap();
        let naive = Summary::of_draws(&values.map(Some), 1, Support::Signed).unwrap();
        assert_eq!(nested.mean, naive.mean);
        assert!(nested.mean_lo.unwrap() < naive.mean_lo.unwrap() - 3.0);
    }
}

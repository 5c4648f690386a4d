//! Draws of parameters, each with several replications of chance.

use statrs::distribution::{ContinuousCDF, FisherSnedecor};

use super::descriptive::mean;
use super::interval::{Interval, student_t};

/// Variance of a balanced design split into parameters and chance.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct NestedAnova {
    /// Mean of everything.
    pub mean: f64,
    /// Mean square between draws.
    pub between: f64,
    /// Mean square within draws.
    pub within: f64,
    /// Variance due to the parameters, `(between - within) / r`, at least 0.
    pub epistemic: f64,
    /// The same before it is cut at 0: negative values say "not to be told
    /// from 0".
    pub epistemic_raw: f64,
    /// Variance due to chance: `within`.
    pub aleatory: f64,
    /// Chance's share of the variance of one outcome, 0 to 1; none where
    /// nothing varies.
    pub chance_share: Option<f64>,
    /// The share from the raw variance; above 1 where that is negative.
    pub chance_share_raw: Option<f64>,
    /// Interval of chance's share from the F ratio, cut to 0..1.
    pub chance_share_interval: Option<Interval>,
    /// Standard error of the mean with the draw as its unit.
    pub standard_error: f64,
    /// Student interval of the mean with draws - 1 degrees of freedom.
    pub mean_interval: Option<Interval>,
}

/// One-way random-effects analysis of `values` in draw order, `replicates` of
/// each draw, with intervals at `level`.
///
/// The textbook estimators (Searle, Casella and McCulloch 1992, chapter 3).
/// `None` below two draws or two replications, or if the values do not fill
/// whole draws.
pub fn nested_anova(values: &[f64], replications: usize, level: f64) -> Option<NestedAnova> {
    if replications < 2 || !values.len().is_multiple_of(replications) {
        return None;
    }
    let draws = values.len() / replications;
    if draws < 2 {
        return None;
    }
    let centre = mean(values)?;
    let (n, r) = (draws as f64, replications as f64);
    let (mut between, mut within) = (0.0, 0.0);
    for draw in values.chunks_exact(replications) {
        let inner = mean(draw)?;
        between += r * (inner - centre) * (inner - centre);
        within += draw
            .iter()
            .map(|value| (value - inner) * (value - inner))
            .sum::<f64>();
    }
    let df = (n - 1.0, n * (r - 1.0));
    between /= df.0;
    within /= df.1;
    let epistemic_raw = (between - within) / r;
    let total = epistemic_raw + within;
    let chance_share_raw = (total > 0.0).then(|| within / total);
    let standard_error = (between / (n * r)).sqrt();
    let half = student_t(level, df.0).map(|t| t * standard_error);
    Some(NestedAnova {
        mean: centre,
        between,
        within,
        epistemic: epistemic_raw.max(0.0),
        epistemic_raw,
        aleatory: within,
        chance_share: chance_share_raw.map(|share| share.min(1.0)),
        chance_share_raw,
        chance_share_interval: share_interval(between, within, df, r, level),
        standard_error,
        mean_interval: half.map(|half| Interval {
            lo: centre - half,
            hi: centre + half,
        }),
    })
}

/// Interval of chance's share 1 / (1 + r-th of (F - 1)), where F over its
/// quantiles bounds the ratio of variances.
fn share_interval(
    between: f64,
    within: f64,
    df: (f64, f64),
    r: f64,
    level: f64,
) -> Option<Interval> {
    if !(level > 0.0 && level < 1.0) || within <= 0.0 {
        return None;
    }
    let law = FisherSnedecor::new(df.0, df.1).ok()?;
    let tail = (1.0 - level) / 2.0;
    let chance = |p: f64| {
        let ratio = between / within / law.inverse_cdf(p);
        (r / (ratio - 1.0 + r)).clamp(0.0, 1.0)
    };
    Some(Interval {
        lo: chance(tail),
        hi: chance(1.0 - tail),
    })
}

#[cfg(test)]
mod tests {
    use super::super::cluster::cluster_mean;
    use super::super::reference::{assert_close, expected, rows};
    use super::*;

    #[test]
    fn design_matches_the_reference() {
        let rows = rows(include_str!("../../tests/data/nested_n40_r8.csv"), 0);
        let values = rows.concat();
        let ours = nested_anova(&values, 8, 0.95).unwrap();
        let reference = &expected()["nested_anova"];
        assert_close(ours.between, &reference["MSB"], 1e-12);
        assert_close(ours.within, &reference["MSW"], 1e-12);
        assert_close(ours.epistemic, &reference["sigma2_epistemic"], 1e-12);
        assert_close(ours.aleatory, &reference["sigma2_aleatory"], 1e-12);
        assert_close(
            1.0 - ours.chance_share.unwrap(),
            &reference["share_epistemic"],
            1e-12,
        );
        let interval = ours.chance_share_interval.unwrap();
        assert_close(1.0 - interval.hi, &reference["share_ci95"][0], 1e-9);
        assert_close(1.0 - interval.lo, &reference["share_ci95"][1], 1e-9);
        assert_close(ours.standard_error, &reference["se_grand_mean"], 1e-12);

        let all: Vec<_> = values.into_iter().map(Some).collect();
        let clusters = cluster_mean(&all, 8).unwrap();
        assert_close(
            clusters.standard_error.unwrap(),
            &reference["se_grand_mean"],
            1e-12,
        );
        let (half, other) = (
            clusters.half_width(0.95).unwrap(),
            ours.mean_interval.unwrap(),
        );
        assert!((clusters.mean - half - other.lo).abs() < 1e-12);
        assert!((clusters.mean + half - other.hi).abs() < 1e-12);
        let naive = cluster_mean(&all, 1).unwrap().standard_error.unwrap();
        assert_close(naive, &reference["naive_se_ignoring_nesting"], 1e-12);
    }

    #[test]
    fn pure_chance_is_cut_at_one_and_reported_raw() {
        let ours = nested_anova(&[1.0, 3.0, 3.0, 1.0, 2.0, 2.0], 2, 0.95).unwrap();
        assert_eq!(ours.between, 0.0);
        assert!(ours.epistemic_raw < 0.0 && ours.epistemic == 0.0);
        assert_eq!(ours.chance_share, Some(1.0));
        assert!(ours.chance_share_raw.unwrap() > 1.0);
    }

    #[test]
    fn two_draws_and_many_draws_have_intervals() {
        let few = nested_anova(&[1.0, 2.0, 5.0, 7.0], 2, 0.95).unwrap();
        let interval = few.chance_share_interval.unwrap();
        assert!(interval.lo < few.chance_share.unwrap() && few.chance_share.unwrap() < interval.hi);
        let values: Vec<f64> = (0..20_000).map(|i| f64::from(i * 7919 % 1009)).collect();
        let many = nested_anova(&values, 2, 0.95).unwrap();
        let interval = many.chance_share_interval.unwrap();
        assert!(
            (0.0..0.1).contains(&(interval.hi - interval.lo)),
            "{interval:?}"
        );
    }

    #[test]
    fn no_variance_has_no_shares() {
        let ours = nested_anova(&[2.0; 6], 2, 0.95).unwrap();
        assert_eq!(
            (ours.chance_share, ours.chance_share_interval),
            (None, None)
        );
        assert_eq!(ours.standard_error, 0.0);
    }

    #[test]
    fn only_parameters_leave_no_chance() {
        let ours = nested_anova(&[1.0, 1.0, 4.0, 4.0], 2, 0.95).unwrap();
        assert_eq!((ours.chance_share, ours.aleatory), (Some(0.0), 0.0));
    }

    #[test]
    fn incomplete_designs_are_refused_or_counted() {
        assert!(nested_anova(&[1.0, 2.0, 3.0], 2, 0.95).is_none());
        assert!(nested_anova(&[1.0, 2.0], 2, 0.95).is_none());
        assert!(nested_anova(&[1.0, 2.0], 1, 0.95).is_none());
        assert!(nested_anova(&[], 0, 0.95).is_none());
        let partial = cluster_mean(&[Some(1.0), None, None, None, Some(4.0)], 2).unwrap();
        assert_eq!((partial.mean, partial.draws), (2.5, 2));
        assert_eq!(
            cluster_mean(&[Some(1.0), Some(2.0)], 2)
                .unwrap()
                .standard_error,
            None
        );
        assert!(cluster_mean(&[None], 1).is_none());
    }
}

//! Probabilities over simulations, and weeks at which something happens.

use super::Results;
use crate::answer::{Chance, WeekDistribution};
use crate::math::normal_quantile;
use crate::statistics::{ClusterMean, Interval, cluster_mean, student_t};

/// What shares of simulations divide by.
const SIMULATIONS: &str = "simulations (draws x replications)";

impl Chance {
    /// Of events in simulation order.
    ///
    /// Wilson's interval with as many trials as the simulations are worth: their
    /// number over the design effect, because replications of a draw share some
    /// of their fate (Kish 1965; for Wilson's, Dean and Pagano 2015,
    /// "Evaluating confidence interval methods for binomial proportions in
    /// clustered surveys"). That number is never below the draws. Where it is
    /// estimated, Student's quantile with one degree of freedom less than draws
    /// takes the normal's place (Korn and Graubard 1998). Equal outcomes so far
    /// are no certainty, and then only draws count.
    pub fn of(events: &[bool], results: &Results<'_>) -> Self {
        Self::of_clusters(events, results.per_draw(), SIMULATIONS)
    }

    /// The same of events with `per_draw` a draw.
    pub fn of_draws(events: &[bool], per_draw: usize) -> Self {
        Self::of_clusters(events, per_draw, SIMULATIONS)
    }

    /// Of events in simulation order, `per_draw` of each draw.
    pub(in crate::experiment) fn of_clusters(events: &[bool], per_draw: usize, of: &str) -> Self {
        let values: Vec<_> = events
            .iter()
            .map(|event| Some(f64::from(u8::from(*event))))
            .collect();
        let estimate = cluster_mean(&values, per_draw);
        let interval = estimate.map(|estimate| {
            let draws = estimate.draws as f64;
            let (trials, quantile) =
                worth(&estimate, events.len(), per_draw).unwrap_or((draws, normal_quantile(0.975)));
            wilson(estimate.mean, trials, quantile)
        });
        Self {
            of: of.to_owned(),
            n: events.len(),
            probability: estimate.map(|estimate| estimate.mean),
            lo: interval.map(|interval| interval.lo),
            hi: interval.map(|interval| interval.hi),
        }
    }
}

impl WeekDistribution {
    /// Of the first weeks in simulation order; `None` is never.
    pub fn of(weeks: &[Option<u16>], results: &Results<'_>) -> Self {
        let never: Vec<bool> = weeks.iter().map(Option::is_none).collect();
        let mut sorted: Vec<u16> = weeks.iter().map(|week| week.unwrap_or(u16::MAX)).collect();
        sorted.sort_unstable();
        let n = sorted.len();
        // In tenths, so that 90 % of 10 is the ninth and no rounding adds one.
        let quantile = |tenths: usize| {
            let rank = (n * tenths).div_ceil(10).max(1);
            sorted
                .get(rank - 1)
                .copied()
                .filter(|week| *week != u16::MAX)
        };
        let by =
            |week: u16| sorted.partition_point(|first| *first <= week) as f64 / n.max(1) as f64;
        Self {
            of: SIMULATIONS.to_owned(),
            never: Chance::of(&never, results),
            p10: quantile(1),
            p50: quantile(5),
            p90: quantile(9),
            by_week: (1..=results.horizon()).map(by).collect(),
        }
    }
}

/// How many independent simulations a share of `simulations` is worth, and the quantile that goes
/// with it; none where draws count one by one or nothing varies.
fn worth(estimate: &ClusterMean, simulations: usize, per_draw: usize) -> Option<(f64, f64)> {
    let draws = estimate.draws as f64;
    let error = estimate.standard_error.filter(|error| *error > 0.0)?;
    let quantile = student_t(0.95, draws - 1.0).filter(|_| per_draw > 1)?;
    // The squared error of independent draws has a divisor of draws - 1.
    let alone = estimate.mean * (1.0 - estimate.mean) / (draws - 1.0) * draws;
    let trials = alone / (error * error);
    Some((trials.max(draws).min(simulations as f64), quantile))
}

/// Wilson's interval of a share `p` that need not be a whole number of
/// `n`: a mean over draws is not.
fn wilson(p: f64, n: f64, z: f64) -> Interval {
    let shrink = 1.0 + z * z / n;
    let centre = (p + z * z / (2.0 * n)) / shrink;
    let half = z / shrink * (p * (1.0 - p) / n + z * z / (4.0 * n * n)).sqrt();
    Interval {
        lo: (centre - half).max(0.0),
        hi: (centre + half).min(1.0),
    }
}

#[cfg(test)]
mod tests {
    use super::super::fixture;
    use super::*;
    use crate::statistics;

    #[test]
    fn agreeing_replications_count_as_one_and_others_as_more() {
        const Z: f64 = 1.959_963_984_540_054;
        for (successes, n) in [(0, 8), (1, 30), (15, 30), (30, 30)] {
            let ours = wilson(f64::from(successes) / f64::from(n), f64::from(n), Z);
            let exact = statistics::wilson(successes as u64, n as u64, 0.95).unwrap();
            assert!((ours.lo - exact.lo).abs() < 1e-9 && (ours.hi - exact.hi).abs() < 1e-9);
        }
        // Both replications agree: 100 simulations know as much as 50 draws.
        let events: Vec<bool> = (0..100)
            .map(|simulation| (simulation / 2) % 5 == 0)
            .collect();
        let chance = Chance::of_clusters(&events, 2, "");
        let draws = statistics::wilson(10, 50, 0.95).unwrap();
        assert_eq!(chance.probability, Some(0.2));
        assert!(chance.lo.unwrap() <= draws.lo && chance.hi.unwrap() >= draws.hi);
        // Without a common fate they know as much as 100 trials.
        let own: Vec<bool> = (0..100)
            .map(|simulation| [6, 13].contains(&(simulation % 20)))
            .collect();
        let own = Chance::of_clusters(&own, 2, "");
        let trials = statistics::wilson(10, 100, 0.95).unwrap();
        let wide = own.hi.unwrap() - own.lo.unwrap();
        // Student's quantile with 49 degrees of freedom is 2.5 % larger.
        assert!((wide / (trials.hi - trials.lo) - 1.025).abs() < 0.005);
        let certain = Chance::of_clusters(&[true; 100], 2, "");
        // n / (n + z^2) with 50 draws.
        assert!((certain.lo.unwrap() - 50.0 / 53.841_459).abs() < 1e-6);
        assert_eq!((certain.probability, certain.hi), (Some(1.0), Some(1.0)));
        assert_eq!(Chance::of_clusters(&[], 2, "").probability, None);
    }

    #[test]
    fn never_counts_as_later_than_the_horizon() {
        let fixture = fixture::empty(5, 2, 12);
        let results = fixture.results();
        let weeks = [3, 5, 5, 7, 9, 9, 12].map(Some);
        let weeks: Vec<_> = weeks.into_iter().chain([None; 3]).collect();
        let distribution = WeekDistribution::of(&weeks, &results);
        let quantiles = (distribution.p10, distribution.p50, distribution.p90);
        assert_eq!(quantiles, (Some(3), Some(9), None));
        assert_eq!(distribution.never.probability, Some(0.3));
        assert_eq!(distribution.by_week.len(), 12);
        assert_eq!(
            (distribution.by_week[3], distribution.by_week[11]),
            (0.1, 0.7)
        );
    }
}

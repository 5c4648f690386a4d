//! When enough has been simulated.
//!
//! Decisions are taken only at fixed numbers of draws and look only at the
//! values up to there. So the answer depends neither on how many more have
//! finished nor on which thread finished first.

use super::cluster::cluster_mean;
use super::interval::wilson;

/// Stop once every monitored mean is known well enough.
///
/// Sizes count draws, the unit of independence. The rule looks repeatedly at
/// the same data, so its coverage is approximate (for a start of 30 draws, and
/// 100 for probabilities, close to nominal; far below it for smaller ones).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct StoppingRule {
    /// Draws before the first decision; at least 2 are used.
    pub n0: usize,
    /// Draws between decisions; at least 1 is used.
    pub batch: usize,
    /// Most draws.
    pub cap: usize,
    /// Half width that is good enough, in the output's unit.
    pub eps_abs: f64,
    /// Half width that is good enough, as a share of the mean's size. The
    /// larger tolerance of the two counts, so a mean near zero can still stop.
    pub eps_rel: f64,
    /// Confidence level of the half width, such as 0.95.
    pub level: f64,
}

/// What kind of number is monitored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Quantity {
    /// The mean of an amount.
    Mean,
    /// The mean of zeros and ones. Its half width is never below Wilson's:
    /// a run of equal outcomes has no variance and would stop at once.
    Probability,
}

/// One output that has to become precise.
#[derive(Clone, Copy, Debug)]
pub struct Monitored<'a> {
    /// Values in draw order, the same number of each draw.
    pub values: &'a [Option<f64>],
    /// What they are.
    pub quantity: Quantity,
}

/// What to do next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decision {
    /// Simulate until this many draws have finished, then ask again.
    Continue {
        /// Draws in all at the next decision.
        next_n: usize,
    },
    /// Use the first `n` draws.
    Stop {
        /// Draws to use.
        n: usize,
        /// Why.
        reason: Reason,
    },
}

/// Why a run stopped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// Every output met its tolerance.
    Tolerance {
        /// Index of the output that came closest to its tolerance: the one
        /// that decided the length.
        binding: usize,
    },
    /// The cap came first.
    Cap {
        /// Index of the output that misses its tolerance by most.
        binding: usize,
    },
}

impl StoppingRule {
    /// The decision after `outputs` with `per_draw` values of each draw.
    ///
    /// The first boundary (n0, n0 + batch, ... and the cap) at which all
    /// outputs meet their tolerance ends the run. Without outputs the first
    /// boundary does.
    pub fn decide(&self, outputs: &[Monitored<'_>], per_draw: usize) -> Decision {
        let per_draw = per_draw.max(1);
        let finished = outputs
            .iter()
            .map(|output| output.values.len() / per_draw)
            .min();
        let mut n = self.n0.max(2).min(self.cap);
        loop {
            if finished.is_some_and(|finished| n > finished) {
                return Decision::Continue { next_n: n };
            }
            // Half width over tolerance: at most 1 is good enough.
            let (mut binding, mut worst) = (0, 0.0);
            for (i, output) in outputs.iter().enumerate() {
                let excess = self.excess(output, n * per_draw, per_draw);
                if excess > worst {
                    (binding, worst) = (i, excess);
                }
            }
            if worst <= 1.0 {
                return Decision::Stop {
                    n,
                    reason: Reason::Tolerance { binding },
                };
            }
            if n >= self.cap {
                return Decision::Stop {
                    n,
                    reason: Reason::Cap { binding },
                };
            }
            n = (n + self.batch.max(1)).min(self.cap);
        }
    }

    /// How many times too wide an output's half width is after its first
    /// `count` values; infinite where it has none yet.
    fn excess(&self, output: &Monitored<'_>, count: usize, per_draw: usize) -> f64 {
        let values = &output.values[..count];
        let Some(estimate) = cluster_mean(values, per_draw) else {
            return f64::INFINITY;
        };
        let Some(mut half) = estimate.half_width(self.level) else {
            return f64::INFINITY;
        };
        if output.quantity == Quantity::Probability {
            let trials = values.iter().flatten().count() as u64;
            let successes = values
                .iter()
                .flatten()
                .filter(|&&value| value > 0.5)
                .count() as u64;
            if let Some(interval) = wilson(successes, trials, self.level) {
                half = half.max((interval.hi - interval.lo) / 2.0);
            }
        }
        let tolerance = self.eps_abs.max(self.eps_rel * estimate.mean.abs());
        if half == 0.0 {
            0.0
        } else if tolerance > 0.0 {
            half / tolerance
        } else {
            f64::INFINITY
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::reference::{expected, rows};
    use super::*;

    fn sequence() -> Vec<Option<f64>> {
        rows(
            include_str!("../../tests/data/sequence_lognormal_1200.csv"),
            0,
        )
        .into_iter()
        .map(|row| Some(row[0]))
        .collect()
    }

    fn mean_of(values: &[Option<f64>]) -> Monitored<'_> {
        Monitored {
            values,
            quantity: Quantity::Mean,
        }
    }

    fn rule(n0: usize, batch: usize, eps_abs: f64, eps_rel: f64) -> StoppingRule {
        StoppingRule {
            n0,
            batch,
            cap: 1200,
            eps_abs,
            eps_rel,
            level: 0.95,
        }
    }

    #[test]
    fn stops_where_the_reference_stops() {
        let values = sequence();
        let all = expected();
        for (name, rule) in [
            ("abs1_n0_30_step10", rule(30, 10, 1.0, 0.0)),
            ("rel05_n0_10", rule(10, 1, 0.0, 0.05)),
            ("rel05_n0_30", rule(30, 1, 0.0, 0.05)),
            ("rel10_n0_10", rule(10, 1, 0.0, 0.10)),
        ] {
            let n = all["intervals"]["sequential_on_file"][name]["n"]
                .as_u64()
                .unwrap() as usize;
            let reason = Reason::Tolerance { binding: 0 };
            assert_eq!(
                rule.decide(&[mean_of(&values)], 1),
                Decision::Stop { n, reason },
                "{name}"
            );
            // What finished beyond the decision does not matter.
            let decided = rule.decide(&[mean_of(&values[..n])], 1);
            assert_eq!(decided, Decision::Stop { n, reason });
            let next = rule.decide(&[mean_of(&values[..n - 1])], 1);
            assert_eq!(next, Decision::Continue { next_n: n });
        }
    }

    #[test]
    fn cap_and_first_boundary() {
        let values = sequence();
        let tight = StoppingRule {
            cap: 47,
            ..rule(30, 10, 0.0, 0.001)
        };
        assert_eq!(
            tight.decide(&[mean_of(&values[..5])], 1),
            Decision::Continue { next_n: 30 }
        );
        assert_eq!(
            tight.decide(&[mean_of(&values[..40])], 1),
            Decision::Continue { next_n: 47 }
        );
        let stop = Decision::Stop {
            n: 47,
            reason: Reason::Cap { binding: 0 },
        };
        assert_eq!(tight.decide(&[mean_of(&values)], 1), stop);
        assert!(matches!(tight.decide(&[], 1), Decision::Stop { n: 30, .. }));
    }

    #[test]
    fn draws_are_the_unit_of_nested_data() {
        // Two equal replications of each draw add nothing.
        let values = sequence();
        let doubled: Vec<_> = values.iter().flat_map(|&value| [value, value]).collect();
        let rule = rule(30, 10, 1.0, 0.0);
        let single = rule.decide(&[mean_of(&values)], 1);
        assert_eq!(rule.decide(&[mean_of(&doubled)], 2), single);
        // Taken as independent they would end the run after half the draws.
        let Decision::Stop { n, .. } = rule.decide(&[mean_of(&doubled)], 1) else {
            panic!("does not stop");
        };
        assert!(n / 2 < 350, "{n}");
    }

    #[test]
    fn every_output_counts_and_the_binding_one_is_named() {
        let values = sequence();
        let flat = vec![Some(1.0); 1200];
        let decided = rule(30, 10, 1.0, 0.0).decide(&[mean_of(&flat), mean_of(&values)], 1);
        assert_eq!(
            decided,
            Decision::Stop {
                n: 580,
                reason: Reason::Tolerance { binding: 1 }
            }
        );
        let missing = vec![None; 1200];
        let decided = rule(30, 10, 1.0, 0.0).decide(&[mean_of(&flat), mean_of(&missing)], 1);
        assert_eq!(
            decided,
            Decision::Stop {
                n: 1200,
                reason: Reason::Cap { binding: 1 }
            }
        );
    }

    #[test]
    fn a_run_of_successes_is_not_certainty() {
        let certain = vec![Some(1.0); 1200];
        let output = Monitored {
            values: &certain,
            quantity: Quantity::Probability,
        };
        let Decision::Stop { n, .. } = rule(30, 10, 0.02, 0.0).decide(&[output], 1) else {
            panic!("does not stop");
        };
        // Wilson's width of n of n is z^2 / (n + z^2): 0.04 from n = 93.
        assert_eq!(n, 100);
        let naive = rule(30, 10, 0.02, 0.0).decide(&[mean_of(&certain)], 1);
        assert!(matches!(naive, Decision::Stop { n: 30, .. }));
    }
}

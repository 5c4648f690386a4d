//! Which plan is better: differences in the same worlds.
//!
//! A system is one plan. Its values are in the order of the common units (the
//! same draw and replicate at the same place in every system), one value a
//! unit of independence: where a draw has several replicates, pass
//! [`super::draw_means`] unless a function takes `per_draw`.

use super::interval::{Interval, student_t};
use super::multiple::equicoordinate_t;
use super::summary::{mean, sample_variance};

/// Which way is better.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Goal {
    /// More is better.
    Largest,
    /// Less is better.
    Smallest,
}

impl Goal {
    /// The value with its sign turned so that more is better.
    pub(super) fn merit(self, value: f64) -> f64 {
        match self {
            Self::Largest => value,
            Self::Smallest => -value,
        }
    }
}

/// A system compared with a reference in the same worlds, in the unit of the
/// values.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PairedDifference {
    /// The system's position.
    pub system: usize,
    /// Mean of its value minus the reference's.
    pub mean: f64,
    /// Standard error of that mean.
    pub standard_error: f64,
    /// Student interval of this difference alone.
    pub interval: Interval,
    /// Bonferroni's interval: all differences of the list lie in theirs at
    /// once with at least the level.
    pub simultaneous: Interval,
}

/// Every other system minus system `reference`, world by world.
///
/// Bonferroni divides the risk by k - 1. That promise holds for a reference
/// named beforehand; for the best of the same data use
/// [`compare_with_best`]. `None` below two systems or two units, or of lists
/// of different length.
pub fn paired_differences(
    systems: &[&[f64]],
    reference: usize,
    level: f64,
) -> Option<Vec<PairedDifference>> {
    let n = units(systems, 2)? as f64;
    let base = systems.get(reference)?;
    let risk = (1.0 - level) / (systems.len() - 1) as f64;
    let (alone, all) = (student_t(level, n - 1.0)?, student_t(1.0 - risk, n - 1.0)?);
    let others = (0..systems.len()).filter(|&system| system != reference);
    others
        .map(|system| {
            let pairs = systems[system].iter().zip(*base);
            let differences: Vec<f64> = pairs.map(|(ours, base)| ours - base).collect();
            let centre = mean(&differences)?;
            let standard_error = (sample_variance(&differences)? / n).sqrt();
            let around = |t: f64| Interval {
                lo: centre - t * standard_error,
                hi: centre + t * standard_error,
            };
            Some(PairedDifference {
                system,
                mean: centre,
                standard_error,
                interval: around(alone),
                simultaneous: around(all),
            })
        })
        .collect()
}

/// A system's mean against the best of the others.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct BestComparison {
    /// Its mean minus the best other mean, in the unit of the values.
    pub difference: f64,
    /// Simultaneous interval. Contains 0 or has an end there: if it lies on
    /// the good side the system is the best, on the bad side it is not.
    pub interval: Interval,
}

/// Multiple comparisons with the best under common random numbers.
///
/// Nelson and Matejcik (1995), "Using common random numbers for indifference-
/// zone selection and multiple comparisons in simulation", Management Science
/// 41: assumes sphericity (all differences of two systems have the same
/// variance), estimates it from all systems with (k - 1)(n - 1) degrees of
/// freedom, and cuts the interval at 0. Systems in their order; `None` below
/// two systems or two units.
pub fn compare_with_best(
    systems: &[&[f64]],
    goal: Goal,
    level: f64,
) -> Option<Vec<BestComparison>> {
    let n = units(systems, 2)? as f64;
    let k = systems.len();
    let df = (k - 1) as f64 * (n - 1.0);
    let half = equicoordinate_t(k - 1, df, level)? * (difference_variance(systems)? / n).sqrt();
    let merits = merits(systems, goal)?;
    Some(
        (0..k)
            .map(|system| {
                let others = (0..k).filter(|&other| other != system);
                let best = others
                    .map(|other| merits[other])
                    .fold(f64::NEG_INFINITY, f64::max);
                let gap = merits[system] - best;
                let ends = ((gap - half).min(0.0), (gap + half).max(0.0));
                let (lo, hi) = match goal {
                    Goal::Largest => ends,
                    Goal::Smallest => (-ends.1, -ends.0),
                };
                BestComparison {
                    difference: goal.merit(gap),
                    interval: Interval { lo, hi },
                }
            })
            .collect(),
    )
}

/// Variance of a difference of two systems, pooled under sphericity: twice
/// the residual mean square of systems by units.
fn difference_variance(systems: &[&[f64]]) -> Option<f64> {
    let n = units(systems, 2)?;
    let k = systems.len() as f64;
    let rows: Vec<f64> = systems.iter().filter_map(|values| mean(values)).collect();
    let centre = mean(&rows)?;
    let mut squares = 0.0;
    for unit in 0..n {
        let column = systems.iter().map(|values| values[unit]).sum::<f64>() / k;
        for (values, row) in systems.iter().zip(&rows) {
            let residual = values[unit] - row - column + centre;
            squares += residual * residual;
        }
    }
    Some(2.0 * squares / ((k - 1.0) * (n - 1) as f64))
}

/// Units of all systems; `None` unless at least `least` of each, alike, and
/// two systems.
pub(super) fn units(systems: &[&[f64]], least: usize) -> Option<usize> {
    let n = systems.first()?.len();
    let usable = systems.len() >= 2 && n >= least;
    (usable && systems.iter().all(|values| values.len() == n)).then_some(n)
}

/// Means of all systems, signed so that more is better.
fn merits(systems: &[&[f64]], goal: Goal) -> Option<Vec<f64>> {
    let merit = |values: &&[f64]| Some(goal.merit(mean(values)?));
    systems.iter().map(merit).collect()
}

#[cfg(test)]
mod tests {
    use super::super::reference::{assert_close, comparison, rows};
    use super::*;

    fn first60(table: &[Vec<f64>]) -> Vec<&[f64]> {
        table.iter().map(|row| &row[..60]).collect()
    }

    fn table() -> Vec<Vec<f64>> {
        rows(include_str!("../../tests/data/rs_crn_4x100.csv"), 0)
    }

    #[test]
    fn differences_match_the_reference() {
        let (table, all) = (table(), comparison());
        let systems = first60(&table);
        let ours = paired_differences(&systems, 2, 0.95).unwrap();
        let reference = all["ranking"]["paired_vs_system2_n60"].as_array().unwrap();
        assert_eq!((ours.len(), reference.len()), (3, 3));
        for (ours, reference) in ours.iter().zip(reference) {
            assert_eq!(Some(ours.system as u64), reference["system"].as_u64());
            assert_close(ours.mean, &reference["mean"], 1e-9);
            assert_close(ours.standard_error, &reference["se"], 1e-9);
            assert_close(ours.interval.lo, &reference["t95"][0], 1e-9);
            assert_close(ours.interval.hi, &reference["t95"][1], 1e-9);
            // Bonferroni for three differences: t at 0.05/6 a side, 59 degrees.
            let t = (ours.simultaneous.hi - ours.mean) / ours.standard_error;
            assert!((t - student_t(1.0 - 0.05 / 3.0, 59.0).unwrap()).abs() < 1e-12);
        }
        assert_close(
            difference_variance(&systems).unwrap(),
            &all["ranking"]["nelson_matejcik_S2"],
            1e-9,
        );
        assert_eq!(paired_differences(&systems[..1], 0, 0.95), None);
        assert_eq!(paired_differences(&systems, 4, 0.95), None);
    }

    #[test]
    fn the_best_is_told_from_the_rest() {
        let table = table();
        let systems = first60(&table);
        let best = compare_with_best(&systems, Goal::Largest, 0.95).unwrap();
        // 2.09 is Dunnett's one-sided point for three at 177 degrees.
        let half = 2.09 * (1.852_549_163_872_759_8 / 60.0_f64).sqrt();
        for (system, row) in best.iter().enumerate() {
            let (lo, hi) = (row.interval.lo, row.interval.hi);
            if system == 2 {
                assert_eq!(lo, 0.0);
                assert!((hi - row.difference - half).abs() < 0.003);
            } else {
                assert_eq!(hi, 0.0);
                assert!((row.difference - lo - half).abs() < 0.003);
            }
        }
        // Turning every sign and the goal turns the intervals.
        let turned: Vec<Vec<f64>> = systems
            .iter()
            .map(|row| row.iter().map(|value| -value).collect())
            .collect();
        let turned: Vec<&[f64]> = turned.iter().map(Vec::as_slice).collect();
        let mirror = compare_with_best(&turned, Goal::Smallest, 0.95).unwrap();
        for (one, other) in best.iter().zip(&mirror) {
            assert!((one.interval.lo + other.interval.hi).abs() < 1e-12);
            assert!((one.difference + other.difference).abs() < 1e-12);
        }
    }
}

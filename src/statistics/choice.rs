//! Choosing among plans: how often each is best, and what a wrong choice costs.
//!
//! A system is one plan. All systems list their values in the same order of simulations,
//! so that the same position means the same draw and replication.

use super::descriptive::{mean, quantile_sorted};
use super::goal::Goal;

/// How often a system is the best one. Two different questions.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct BestProbability {
    /// Share of single worlds that it wins: chance and parameters.
    pub realisation: f64,
    /// Share of parameter draws in which its mean over replications wins; none with
    /// one replication a draw. Few replications leave chance in that mean.
    pub mean: Option<f64>,
}

/// Both probabilities of every system, from values in draw order with
/// `per_draw` replications each. Systems that tie share the win.
pub fn best_probabilities(
    systems: &[&[f64]],
    per_draw: usize,
    goal: Goal,
) -> Option<Vec<BestProbability>> {
    let realisation = wins(systems, goal)?;
    let means: Option<Vec<Vec<f64>>> = systems
        .iter()
        .map(|values| draw_means(values, per_draw))
        .collect();
    let means = means?;
    let means: Vec<&[f64]> = means.iter().map(Vec::as_slice).collect();
    let over_chance = if per_draw < 2 {
        None
    } else {
        wins(&means, goal)
    };
    let shares = realisation.iter().enumerate();
    Some(
        shares
            .map(|(system, &realisation)| BestProbability {
                realisation,
                mean: over_chance.as_ref().map(|shares| shares[system]),
            })
            .collect(),
    )
}

/// Mean of each draw's replications, draw by draw; `None` unless whole draws.
pub fn draw_means(values: &[f64], per_draw: usize) -> Option<Vec<f64>> {
    if per_draw == 0 || !values.len().is_multiple_of(per_draw) {
        return None;
    }
    values.chunks_exact(per_draw).map(mean).collect()
}

fn wins(systems: &[&[f64]], goal: Goal) -> Option<Vec<f64>> {
    let n = simulations(systems)?;
    let mut shares = vec![0.0; systems.len()];
    for unit in 0..n {
        let best = best_in(systems, unit, goal);
        let winner = |values: &&[f64]| goal.merit(values[unit]) == best;
        let share = 1.0 / systems.iter().filter(|values| winner(values)).count() as f64;
        for (sum, values) in shares.iter_mut().zip(systems) {
            *sum += if winner(values) { share } else { 0.0 };
        }
    }
    Some(shares.iter().map(|sum| sum / n as f64).collect())
}

/// Number of simulations of every system; `None` unless there are two systems, all alike
/// and not empty.
fn simulations(systems: &[&[f64]]) -> Option<usize> {
    let n = systems.first()?.len();
    let usable = systems.len() >= 2 && n >= 1;
    (usable && systems.iter().all(|values| values.len() == n)).then_some(n)
}

fn best_in(systems: &[&[f64]], unit: usize, goal: Goal) -> f64 {
    let merits = systems.iter().map(|values| goal.merit(values[unit]));
    merits.fold(f64::NEG_INFINITY, f64::max)
}

/// What choosing a system costs against the best in each world, in the unit
/// of the values.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Regret {
    /// Its mean.
    pub expected: f64,
    /// Nine worlds in ten cost no more.
    pub p90: f64,
}

/// Regret of every system over single worlds.
pub fn regrets(systems: &[&[f64]], goal: Goal) -> Option<Vec<Regret>> {
    let n = simulations(systems)?;
    let best: Vec<f64> = (0..n).map(|unit| best_in(systems, unit, goal)).collect();
    let regret = |values: &&[f64]| {
        let pairs = best.iter().zip(*values);
        let mut lost: Vec<f64> = pairs.map(|(best, &own)| best - goal.merit(own)).collect();
        let expected = mean(&lost)?;
        lost.sort_by(f64::total_cmp);
        let p90 = quantile_sorted(&lost, 0.9)?;
        Some(Regret { expected, p90 })
    };
    systems.iter().map(regret).collect()
}

#[cfg(test)]
mod tests {
    use super::super::reference::{assert_close, comparison, rows};
    use super::*;

    #[test]
    fn probabilities_and_regret_match_the_reference() {
        let table = rows(include_str!("../../tests/data/rs_crn_4x100.csv"), 0);
        let systems: Vec<&[f64]> = table.iter().map(|row| &row[..60]).collect();
        let all = comparison();
        let reference = &all["ranking"]["per_replicate"];
        let best = best_probabilities(&systems, 1, Goal::Largest).unwrap();
        let regrets = regrets(&systems, Goal::Largest).unwrap();
        for system in 0..4 {
            assert_close(
                best[system].realisation,
                &reference["prob_best"][system],
                1e-9,
            );
            assert_eq!(best[system].mean, None);
            assert_close(
                regrets[system].expected,
                &reference["expected_regret"][system],
                1e-9,
            );
            assert_close(regrets[system].p90, &reference["p90_regret"][system], 1e-9);
        }
    }

    /// The first plan wins most worlds by a little, the second every draw on
    /// average: chance decides single worlds.
    #[test]
    fn winning_worlds_is_not_winning_on_average() {
        let one = [5.0, 5.0, 5.0, 5.0, 5.0, 5.0];
        let other = [4.0, 4.0, 9.0, 4.0, 4.0, 9.0];
        let best = best_probabilities(&[&one, &other], 3, Goal::Largest).unwrap();
        assert!((best[0].realisation - 4.0 / 6.0).abs() < 1e-15);
        assert_eq!((best[0].mean, best[1].mean), (Some(0.0), Some(1.0)));
        let fewer = best_probabilities(&[&one, &other], 3, Goal::Smallest).unwrap();
        assert_eq!(fewer[0].mean, Some(1.0));
        let tie = best_probabilities(&[&[1.0], &[1.0]], 1, Goal::Largest).unwrap();
        assert_eq!(tie[1].realisation, 0.5);
        assert_eq!(best_probabilities(&[&one, &other], 4, Goal::Largest), None);
    }
}

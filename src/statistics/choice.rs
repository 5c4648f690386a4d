//! Choosing among plans: how often each is best, what a wrong choice costs,
//! and which keep the limits. The layout of values is that of
//! [`super::paired_differences`].

use super::interval::{Interval, wilson};
use super::ranking::{Goal, units};
use super::summary::{mean, quantile_sorted};

/// How often a system is the best one. Two different questions.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct BestProbability {
    /// Share of single worlds that it wins: luck and parameters.
    pub realisation: f64,
    /// Share of parameter draws in which its mean over luck wins; none with
    /// one replicate a draw. Few replicates leave luck in that mean.
    pub mean: Option<f64>,
}

/// Both probabilities of every system, from values in draw order with
/// `per_draw` replicates each. Systems that tie share the win.
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
    let over_luck = if per_draw < 2 {
        None
    } else {
        wins(&means, goal)
    };
    let shares = realisation.iter().enumerate();
    Some(
        shares
            .map(|(system, &realisation)| BestProbability {
                realisation,
                mean: over_luck.as_ref().map(|shares| shares[system]),
            })
            .collect(),
    )
}

/// Mean of each draw's replicates, draw by draw; `None` unless whole draws.
pub fn draw_means(values: &[f64], per_draw: usize) -> Option<Vec<f64>> {
    if per_draw == 0 || !values.len().is_multiple_of(per_draw) {
        return None;
    }
    values.chunks_exact(per_draw).map(mean).collect()
}

fn wins(systems: &[&[f64]], goal: Goal) -> Option<Vec<f64>> {
    let n = units(systems, 1)?;
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
    let n = units(systems, 1)?;
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

/// In what sense one system beats another for certain.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dominance {
    /// Never worse in the same world, and somewhere better.
    EveryWorld,
    /// Never worse at any quantile, and somewhere better (first-order
    /// stochastic dominance); in some worlds it loses.
    Distribution,
}

/// Whether `ours` dominates `theirs` over the simulated worlds.
pub fn dominance(ours: &[f64], theirs: &[f64], goal: Goal) -> Option<Dominance> {
    units(&[ours, theirs], 1)?;
    let never_worse = |ours: &[f64], theirs: &[f64]| {
        let pairs = || ours.iter().zip(theirs);
        pairs().all(|(a, b)| goal.merit(*a) >= goal.merit(*b)) && pairs().any(|(a, b)| a != b)
    };
    if never_worse(ours, theirs) {
        return Some(Dominance::EveryWorld);
    }
    let sorted = super::summary::sorted;
    never_worse(&sorted(ours), &sorted(theirs)).then_some(Dominance::Distribution)
}

/// A system's place in the order that asks for feasibility first.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Standing {
    /// The system's position.
    pub system: usize,
    /// Whether enough worlds keep the limits.
    pub meets: bool,
    /// Share of worlds that keep them.
    pub feasible: f64,
    /// Wilson's interval of that share.
    pub feasible_interval: Interval,
    /// Mean over all worlds, in the unit of the values.
    pub mean: f64,
}

/// Systems that keep the limits in a share `required` of worlds, best mean
/// first; then the others, the most feasible first.
pub fn feasible_first(
    systems: &[&[f64]],
    feasible: &[&[bool]],
    required: f64,
    goal: Goal,
    level: f64,
) -> Option<Vec<Standing>> {
    let n = units(systems, 1)?;
    if feasible.len() != systems.len() || feasible.iter().any(|flags| flags.len() != n) {
        return None;
    }
    let standing = |(system, flags): (usize, &&[bool])| {
        let kept = flags.iter().filter(|&&kept| kept).count();
        let share = kept as f64 / n as f64;
        Some(Standing {
            system,
            meets: share >= required,
            feasible: share,
            feasible_interval: wilson(kept as u64, n as u64, level)?,
            mean: mean(systems[system])?,
        })
    };
    let order: Option<Vec<_>> = feasible.iter().enumerate().map(standing).collect();
    let mut order = order?;
    order.sort_by(|a, b| {
        let rank = |one: &Standing| {
            if one.meets {
                goal.merit(one.mean)
            } else {
                one.feasible
            }
        };
        b.meets.cmp(&a.meets).then(rank(b).total_cmp(&rank(a)))
    });
    Some(order)
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
    /// average: luck decides single worlds.
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

    #[test]
    fn dominance_in_every_world_or_in_distribution() {
        let of = |a: &[f64], b: &[f64]| dominance(a, b, Goal::Largest);
        assert_eq!(of(&[2.0, 3.0], &[2.0, 1.0]), Some(Dominance::EveryWorld));
        assert_eq!(of(&[2.0, 4.0], &[3.0, 1.0]), Some(Dominance::Distribution));
        assert_eq!(of(&[2.0, 4.0], &[3.0, 3.0]), None);
        assert_eq!(of(&[2.0, 4.0], &[4.0, 2.0]), None);
        assert_eq!(
            dominance(&[1.0, 1.0], &[2.0, 1.0], Goal::Smallest),
            Some(Dominance::EveryWorld)
        );
    }

    #[test]
    fn a_better_mean_does_not_excuse_a_broken_limit() {
        let systems: [&[f64]; 3] = [&[9.0; 10], &[5.0; 10], &[7.0; 10]];
        let flags = |kept: usize| -> Vec<bool> { (0..10).map(|i| i < kept).collect() };
        let flags = [flags(3), flags(9), flags(10)];
        let flags: Vec<&[bool]> = flags.iter().map(Vec::as_slice).collect();
        let order = feasible_first(&systems, &flags, 0.9, Goal::Largest, 0.95).unwrap();
        let names: Vec<usize> = order.iter().map(|standing| standing.system).collect();
        assert_eq!(names, [2, 1, 0]);
        assert!(order[1].meets && !order[2].meets);
        assert_eq!(Some(order[0].feasible_interval), wilson(10, 10, 0.95));
        assert_eq!(
            feasible_first(&systems, &flags[..2], 0.9, Goal::Largest, 0.95),
            None
        );
    }
}

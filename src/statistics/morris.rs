//! Screening by elementary effects.

use super::descriptive::{mean, sample_variance};
use super::interval::{Interval, t_mean};
use super::resample::{epoch, generator, percentile, resample};
use super::sobol::group_count;
use crate::random::WorldKey;
use rand::RngExt;
use rand::seq::SliceRandom;

/// Levels of every input: 0, 1/3, 2/3 and 1.
const LEVELS: u32 = 4;
/// Step of an input, `LEVELS / (2 (LEVELS - 1))`: every level is as likely to
/// be left as another.
const STEP: f64 = 2.0 / 3.0;

/// Input points of `trajectories` random walks on the grid of four levels in
/// 0..1: each has one start and one step per group.
///
/// Morris (1991), "Factorial sampling plans for preliminary computational
/// experiments", Technometrics 33, with p = 4 and a step of 2/3. A step moves
/// all inputs of one group, each the only way that it can go. `group_of`
/// names groups from 0 without gaps; `None` if it does not.
///
/// Run one trajectory under one replication, the next under another: chance then
/// cancels in the effects, and their spread stays honest.
pub fn morris_design(
    group_of: &[usize],
    trajectories: u32,
    key: WorldKey,
) -> Option<Vec<Vec<f64>>> {
    let groups = group_count(group_of)?;
    let of_level = |level: u32| f64::from(level) / f64::from(LEVELS - 1);
    let mut order: Vec<usize> = (0..groups).collect();
    let mut points = Vec::with_capacity(trajectories as usize * (groups + 1));
    for trajectory in 0..trajectories {
        let mut generator = generator(key, epoch::MORRIS, trajectory);
        let start = group_of.iter().map(|_| generator.random_range(0..LEVELS));
        let mut levels: Vec<u32> = start.collect();
        points.push(levels.iter().copied().map(of_level).collect());
        order.sort_unstable();
        order.shuffle(&mut generator);
        for group in &order {
            for (level, _) in levels
                .iter_mut()
                .zip(group_of)
                .filter(|(_, of)| *of == group)
            {
                // The other end of the step.
                *level = (*level + LEVELS / 2) % LEVELS;
            }
            points.push(levels.iter().copied().map(of_level).collect());
        }
    }
    Some(points)
}

/// Elementary effects by group and trajectory, in units of the output for the
/// whole range of an input.
///
/// `points` are a design's, or any walks with one step of 2/3 per group. A
/// group of several inputs has no direction; its effects are without sign.
/// `None` if the lists do not fit or a point moves what it should not.
pub fn elementary_effects(
    points: &[Vec<f64>],
    group_of: &[usize],
    outputs: &[f64],
) -> Option<Vec<Vec<f64>>> {
    let groups = group_count(group_of)?;
    let fits = points.len() == outputs.len() && points.len().is_multiple_of(groups + 1);
    if !fits || points.iter().any(|point| point.len() != group_of.len()) {
        return None;
    }
    let mut effects = vec![Vec::new(); groups];
    let walks = points.chunks_exact(groups + 1);
    for (walk, outputs) in walks.zip(outputs.chunks_exact(groups + 1)) {
        for (points, outputs) in walk.windows(2).zip(outputs.windows(2)) {
            let (group, step) = moved(&points[0], &points[1], group_of)?;
            effects[group].push((outputs[1] - outputs[0]) / step);
        }
    }
    let walks = points.len() / (groups + 1);
    effects
        .iter()
        .all(|list| list.len() == walks)
        .then_some(())?;
    for (group, list) in effects.iter_mut().enumerate() {
        if group_of.iter().filter(|&&of| of == group).count() > 1 {
            list.iter_mut().for_each(|effect| *effect = effect.abs());
        }
    }
    Some(effects)
}

/// The group that a step moved, and how far with its sign.
fn moved(from: &[f64], to: &[f64], group_of: &[usize]) -> Option<(usize, f64)> {
    let mut found: Option<(usize, f64)> = None;
    for ((from, to), &group) in from.iter().zip(to).zip(group_of) {
        let step = to - from;
        if step.abs() < 1e-9 {
            continue;
        }
        let right_size = (step.abs() - STEP).abs() < 1e-9;
        if !right_size || found.is_some_and(|(other, _)| other != group) {
            return None;
        }
        found = Some((group, STEP.copysign(step)));
    }
    found
}

/// What screening found about one group, in units of its effects.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct MorrisIndex {
    /// Mean effect: with its sign, so opposite effects cancel. None for a
    /// group of several inputs.
    pub mu: Option<f64>,
    /// Student's interval of `mu` over trajectories.
    pub mu_interval: Option<Interval>,
    /// Mean size of an effect (Campolongo, Cariboni and Saltelli 2007): the
    /// number to rank by.
    pub mu_star: f64,
    /// Student's interval of `mu_star` over trajectories, which are independent.
    pub mu_star_interval: Option<Interval>,
    /// Spread of the effects: interaction or curvature. None for a group of
    /// several inputs and of one trajectory.
    pub sigma: Option<f64>,
    /// Bootstrap interval of `sigma` over trajectories.
    pub sigma_interval: Option<Interval>,
}

/// Indices from the effects of [`elementary_effects`].
///
/// Intervals at `level`: Student's for the means, which a percentile bootstrap
/// of 20 trajectories makes too narrow; `resamples` resamples of whole
/// trajectories for the spread, none for 0. `None` where a group has no effects.
pub fn morris_indices(
    effects: &[Vec<f64>],
    group_of: &[usize],
    key: WorldKey,
    resamples: u32,
    level: f64,
) -> Option<Vec<MorrisIndex>> {
    let walks = effects.first()?.len();
    if effects.iter().any(|list| list.len() != walks) {
        return None;
    }
    let drawn: Vec<Vec<usize>> = (0..resamples)
        .map(|round| resample(key, round, walks))
        .collect();
    let index = |(group, list): (usize, &Vec<f64>)| {
        let sizes: Vec<f64> = list.iter().map(|effect| effect.abs()).collect();
        let mu_star = mean(&sizes)?;
        let single = group_of.iter().filter(|&&of| of == group).count() == 1;
        let spread = |rows: &Vec<usize>| {
            let effects: Vec<f64> = rows.iter().map(|&row| list[row]).collect();
            sample_variance(&effects).map(f64::sqrt)
        };
        let spreads = drawn.iter().filter_map(spread).collect();
        Some(MorrisIndex {
            mu: mean(list).filter(|_| single),
            mu_interval: t_mean(list, level).filter(|_| single),
            mu_star,
            // A size has no sign, whatever a symmetric interval may reach.
            mu_star_interval: t_mean(&sizes, level).map(|interval| Interval {
                lo: interval.lo.max(0.0),
                ..interval
            }),
            sigma: sample_variance(list).filter(|_| single).map(f64::sqrt),
            sigma_interval: percentile(spreads, level).filter(|_| single),
        })
    };
    effects.iter().enumerate().map(index).collect()
}

#[cfg(test)]
mod tests {
    use super::super::reference::{assert_close, comparison, rows};
    use super::*;
    use crate::math;
    use std::f64::consts::PI;

    const EACH: [usize; 3] = [0, 1, 2];

    fn ishigami(u: &[f64]) -> f64 {
        let x: Vec<f64> = u.iter().map(|u| PI * (2.0 * u - 1.0)).collect();
        let (first, second) = (math::sin(x[0]), math::sin(x[1]));
        first + 7.0 * second * second + 0.1 * math::powi(x[2], 4) * first
    }

    #[test]
    fn indices_match_the_reference() {
        let table = rows(include_str!("../../tests/data/ishigami_morris_r40.csv"), 1);
        let unit = |row: &Vec<f64>| row[..3].iter().map(|x| (x / PI + 1.0) / 2.0).collect();
        let points: Vec<Vec<f64>> = table.iter().map(unit).collect();
        let outputs: Vec<f64> = table.iter().map(|row| row[3]).collect();
        let effects = elementary_effects(&points, &EACH, &outputs).unwrap();
        let key = WorldKey::new(1, 0);
        let ours = morris_indices(&effects, &EACH, key, 1000, 0.95).unwrap();
        let all = comparison();
        let reference = &all["morris"]["ishigami"];
        for (input, index) in ours.iter().enumerate() {
            assert_close(index.mu_star, &reference["mu_star"][input], 1e-9);
            assert_close(index.mu.unwrap(), &reference["mu"][input], 1e-9);
            assert_close(index.sigma.unwrap(), &reference["sigma"][input], 1e-9);
            // The reference's own resamples, and a normal shape.
            let interval = index.mu_star_interval.unwrap();
            let half = reference["salib_mu_star_conf"][input].as_f64().unwrap();
            let ours = (interval.hi - interval.lo) / 2.0;
            assert!((ours - half).abs() <= 0.25 * half + 1e-9, "{ours} {half}");
        }
    }

    #[test]
    fn textbook_example() {
        let all = comparison();
        let reference = &all["morris"]["saltelli2008_ex4"];
        let points: Vec<Vec<f64>> = serde_json::from_value(reference["X"].clone()).unwrap();
        let outputs: Vec<f64> = serde_json::from_value(reference["Y"].clone()).unwrap();
        let groups = [0, 1];
        let effects = elementary_effects(&points, &groups, &outputs).unwrap();
        let key = WorldKey::new(1, 0);
        let ours = morris_indices(&effects, &groups, key, 0, 0.95).unwrap();
        for (input, index) in ours.iter().enumerate() {
            assert_close(index.mu_star, &reference["mu_star"][input], 1e-9);
            assert_close(index.mu.unwrap(), &reference["mu"][input], 1e-9);
            assert_close(index.sigma.unwrap(), &reference["sigma"][input], 1e-9);
            assert_eq!(index.sigma_interval, None);
        }
    }

    /// Over many trajectories the indices are the mean over the whole grid.
    #[test]
    fn design_is_uniform_over_the_grid() {
        let key = WorldKey::new(12, 0);
        let points = morris_design(&EACH, 4000, key).unwrap();
        let outputs: Vec<f64> = points.iter().map(|point| ishigami(point)).collect();
        let effects = elementary_effects(&points, &EACH, &outputs).unwrap();
        let ours = morris_indices(&effects, &EACH, key, 200, 0.95).unwrap();
        let all = comparison();
        let exact = &all["morris"]["ishigami_exact_on_grid"];
        for (input, index) in ours.iter().enumerate() {
            // Five standard errors of 4000 effects with spreads below 9.
            let close = |ours: f64, key: &str| {
                let exact = exact[key][input].as_f64().unwrap();
                assert!((ours - exact).abs() < 0.72, "{key} {input}: {ours}");
            };
            close(index.mu_star, "mu_star");
            close(index.mu.unwrap(), "mu");
            close(index.sigma.unwrap(), "sigma");
        }
        // x2 acts alone: every effect has the same size.
        assert!((ours[1].mu_star - 7.875).abs() < 1e-9);
        assert_eq!(morris_design(&EACH, 4000, key), Some(points));
    }

    #[test]
    fn groups_move_together() {
        let (groups, key) = ([0, 1, 0, 1, 1], WorldKey::new(2, 0));
        let points = morris_design(&groups, 30, key).unwrap();
        assert_eq!(points.len(), 90);
        let levels = |point: &Vec<f64>| point.iter().map(|x| (3.0 * x) as u32).collect::<Vec<_>>();
        assert_eq!(
            points[..3].iter().map(levels).collect::<Vec<_>>(),
            [[3, 1, 2, 1, 0], [3, 3, 2, 3, 2], [1, 3, 0, 3, 2]]
        );
        let outputs: Vec<f64> = points.iter().map(|x| x[0] - x[2] + 5.0 * x[3]).collect();
        let effects = elementary_effects(&points, &groups, &outputs).unwrap();
        // Group 0 moves both or neither way: 0 or 2; group 1 always 5.
        assert!(
            effects[0]
                .iter()
                .all(|e| e.abs() < 1e-9 || (e - 2.0).abs() < 1e-9)
        );
        assert!(effects[1].iter().all(|e| (e - 5.0).abs() < 1e-9));
        let ours = morris_indices(&effects, &groups, key, 9, 0.9).unwrap();
        assert_eq!((ours[1].mu, ours[1].sigma), (None, None));
        // An input without any influence has exactly none.
        let unused = elementary_effects(&points, &groups, &[3.0; 90]).unwrap();
        assert!(unused.iter().flatten().all(|&effect| effect == 0.0));
    }

    #[test]
    fn wrong_walks_are_refused() {
        let key = WorldKey::new(2, 0);
        assert_eq!(morris_design(&[0, 2], 3, key), None);
        let points = morris_design(&[0, 1], 1, key).unwrap();
        assert_eq!(elementary_effects(&points, &[0, 1], &[1.0, 2.0]), None);
        assert_eq!(elementary_effects(&points, &[0, 0], &[1.0, 2.0, 3.0]), None);
        let still = vec![points[0].clone(); 3];
        assert_eq!(elementary_effects(&still, &[0, 1], &[1.0, 2.0, 3.0]), None);
    }
}

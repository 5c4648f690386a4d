//! Plans that no other plan beats in everything.

use super::descriptive::mean;
use super::goal::Goal;
use super::resample::resample;
use crate::random::WorldKey;

/// Rows of `points` that no other row dominates: is at least as good in every
/// objective and better in one. Equal rows do not dominate each other.
pub fn non_dominated(points: &[Vec<f64>], goals: &[Goal]) -> Vec<usize> {
    let beats = |one: &[f64], other: &[f64]| {
        let merits = || {
            let pairs = one.iter().zip(other).zip(goals);
            pairs.map(|((a, b), goal)| (goal.merit(*a), goal.merit(*b)))
        };
        merits().all(|(a, b)| a >= b) && merits().any(|(a, b)| a > b)
    };
    let survives = |&row: &usize| !points.iter().any(|other| beats(other, &points[row]));
    (0..points.len()).filter(survives).collect()
}

/// Probability that each system's means are non-dominated, over `resamples`
/// bootstrap resamples of the common units.
///
/// `values[system][objective]` lists one value a unit. A resample draws the
/// same units for every system and objective, which keeps what common random
/// numbers tie together. `None` unless all lists are alike and not empty.
pub fn non_dominated_probability(
    values: &[Vec<&[f64]>],
    goals: &[Goal],
    key: WorldKey,
    resamples: u32,
) -> Option<Vec<f64>> {
    let n = values.first()?.first()?.len();
    let alike = |lists: &Vec<&[f64]>| {
        lists.len() == goals.len() && lists.iter().all(|list| list.len() == n)
    };
    if n == 0 || resamples == 0 || !values.iter().all(alike) {
        return None;
    }
    let mut counts = vec![0_u32; values.len()];
    for round in 0..resamples {
        let units = resample(key, round, n);
        let average = |list: &&[f64]| {
            let drawn: Vec<f64> = units.iter().map(|&unit| list[unit]).collect();
            mean(&drawn)
        };
        let point = |lists: &Vec<&[f64]>| lists.iter().map(average).collect::<Option<Vec<f64>>>();
        let points: Option<Vec<Vec<f64>>> = values.iter().map(point).collect();
        for row in non_dominated(&points?, goals) {
            counts[row] += 1;
        }
    }
    let share = |&count: &u32| f64::from(count) / f64::from(resamples);
    Some(counts.iter().map(share).collect())
}

#[cfg(test)]
mod tests {
    use super::super::reference::{comparison, rows};
    use super::*;

    const LESS: [Goal; 3] = [Goal::Smallest; 3];

    #[test]
    fn the_set_matches_the_reference() {
        let points = rows(include_str!("../../tests/data/pareto_30x3.csv"), 0);
        let all = comparison();
        let reference = &all["spend"]["pareto"];
        let ours: Vec<u64> = non_dominated(&points, &LESS)
            .iter()
            .map(|&row| row as u64)
            .collect();
        let rows: Vec<u64> =
            serde_json::from_value(reference["nondominated_rows"].clone()).unwrap();
        assert_eq!(ours, rows);
        // Turned round, the same.
        let turned: Vec<Vec<f64>> = points
            .iter()
            .map(|point| point.iter().map(|value| -value).collect())
            .collect();
        let more = [Goal::Largest; 3];
        assert_eq!(non_dominated(&turned, &more), non_dominated(&points, &LESS));
    }

    #[test]
    fn equal_points_both_stay() {
        let points = [vec![1.0, 2.0], vec![1.0, 2.0], vec![1.0, 3.0]];
        assert_eq!(non_dominated(&points, &LESS[..2]), [0, 1]);
    }

    /// The second objective of the last two systems differs by noise alone:
    /// each is dominated in about half of the resamples.
    #[test]
    fn noise_makes_membership_uncertain() {
        let up: Vec<f64> = (0..40).map(f64::from).collect();
        let down: Vec<f64> = up.iter().rev().copied().collect();
        let best = vec![-1.0; 40];
        let level = vec![5.0; 40];
        let values = [
            vec![best.as_slice(), level.as_slice()],
            vec![level.as_slice(), up.as_slice()],
            vec![level.as_slice(), down.as_slice()],
        ];
        let key = WorldKey::new(4, 0);
        let ours = non_dominated_probability(&values, &LESS[..2], key, 400).unwrap();
        assert_eq!(ours[0], 1.0);
        assert!((ours[1] + ours[2] - 0.0).abs() < 1e-12, "{ours:?}");
        let free = &values[1..];
        let ours = non_dominated_probability(free, &LESS[..2], key, 400).unwrap();
        // Half each, up to ties: five standard errors are 0.125.
        assert!(
            (ours[0] - 0.5).abs() < 0.125 && ours[0] + ours[1] >= 1.0,
            "{ours:?}"
        );
        let again = non_dominated_probability(free, &LESS[..2], key, 400);
        assert_eq!(again, Some(ours));
        assert_eq!(non_dominated_probability(&values, &LESS, key, 9), None);
    }
}

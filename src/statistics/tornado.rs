//! One factor at a time: changes between paired runs.

use super::descriptive::{quantile_sorted, sample_variance, sorted};
use super::interval::{Interval, t_mean};
use super::resample::resample;
use crate::math;
use crate::random::WorldKey;

/// Student's interval of the mean change from one list of runs to the other in the
/// same worlds, in the unit of the output. One value an independent observation.
///
/// `None` below two values or for lists of different length.
pub fn paired_change(low: &[f64], high: &[f64], level: f64) -> Option<Interval> {
    if low.len() != high.len() {
        return None;
    }
    let changes: Vec<f64> = low.iter().zip(high).map(|(low, high)| high - low).collect();
    t_mean(&changes, level)
}

/// Interval of the change of quantile `p` between runs in the same worlds, at
/// `level`: the change, and the spread of its bootstrap over worlds as that of a
/// normal.
///
/// `None` below two worlds, for lists of different length or a level outside 0..1.
pub fn paired_quantile_change(
    low: &[f64],
    high: &[f64],
    p: f64,
    key: WorldKey,
    resamples: u32,
    level: f64,
) -> Option<Interval> {
    if low.len() != high.len() || low.len() < 2 || !(0.0..1.0).contains(&level) {
        return None;
    }
    let at = |values: Vec<f64>| quantile_sorted(&sorted(&values), p);
    let change = |rows: &[usize]| {
        let of = |values: &[f64]| rows.iter().map(|&row| values[row]).collect();
        Some(at(of(high))? - at(of(low))?)
    };
    let all: Vec<usize> = (0..low.len()).collect();
    let drawn = (0..resamples).map(|round| resample(key, round, low.len()));
    let drawn: Vec<f64> = drawn.filter_map(|rows| change(&rows)).collect();
    let half = math::normal_quantile((1.0 + level) / 2.0) * sample_variance(&drawn)?.sqrt();
    let middle = change(&all)?;
    Some(Interval {
        lo: middle - half,
        hi: middle + half,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn changes_are_those_of_pairs() {
        let low = [10.0, 20.0, 30.0];
        let up = paired_change(&low, &[12.0, 22.5, 31.5], 0.95).unwrap();
        // Changes 2, 2.5 and 1.5: Student's point at two degrees of freedom.
        let half = 4.302_652_729_7 * 0.5 / 3.0_f64.sqrt();
        assert!((up.lo - 2.0 + half).abs() < 1e-9 && (up.hi - 2.0 - half).abs() < 1e-9);
        let none = paired_change(&low, &low, 0.95).unwrap();
        assert_eq!((none.lo, none.hi), (0.0, 0.0));
        assert_eq!(paired_change(&low, &low[..2], 0.95), None);
        assert_eq!(paired_change(&[1.0], &[2.0], 0.95), None);
    }
}

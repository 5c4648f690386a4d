//! Keyed resampling with replacement.

use super::descriptive::quantile_sorted;
use super::interval::Interval;
use crate::random::{Philox, Purpose, WorldKey};
use rand::RngExt;
use rand::distr::Uniform;

/// Epochs keep apart what shares the purpose.
pub(super) mod epoch {
    pub const PERMUTATION: u16 = 0;
    pub const RESAMPLE: u16 = 1;
    pub const OWEN: u16 = 2;
    pub const MORRIS: u16 = 3;
    pub const HALF: u16 = 4;
}

/// The generator of round `round` of one use.
pub(super) fn generator(key: WorldKey, epoch: u16, round: u32) -> Philox {
    key.generator(Purpose::Bootstrap, epoch, round)
}

/// Bootstrap of an interval.
#[derive(Clone, Copy, Debug)]
pub struct Resampling {
    /// Names the resamples.
    pub key: WorldKey,
    /// How many; at least 1000 for a table.
    pub count: u32,
    /// Level of the interval.
    pub level: f64,
}

/// `n` rows drawn with replacement from `0..n`: resample number `round`.
pub(super) fn resample(key: WorldKey, round: u32, n: usize) -> Vec<usize> {
    let Ok(row) = Uniform::new(0, n) else {
        return Vec::new();
    };
    let rows = generator(key, epoch::RESAMPLE, round).sample_iter(row);
    rows.take(n).collect()
}

/// The middle `level` of resampled values (Efron's percentile interval);
/// `None` of no values or a level outside 0..1.
pub(super) fn percentile(mut values: Vec<f64>, level: f64) -> Option<Interval> {
    values.sort_by(f64::total_cmp);
    let tail = (1.0 - level) / 2.0;
    Some(Interval {
        lo: quantile_sorted(&values, tail)?,
        hi: quantile_sorted(&values, 1.0 - tail)?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A row is missing from a resample with probability (1 - 1/n)^n.
    #[test]
    fn resamples_are_reproducible_and_uniform() {
        let key = WorldKey::new(5, 0);
        assert_eq!(resample(key, 3, 7), [0, 4, 1, 5, 1, 5, 5]);
        assert_ne!(resample(key, 3, 70), resample(key, 4, 70));
        let mut counts = [0_u32; 5];
        for round in 0..2000 {
            for row in resample(key, round, 5) {
                counts[row] += 1;
            }
        }
        // Binomial(10000, 0.2): sd 40.
        assert!(counts.iter().all(|&n| n.abs_diff(2000) < 200), "{counts:?}");
        assert!(resample(key, 0, 0).is_empty());
        assert_eq!(percentile(Vec::new(), 0.9), None);
        let ends = percentile(vec![3.0, 1.0, 2.0, 5.0, 4.0], 0.5);
        assert_eq!(ends, Some(Interval { lo: 2.0, hi: 4.0 }));
    }
}

//! One factor at a time: bars from paired runs or from any table of runs.

use super::interval::{Interval, t_mean};
use super::resample::resample;
use super::summary::{mean, quantile_sorted, sample_variance, sorted};
use crate::math;
use crate::random::WorldKey;

/// What moving one factor from its low to its high end does, in the unit of
/// the output.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Swing {
    /// Mean change, with its sign.
    pub change: f64,
    /// Student interval of that mean.
    pub interval: Interval,
    /// Whether the interval holds 0: the direction is not known.
    pub covers_zero: bool,
}

/// Swing from runs in the same worlds, one value a unit of independence.
///
/// `None` below two units or for lists of different length.
pub fn paired_swing(low: &[f64], high: &[f64], level: f64) -> Option<Swing> {
    if low.len() != high.len() {
        return None;
    }
    let changes: Vec<f64> = low.iter().zip(high).map(|(low, high)| high - low).collect();
    let interval = t_mean(&changes, level)?;
    Some(Swing {
        change: mean(&changes)?,
        interval,
        covers_zero: interval.lo <= 0.0 && interval.hi >= 0.0,
    })
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

/// Factors by the size of their swing, the largest first; equal ones in the
/// given order.
pub fn by_swing(swings: &[Swing]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..swings.len()).collect();
    let size = |factor: usize| swings[factor].change.abs();
    order.sort_by(|&a, &b| size(b).total_cmp(&size(a)));
    order
}

/// Bins of a bar from given data.
const BINS: usize = 10;

/// Expected range of ten standard normal means of equal size.
const RANGE_OF_TEN: f64 = 3.077_505_461_670_347_7;

/// Lowest and highest mean output over ten bins of equal count along `x`.
///
/// Works on any table of runs. Bins differ by chance alone:
/// [`bin_bar_noise_floor`] says by how much, and an input that acts only in
/// interaction looks like an unused one. `None` below ten runs, or for lists of
/// different length. Where ten does not divide the number, the first bins hold
/// one more.
pub fn bin_bar(x: &[f64], y: &[f64]) -> Option<Interval> {
    let n = x.len();
    if n != y.len() || n < BINS {
        return None;
    }
    let mut order: Vec<usize> = (0..n).collect();
    order.sort_by(|&a, &b| x[a].total_cmp(&x[b]));
    let (small, larger) = (n / BINS, n % BINS);
    let start = |bin: usize| bin * small + bin.min(larger);
    let average = |bin: usize| {
        let rows = &order[start(bin)..start(bin + 1)];
        rows.iter().map(|&row| y[row]).sum::<f64>() / rows.len() as f64
    };
    let means: Vec<f64> = (0..BINS).map(average).collect();
    Some(Interval {
        lo: means.iter().copied().fold(f64::INFINITY, f64::min),
        hi: means.iter().copied().fold(f64::NEG_INFINITY, f64::max),
    })
}

/// Expected width of [`bin_bar`] for an input that does nothing, in the unit
/// of the output: 3.0775 SD / sqrt(n / 10). None below two runs.
pub fn bin_bar_noise_floor(y: &[f64]) -> Option<f64> {
    let per_bin = y.len() as f64 / BINS as f64;
    Some(RANGE_OF_TEN * (sample_variance(y)? / per_bin).sqrt())
}

#[cfg(test)]
mod tests {
    use super::super::reference::{assert_close, comparison, rows};
    use super::*;
    use crate::random::{Purpose, WorldKey, normal};

    #[test]
    fn bars_match_the_reference() {
        let table = rows(
            include_str!("../../tests/data/given_data_ishigami_dummy.csv"),
            1,
        );
        let column = |place: usize| -> Vec<f64> { table.iter().map(|row| row[place]).collect() };
        let (y, all) = (column(4), comparison());
        let floor = bin_bar_noise_floor(&y).unwrap();
        let mut widths = Vec::new();
        for input in 0..4 {
            let bar = bin_bar(&column(input), &y).unwrap();
            assert_close(bar.lo, &all["tornado10"][input][0], 1e-9);
            assert_close(bar.hi, &all["tornado10"][input][1], 1e-9);
            widths.push(bar.hi - bar.lo);
        }
        // The third acts only in interaction, the fourth not at all.
        assert!(widths[0] > 5.0 * floor && widths[1] > 5.0 * floor);
        assert!(widths[2] < 1.2 * floor && widths[3] < 1.2 * floor);
    }

    #[test]
    fn noise_floor_is_what_noise_gives() {
        let all = comparison();
        let reference = &all["bin_floor"];
        assert_close(RANGE_OF_TEN, &reference["expected_range_10_normals"], 1e-12);
        let (rounds, n) = (200, 500);
        let (mut width, mut floor) = (0.0, 0.0);
        for round in 0..rounds {
            let key = WorldKey::new(9, round);
            let list = |lane: u32| -> Vec<f64> {
                let draw = |i| normal(key.uniform(Purpose::Bootstrap, i, 9, 0, lane));
                (0..n).map(draw).collect()
            };
            let (x, y) = (list(0), list(1));
            let bar = bin_bar(&x, &y).unwrap();
            width += bar.hi - bar.lo;
            floor += bin_bar_noise_floor(&y).unwrap();
        }
        // A range of ten has sd 0.80 to mean 3.08: five standard errors of 200.
        assert!((width / floor - 1.0).abs() < 0.092, "{}", width / floor);
    }

    #[test]
    fn bins_of_unequal_count() {
        let x: Vec<f64> = (0..13).map(|i| f64::from(12 - i)).collect();
        let bar = bin_bar(&x, &x).unwrap();
        assert_eq!((bar.lo, bar.hi), (0.5, 12.0));
        assert_eq!(bin_bar(&x[..9], &x[..9]), None);
        assert_eq!(bin_bar(&x, &x[..12]), None);
    }

    #[test]
    fn swings_say_whether_the_direction_is_known() {
        let low = [10.0, 20.0, 30.0];
        let up = paired_swing(&low, &[12.0, 22.5, 31.5], 0.95).unwrap();
        assert_eq!(up.change, 2.0);
        assert!(!up.covers_zero);
        let unclear = paired_swing(&low, &[0.0, 30.0, 24.0], 0.95).unwrap();
        assert!(unclear.covers_zero);
        let none = paired_swing(&low, &low, 0.95).unwrap();
        assert!(none.covers_zero);
        assert_eq!(by_swing(&[none, unclear, up]), [1, 2, 0]);
        assert_eq!(paired_swing(&low, &low[..2], 0.95), None);
        assert_eq!(paired_swing(&[1.0], &[2.0], 0.95), None);
    }
}

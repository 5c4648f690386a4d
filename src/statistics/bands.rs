//! Bands around weekly curves, and their peaks.
//!
//! Curves are rows of one slice, `weeks` values each. A pointwise band holds
//! each week separately: most curves leave it somewhere, and the largest value
//! of the band is not the size of a peak. Plan for peaks from [`peaks`].

use super::summary::{mean, quantile_sorted, sample_variance};

/// Quantiles week by week.
#[derive(Clone, Debug, PartialEq)]
pub struct PointwiseBand {
    /// Lower quantile of each week.
    pub lo: Vec<f64>,
    /// Upper quantile of each week.
    pub hi: Vec<f64>,
    /// Share of the curves that stay inside in every week.
    pub share_inside: f64,
}

/// A band that holds whole curves.
#[derive(Clone, Debug, PartialEq)]
pub struct SimultaneousBand {
    /// Mean less `multiplier` standard deviations, week by week.
    pub lo: Vec<f64>,
    /// Mean plus as much.
    pub hi: Vec<f64>,
    /// Standard deviations to each side.
    pub multiplier: f64,
    /// Share of the curves that stay inside in every week.
    pub share_inside: f64,
}

/// The highest week of one curve.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Peak {
    /// Plan week, from 1; the first of equals.
    pub week: usize,
    /// Value in that week.
    pub value: f64,
}

/// Type-7 quantiles `(1 - level) / 2` and `(1 + level) / 2` of each week.
///
/// `None` of no curves or where the values do not fill whole curves.
pub fn pointwise_band(curves: &[f64], weeks: usize, level: f64) -> Option<PointwiseBand> {
    let (mut lo, mut hi) = (Vec::with_capacity(weeks), Vec::with_capacity(weeks));
    for mut week in by_week(curves, weeks)? {
        week.sort_by(f64::total_cmp);
        lo.push(quantile_sorted(&week, (1.0 - level) / 2.0)?);
        hi.push(quantile_sorted(&week, (1.0 + level) / 2.0)?);
    }
    let share_inside = share_inside(curves, &lo, &hi);
    Some(PointwiseBand {
        lo,
        hi,
        share_inside,
    })
}

/// The max-modulus band: as many standard deviations around the mean as
/// quantile `level` of the curves' largest standardised deviation.
///
/// Weeks in which all curves agree have no width and bind nobody. The band is
/// symmetric, so for counts it may fall below zero. `None` below two curves.
pub fn simultaneous_band(curves: &[f64], weeks: usize, level: f64) -> Option<SimultaneousBand> {
    let (mut centres, mut spreads) = (Vec::new(), Vec::new());
    for week in by_week(curves, weeks)? {
        centres.push(mean(&week)?);
        spreads.push(sample_variance(&week)?.sqrt());
    }
    let mut largest: Vec<f64> = curves
        .chunks_exact(weeks)
        .map(|curve| {
            let weeks = curve.iter().zip(centres.iter().zip(&spreads));
            weeks
                .filter(|(_, (_, spread))| **spread > 0.0)
                .map(|(value, (centre, spread))| ((value - centre) / spread).abs())
                .fold(0.0, f64::max)
        })
        .collect();
    largest.sort_by(f64::total_cmp);
    let multiplier = quantile_sorted(&largest, level)?;
    let ends = |sign: f64| -> Vec<f64> {
        let weeks = centres.iter().zip(&spreads);
        weeks
            .map(|(centre, spread)| centre + sign * multiplier * spread)
            .collect()
    };
    let inside = largest
        .iter()
        .filter(|&&deviation| deviation <= multiplier)
        .count();
    Some(SimultaneousBand {
        lo: ends(-1.0),
        hi: ends(1.0),
        multiplier,
        share_inside: inside as f64 / largest.len() as f64,
    })
}

/// The peak of each curve; empty where the values do not fill whole curves.
pub fn peaks(curves: &[f64], weeks: usize) -> Vec<Peak> {
    if weeks == 0 || !curves.len().is_multiple_of(weeks) {
        return Vec::new();
    }
    let peak = |curve: &[f64]| {
        let first = Peak {
            week: 1,
            value: curve[0],
        };
        curve
            .iter()
            .enumerate()
            .fold(first, |peak, (week, &value)| {
                if value > peak.value {
                    Peak {
                        week: week + 1,
                        value,
                    }
                } else {
                    peak
                }
            })
    };
    curves.chunks_exact(weeks).map(peak).collect()
}

/// The curves turned into one list a week.
fn by_week(curves: &[f64], weeks: usize) -> Option<Vec<Vec<f64>>> {
    if weeks == 0 || curves.is_empty() || !curves.len().is_multiple_of(weeks) {
        return None;
    }
    let week = |w| curves.iter().skip(w).step_by(weeks).copied().collect();
    Some((0..weeks).map(week).collect())
}

fn share_inside(curves: &[f64], lo: &[f64], hi: &[f64]) -> f64 {
    let inside = |curve: &[f64]| {
        let weeks = curve.iter().zip(lo.iter().zip(hi));
        weeks
            .into_iter()
            .all(|(value, (lo, hi))| lo <= value && value <= hi)
    };
    let all = curves.len() / lo.len();
    curves
        .chunks_exact(lo.len())
        .filter(|curve| inside(curve))
        .count() as f64
        / all as f64
}

#[cfg(test)]
mod tests {
    use super::super::reference::{assert_close, expected, rows};
    use super::super::summary::sorted;
    use super::*;

    fn tickets() -> Vec<f64> {
        rows(include_str!("../../tests/data/tickets_200x26.csv"), 0).concat()
    }

    #[test]
    fn bands_match_the_reference() {
        let (curves, all) = (tickets(), expected());
        let reference = &all["trajectories"];
        let band = pointwise_band(&curves, 26, 0.90).unwrap();
        for week in 0..26 {
            assert_close(band.lo[week], &reference["pointwise90"]["lo"][week], 1e-9);
            assert_close(band.hi[week], &reference["pointwise90"]["hi"][week], 1e-9);
        }
        let inside = &reference["pointwise90"]["share_of_curves_entirely_inside"];
        assert_close(band.share_inside, inside, 1e-12);
        let highest = band.hi.iter().copied().fold(0.0, f64::max);
        assert_close(highest, &reference["max_of_pointwise_upper"], 1e-12);

        let whole = simultaneous_band(&curves, 26, 0.90).unwrap();
        assert_close(
            whole.multiplier,
            &reference["simultaneous90_multiplier"],
            1e-12,
        );
        assert_close(
            whole.share_inside,
            &reference["share_inside_simultaneous"],
            1e-12,
        );
        assert!((share_inside(&curves, &whole.lo, &whole.hi) - 0.9).abs() < 1e-12);
    }

    #[test]
    fn peaks_exceed_the_peak_of_the_median() {
        let all = expected();
        let reference = &all["trajectories"];
        let values: Vec<f64> = peaks(&tickets(), 26)
            .iter()
            .map(|peak| peak.value)
            .collect();
        let values = sorted(&values);
        for (p, name) in [(0.05, "q05"), (0.5, "q50"), (0.95, "q95")] {
            assert_close(
                quantile_sorted(&values, p).unwrap(),
                &reference["peak_q"][name],
                1e-12,
            );
        }
        let median = pointwise_band(&tickets(), 26, 0.0).unwrap();
        let highest = median.hi.iter().copied().fold(0.0, f64::max);
        assert_close(highest, &reference["max_of_pointwise_median"], 1e-12);
    }

    #[test]
    fn first_of_equal_weeks_is_the_peak() {
        let curves = [1.0, 3.0, 3.0, -2.0, -5.0, -2.0];
        let found = peaks(&curves, 3);
        assert_eq!(
            found[0],
            Peak {
                week: 2,
                value: 3.0
            }
        );
        assert_eq!(
            found[1],
            Peak {
                week: 1,
                value: -2.0
            }
        );
    }

    #[test]
    fn senseless_curves_have_no_band() {
        assert!(pointwise_band(&[], 3, 0.9).is_none());
        assert!(pointwise_band(&[1.0, 2.0], 3, 0.9).is_none());
        assert!(simultaneous_band(&[1.0, 2.0], 2, 0.9).is_none());
        assert!(peaks(&[1.0], 0).is_empty());
        let flat = simultaneous_band(&[2.0; 6], 3, 0.9).unwrap();
        assert_eq!((flat.multiplier, flat.share_inside), (0.0, 1.0));
    }
}

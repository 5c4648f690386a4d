//! The mean over draws, and an interval for it that holds where outcomes are skewed or rare.

use super::interval::{Interval, student_t};
use crate::math::{cbrt, gamma_quantile};

/// What values a number can have: decides what an interval can be for rare events.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Support {
    /// Whole numbers from 0.
    Counts,
    /// Any numbers from 0.
    Amounts,
    /// Any numbers, as differences are.
    Signed,
}

/// A mean over draws of which some values may be missing.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ClusterMean {
    /// Mean of the defined values.
    pub mean: f64,
    /// Its standard error with the draw as the observation; none from one draw.
    pub standard_error: Option<f64>,
    /// Draws with at least one defined value.
    pub draws: usize,
    /// Skewness of the draws' deviations from the mean; 0 from two draws.
    skewness: f64,
    /// What the draws add to the mean, if none adds less than nothing.
    parts: Option<Parts>,
}

/// What draws add to a mean.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Parts {
    /// Draws that add something.
    some: usize,
    /// Sum of squares.
    squares: f64,
    /// The largest.
    largest: f64,
}

/// Draws that add something, fewer than which are taken for rare events if they are fewer
/// than half: there the interval of rare events holds more often than that of skewed means
/// (`docs/studies.md`, coverage).
const RARE: usize = 20;

/// Mean of `values` in draw order, `per_draw` of each, and its standard error
/// between draws.
///
/// The linearised ratio estimator (Cochran 1977, 9A): for complete draws its
/// standard error is exactly `sqrt(between / (n r))` of [`super::nested_anova`]. A
/// last draw may be short. `None` where nothing is defined.
pub fn cluster_mean(values: &[Option<f64>], per_draw: usize) -> Option<ClusterMean> {
    let clusters = || {
        values
            .chunks(per_draw.max(1))
            .filter(|draw| draw.iter().any(Option::is_some))
    };
    let (mut sum, mut count, mut draws) = (0.0, 0_usize, 0_usize);
    for draw in clusters() {
        draws += 1;
        for value in draw.iter().flatten() {
            sum += value;
            count += 1;
        }
    }
    if count == 0 {
        return None;
    }
    let (count, m) = (count as f64, draws as f64);
    let centre = sum / count;
    let (mut squares, mut cubes) = (0.0, 0.0);
    let mut parts = Some(Parts {
        some: 0,
        squares: 0.0,
        largest: 0.0,
    });
    for draw in clusters() {
        let defined = || draw.iter().flatten();
        let deviation: f64 = defined().map(|value| value - centre).sum();
        squares += deviation * deviation;
        cubes += deviation * deviation * deviation;
        let part = defined().sum::<f64>() / count;
        parts = parts.filter(|_| defined().all(|value| *value >= 0.0));
        if let Some(parts) = &mut parts {
            parts.some += usize::from(part > 0.0);
            parts.squares += part * part;
            parts.largest = parts.largest.max(part);
        }
    }
    let spread = (squares / (m - 1.0)).sqrt();
    let skewness = if draws > 2 && spread > 0.0 {
        cubes / m / (spread * spread * spread) * (m * (m - 1.0)).sqrt() / (m - 2.0)
    } else {
        0.0
    };
    Some(ClusterMean {
        mean: centre,
        standard_error: (draws > 1).then(|| (squares * m / (m - 1.0)).sqrt() / count),
        draws,
        skewness,
        parts,
    })
}

impl ClusterMean {
    /// Half the width of the Student interval; `None` from one draw.
    pub fn half_width(&self, level: f64) -> Option<f64> {
        Some(student_t(level, self.draws as f64 - 1.0)? * self.standard_error?)
    }

    /// An interval for the mean; `None` from one draw, and where nothing was seen of
    /// amounts that could be of any size.
    ///
    /// Where few draws add anything, they are taken for events of a Poisson process whose
    /// sizes are as seen: the gamma interval of Fay and Feuer (1997, Statistics in Medicine
    /// 16). Where no draw does, its upper end is that of no event in as many observations as
    /// draws, each of one count in every simulation. Elsewhere it is Student's interval with
    /// Hall's (1992, JRSS B 54) transformation of the statistic, which takes the sample's
    /// skewness off.
    pub fn interval(&self, level: f64, support: Support) -> Option<Interval> {
        let half = self.half_width(level)?;
        let parts = self.parts.filter(|_| support != Support::Signed);
        match parts {
            Some(parts) if parts.some == 0 && support == Support::Amounts => None,
            Some(parts) if parts.some < RARE && 2 * parts.some < self.draws => {
                Some(self.rare(level, support, parts))
            }
            _ => {
                let skewed = self.skewed(level, half);
                let lowest = if parts.is_some() {
                    0.0
                } else {
                    f64::NEG_INFINITY
                };
                Some(Interval {
                    lo: skewed.lo.max(lowest),
                    hi: skewed.hi,
                })
            }
        }
    }

    fn rare(&self, level: f64, support: Support, parts: Parts) -> Interval {
        let tail = (1.0 - level) / 2.0;
        let one = match support {
            Support::Counts => 1.0 / self.draws as f64,
            Support::Amounts | Support::Signed => 0.0,
        };
        let next = parts.largest.max(one);
        let end = |mean: f64, squares: f64, p: f64| {
            squares / mean * gamma_quantile(p, mean * mean / squares)
        };
        Interval {
            lo: if parts.some == 0 {
                0.0
            } else {
                end(self.mean, parts.squares, tail)
            },
            hi: end(self.mean + next, parts.squares + next * next, 1.0 - tail),
        }
    }

    /// Hall's cubic transformation g(T) = T + γT²/3 + γ²T³/27 + γ/(6n) of T = (mean − μ)/s is
    /// closer to Student's law than T; both ends come from its inverse.
    fn skewed(&self, level: f64, half: f64) -> Interval {
        let (n, skewness) = (self.draws as f64, self.skewness);
        let (Some(t), Some(error)) = (student_t(level, n - 1.0), self.standard_error) else {
            return Interval {
                lo: self.mean - half,
                hi: self.mean + half,
            };
        };
        // Below this the cube root loses more digits than the correction has.
        if skewness.abs() < 1e-6 {
            return Interval {
                lo: self.mean - half,
                hi: self.mean + half,
            };
        }
        let spread = error * n.sqrt();
        let inverse =
            |y: f64| 3.0 / skewness * (cbrt(1.0 + skewness * (y - skewness / (6.0 * n))) - 1.0);
        let t = t / n.sqrt();
        Interval {
            lo: self.mean - spread * inverse(t),
            hi: self.mean - spread * inverse(-t),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(values: &[f64], support: Support) -> Option<Interval> {
        let values: Vec<Option<f64>> = values.iter().copied().map(Some).collect();
        cluster_mean(&values, 1)?.interval(0.95, support)
    }

    #[test]
    fn nothing_seen_of_a_count_has_the_exact_bound() {
        let none = of(&[0.0; 32], Support::Counts).unwrap();
        // exp(-3.689) = 0.025.
        assert_eq!(none.lo, 0.0);
        assert!((none.hi - 3.688_879_454 / 32.0).abs() < 1e-9, "{none:?}");
        assert_eq!(of(&[0.0; 32], Support::Amounts), None);
        let same = of(&[0.0; 32], Support::Signed).unwrap();
        assert_eq!((same.lo, same.hi), (0.0, 0.0));
        // Two replications of a draw are one observation.
        let two = cluster_mean(&[Some(0.0); 64], 2).unwrap();
        assert_eq!(two.interval(0.95, Support::Counts), Some(none));
    }

    /// One event in each of three draws is three events: Garwood's interval.
    #[test]
    fn single_events_have_the_interval_of_their_number() {
        let mut values = [0.0; 40];
        values[..3].fill(1.0);
        let own = of(&values, Support::Counts).unwrap();
        let three = super::super::interval::garwood(3, 0.95).unwrap();
        assert!((own.lo - three.lo / 40.0).abs() < 1e-9);
        assert!((own.hi - three.hi / 40.0).abs() < 1e-9);
    }

    #[test]
    fn a_long_tail_moves_the_interval_up_and_a_symmetric_one_leaves_it() {
        let tail: Vec<f64> = (1..=40)
            .map(|k| crate::math::exp(f64::from(k) / 8.0))
            .collect();
        let estimate = cluster_mean(&tail.iter().copied().map(Some).collect::<Vec<_>>(), 1);
        let (estimate, own) = (estimate.unwrap(), of(&tail, Support::Signed).unwrap());
        let half = estimate.half_width(0.95).unwrap();
        assert!(own.lo > estimate.mean - half && own.hi > estimate.mean + half);
        let even: Vec<f64> = (0..41).map(f64::from).collect();
        let own = of(&even, Support::Signed).unwrap();
        let estimate = cluster_mean(&even.iter().copied().map(Some).collect::<Vec<_>>(), 1);
        let half = estimate.unwrap().half_width(0.95).unwrap();
        assert!((own.lo - (20.0 - half)).abs() < 1e-9 && (own.hi - (20.0 + half)).abs() < 1e-9);
        // Turned around, the interval turns too.
        let turned: Vec<f64> = tail.iter().map(|value| -value).collect();
        let (one, other) = (of(&tail, Support::Signed), of(&turned, Support::Signed));
        let (one, other) = (one.unwrap(), other.unwrap());
        assert!((one.lo + other.hi).abs() < 1e-9 && (one.hi + other.lo).abs() < 1e-9);
    }

    #[test]
    fn amounts_are_never_below_nothing() {
        let mut values = vec![0.0; 60];
        values.extend([1.0, 2.0, 1.0, 50.0].iter().cycle().take(24));
        assert!(of(&values, Support::Amounts).unwrap().lo >= 0.0);
    }
}

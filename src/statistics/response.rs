//! How adoption answers spending: curves, slopes, and where the next dollar no
//! longer pays.

use super::interval::{Interval, student_t};
use super::summary::{mean, sample_variance};
use crate::math;

/// The Hill curve `ceiling x^s / (x^s + half^s)`: S-shaped for a steepness `s`
/// above 1, concave otherwise.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Hill {
    /// Response to spending without end, in the unit of the response.
    pub ceiling: f64,
    /// Spending that gives half of it, in the unit of the spending.
    pub half: f64,
    /// Steepness, a pure number.
    pub steepness: f64,
}

impl Hill {
    /// Response to spending `x >= 0`.
    pub fn value(&self, x: f64) -> f64 {
        if x <= 0.0 {
            return 0.0;
        }
        // In log-odds: no power overflows.
        self.ceiling * math::logistic(self.steepness * math::ln(x / self.half))
    }

    /// Marginal response at `x`, in response units per spending unit.
    pub fn slope(&self, x: f64) -> f64 {
        if x <= 0.0 {
            return match self.steepness {
                s if s > 1.0 => 0.0,
                1.0 => self.ceiling / self.half,
                _ => f64::INFINITY,
            };
        }
        let share = math::logistic(self.steepness * math::ln(x / self.half));
        self.ceiling * self.steepness * share * (1.0 - share) / x
    }

    /// Spending of the steepest slope: 0 for a concave curve.
    pub fn steepest(&self) -> f64 {
        let s = self.steepness;
        if s <= 1.0 {
            return 0.0;
        }
        self.half * math::pow((s - 1.0) / (s + 1.0), 1.0 / s)
    }

    /// Where the next unit of spending stops being worth its price.
    ///
    /// Geometric knees depend on the range that a chart shows; this one on
    /// what a unit of response is worth: `slope(x) = 1 / value`, on the side
    /// where slopes fall. `value` is in spending units per response unit, the
    /// search is up to `limit`.
    pub fn knee(&self, value: f64, limit: f64) -> Knee {
        if value <= 0.0 {
            return Knee::Nowhere;
        }
        let price = 1.0 / value;
        let start = self.steepest().min(limit);
        if self.slope(limit) >= price {
            return Knee::Beyond;
        }
        let (mut lo, mut hi) = (start, limit);
        while hi - lo > 1e-12 * limit {
            let middle = (lo + hi) / 2.0;
            if self.slope(middle) >= price {
                lo = middle;
            } else {
                hi = middle;
            }
        }
        // An S-curve can pay at the margin and still not in all.
        if value * self.value(lo) > lo && lo > 0.0 {
            Knee::At(lo)
        } else {
            Knee::Nowhere
        }
    }
}

/// The answer of [`Hill::knee`].
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Knee {
    /// Spend so much.
    At(f64),
    /// The next unit still pays at the end of the range: no knee in it.
    Beyond,
    /// No spending in the range is worth its price.
    Nowhere,
}

/// The curve `ceiling (1 - exp(-rate x))`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ExponentialSaturation {
    /// Response to spending without end.
    pub ceiling: f64,
    /// Inverse of the spending scale.
    pub rate: f64,
}

impl ExponentialSaturation {
    /// Response to spending `x`.
    pub fn value(&self, x: f64) -> f64 {
        -self.ceiling * math::exp_m1(-self.rate * x)
    }

    /// Marginal response at `x`.
    pub fn slope(&self, x: f64) -> f64 {
        self.ceiling * self.rate * math::exp(-self.rate * x)
    }

    /// Spending at which the next unit stops paying: `ln(k L v) / k`, or 0
    /// where the first already does not.
    pub fn knee(&self, value: f64) -> f64 {
        (math::ln(self.rate * self.ceiling * value) / self.rate).max(0.0)
    }
}

/// A mean change per unit of spending.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Slope {
    /// Response units per spending unit.
    pub mean: f64,
    /// Standard error of the mean.
    pub standard_error: f64,
    /// Student interval of the mean.
    pub interval: Interval,
}

impl Slope {
    /// The same per `units` of spending: 1000 for adoption per $1,000.
    pub fn per(&self, units: f64) -> Self {
        Self {
            mean: self.mean * units,
            standard_error: self.standard_error * units,
            interval: Interval {
                lo: self.interval.lo * units,
                hi: self.interval.hi * units,
            },
        }
    }
}

/// Slope between two levels of spending (or of capacity: then it is the shadow
/// price of a place) that lie `apart`, in the same worlds; no curve assumed.
///
/// One value a unit of independence. `None` below two, for lists of different
/// length or `apart` 0.
pub fn paired_slope(less: &[f64], more: &[f64], apart: f64, level: f64) -> Option<Slope> {
    if less.len() != more.len() || apart == 0.0 {
        return None;
    }
    let slopes: Vec<f64> = less
        .iter()
        .zip(more)
        .map(|(l, m)| (m - l) / apart)
        .collect();
    let n = slopes.len() as f64;
    let centre = mean(&slopes)?;
    let standard_error = (sample_variance(&slopes)? / n).sqrt();
    let half = student_t(level, n - 1.0)? * standard_error;
    Some(Slope {
        mean: centre,
        standard_error,
        interval: Interval {
            lo: centre - half,
            hi: centre + half,
        },
    })
}

#[cfg(test)]
mod tests {
    use super::super::reference::{assert_close, comparison, rows};
    use super::*;

    #[test]
    fn marginal_response_matches_the_reference() {
        let table = rows(include_str!("../../tests/data/spend_reps_20x9.csv"), 0);
        let column =
            |place: usize| -> Vec<f64> { table[1..].iter().map(|row| row[place]).collect() };
        let all = comparison();
        let reference = &all["spend"]["paired_marginal_per_unit"];
        for place in 0..8 {
            let apart = table[0][place + 1] - table[0][place];
            let ours = paired_slope(&column(place), &column(place + 1), apart, 0.95).unwrap();
            assert_close(ours.mean, &reference["mean"][place], 1e-9);
            assert_close(ours.standard_error, &reference["se"][place], 1e-9);
            assert!((ours.per(1000.0).interval.hi / 1000.0 - ours.interval.hi).abs() < 1e-12);
        }
        assert_eq!(paired_slope(&[1.0, 2.0], &[1.0, 3.0], 0.0, 0.95), None);
        assert_eq!(paired_slope(&[1.0], &[1.0], 2.0, 0.95), None);
    }

    #[test]
    fn exponential_knees_match_the_reference() {
        let all = comparison();
        let reference = &all["spend"]["exponential_saturation"];
        let curve = ExponentialSaturation {
            ceiling: reference["L"].as_f64().unwrap(),
            rate: reference["k"].as_f64().unwrap(),
        };
        for (value, key) in [(0.1, "0.1"), (0.5, "0.5"), (1.0, "1.0")] {
            let knee = &reference["economic_knee"][format!("value_per_adoption_{key}")];
            assert_close(curve.knee(value), knee, 1e-9);
            assert!((curve.slope(curve.knee(value)) * value - 1.0).abs() < 1e-12);
        }
        assert_eq!(curve.knee(0.01), 0.0);
        let step = (curve.value(50.001) - curve.value(49.999)) / 0.002;
        assert!((step / curve.slope(50.0) - 1.0).abs() < 1e-8);
    }

    /// Kneedle (Satopaa et al. 2011) on a concave curve: where the curve is
    /// farthest above the chord of what is shown. The same curve has as many
    /// such knees as charts.
    #[test]
    fn a_geometric_knee_moves_with_the_chart() {
        let all = comparison();
        let shown = &all["spend"]["exponential_saturation"]["kneedle_x_by_range_shown"];
        let curve = ExponentialSaturation {
            ceiling: 1000.0,
            rate: 0.025,
        };
        for (range, key) in [(100.0, "100"), (200.0, "200"), (400.0, "400")] {
            let chord = curve.value(range) / range;
            assert_close(curve.knee(1.0 / chord), &shown[key], 1e-9);
        }
    }

    #[test]
    fn hill_knees() {
        let curve = Hill {
            ceiling: 900.0,
            half: 45.0,
            steepness: 1.6,
        };
        let Knee::At(x) = curve.knee(0.5, 200.0) else {
            panic!("no knee")
        };
        assert!((curve.slope(x) - 2.0).abs() < 1e-6 && x > curve.steepest());
        // Worth the most of all levels.
        let net = |x: f64| 0.5 * curve.value(x) - x;
        assert!((0..2000).all(|i| net(f64::from(i) / 10.0) <= net(x) + 1e-9));
        assert_eq!(curve.knee(0.5, 40.0), Knee::Beyond);
        assert_eq!(curve.knee(0.01, 200.0), Knee::Nowhere);
        assert_eq!(curve.knee(-1.0, 200.0), Knee::Nowhere);
        // Pays at the margin for a while, never in all.
        let late = Hill {
            ceiling: 100.0,
            half: 90.0,
            steepness: 6.0,
        };
        assert!(late.slope(late.steepest()) > 1.0 / 0.9);
        assert_eq!(late.knee(0.9, 200.0), Knee::Nowhere);
        for steepness in [0.5, 1.0, 3.0] {
            let curve = Hill { steepness, ..curve };
            let step = (curve.value(30.001) - curve.value(29.999)) / 0.002;
            assert!((step / curve.slope(30.0) - 1.0).abs() < 1e-7);
        }
        assert_eq!(curve.value(0.0), 0.0);
        let concave = Hill {
            steepness: 1.0,
            ..curve
        };
        assert_eq!((concave.slope(0.0), concave.steepest()), (20.0, 0.0));
    }
}

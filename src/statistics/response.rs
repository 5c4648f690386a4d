//! How adoption answers spending: curves, slopes, and where the next dollar no
//! longer pays.

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

#[cfg(test)]
mod tests {
    use super::*;

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

//! Forgetting the password.
//!
//! At a sign-in `gap` days after the one before, the password is forgotten with
//! probability f_0 + f_1(1 − e^(−gap/τ)). The gap counts from any sign-in, by
//! whatever means: it stands for the time since the customer last dealt with the
//! account. So which sign-ins would find the password forgotten depends on the
//! sign-ins alone, and both arms and all plans share them.
//!
//! Source: CU003 (about .012 resets per account-month at a large site); the form
//! is an assumption.

use crate::math;
use crate::parameter::Parameters;
use crate::parameter::table::customers::{certain, uncertain};

/// The rule of forgetting.
#[derive(Clone, Debug)]
pub struct Forgetting {
    base: f64,
    gap: f64,
    /// −1/τ [1/day].
    rate: f64,
    /// Probability after the longest gap.
    pub most: f64,
}

impl Forgetting {
    /// Looks up the parameters.
    pub fn new(p: &Parameters) -> Self {
        let (base, gap) = (p[uncertain::FORGOT_BASE], p[uncertain::FORGOT_GAP]);
        Self {
            base,
            gap,
            rate: -1.0 / p[certain::FORGOT_DAYS],
            most: (base + gap).min(1.0),
        }
    }

    /// Probability at a sign-in after `gap` [days].
    pub fn probability(&self, gap: f64) -> f64 {
        self.base - self.gap * math::exp_m1(self.rate * gap)
    }

    /// Whether the password is forgotten at a sign-in after `gap` [days].
    ///
    /// Nearly all uniforms lie above the largest probability there is, and need no
    /// exponential.
    #[inline]
    pub fn is_forgotten(&self, gap: f64, u: f64) -> bool {
        u < self.most && u < self.probability(gap)
    }

    /// Mean probability over exponential gaps at `rate` sign-ins a day:
    /// f_0 + f_1/(1 + λτ).
    pub fn mean(&self, rate: f64) -> f64 {
        self.base + self.gap / (1.0 - rate / self.rate)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rises_from_the_base_to_the_most() {
        let rule = Forgetting::new(&Parameters::defaults(&[]));
        assert!((rule.probability(0.0) - 0.002).abs() < 1e-15);
        assert!((rule.probability(1e9) - 0.022).abs() < 1e-12);
        let half = rule.probability(60.0 * math::ln(2.0));
        assert!((half - 0.012).abs() < 1e-12);
        assert!(rule.is_forgotten(1e9, 0.0219));
        assert!(!rule.is_forgotten(1e9, 0.0221));
        assert!(!rule.is_forgotten(0.0, 0.0021));
    }

    #[test]
    fn the_mean_over_exponential_gaps_is_the_integral() {
        let rule = Forgetting::new(&Parameters::defaults(&[]));
        let rate = 0.5 / 7.0;
        // Midpoints of equally likely gaps.
        let n = 100_000;
        let sum: f64 = (0..n)
            .map(|i| rule.probability(-math::ln((f64::from(i) + 0.5) / f64::from(n)) / rate))
            .sum();
        assert!((sum / f64::from(n) / rule.mean(rate) - 1.0).abs() < 1e-6);
    }
}

//! Tier 3: a passkey is required for a sensitive action.
//!
//! Without one that works where the customer is, the action is given up with
//! probability a, logit a = logit a_0 − b_trust(T − T_ref) − ln framing. Of the rest a
//! share complies and enrols, if the device can; of those left two thirds get
//! through by a one-time code and the others turn to the contact centre.
//!
//! Source: assumptions.

use crate::math;
use crate::parameter::Parameters;
use crate::parameter::table::customers::{certain, uncertain};

/// Rules of the requirement.
#[derive(Clone, Debug)]
pub struct Requirement {
    logit: f64,
    /// A customer who does not give up enrols [probability].
    pub comply: f64,
    /// One who does not enrol gets through by code [probability].
    pub exception: f64,
}

impl Requirement {
    /// Looks up the parameters.
    pub fn new(p: &Parameters) -> Self {
        Self {
            logit: math::logit(p[uncertain::T3_ABANDON]),
            comply: p[uncertain::T3_COMPLY],
            exception: p[certain::EXCEPTION],
        }
    }

    /// Probability of giving up, with `trust` = b_trust(T − T_ref) and this wording
    /// [x mass].
    pub fn gives_up(&self, framing: f64, trust: f64) -> f64 {
        math::logistic(self.logit - trust - math::ln(framing))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wording_and_trust_are_odds() {
        let rule = Requirement::new(&Parameters::defaults(&[]));
        let odds = |p: f64| p / (1.0 - p);
        let plain = rule.gives_up(1.0, 0.0);
        assert!((plain - 0.08).abs() < 1e-12);
        let better = odds(rule.gives_up(2.0, 0.0));
        assert!((better / odds(plain) - 0.5).abs() < 1e-12);
        let worse = odds(rule.gives_up(1.0, -0.5));
        assert!((worse / odds(plain) - math::exp(0.5)).abs() < 1e-12);
    }
}

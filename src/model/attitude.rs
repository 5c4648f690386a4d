//! Attitude: factors of the hazard e^η (S2).
//!
//! ```text
//! η = ε + b_tech·tech + b_msg·e(B) + b_soc·S(f) + b_trust(T − T_ref)
//!   + b_exec·X + b_rec(PR − ½) − b_rep·Rep/(Rep + K_rep)
//! ```
//!
//! The first two terms are the person's propensity, the rest are computed here,
//! once a week for all who share them.

use crate::math;
use crate::parameter::Parameters;
use crate::parameter::table::{attitude, constant};

/// Coefficients of the attitude.
#[derive(Clone, Debug)]
pub struct Attitude {
    message: f64,
    peers: f64,
    sponsorship: f64,
    recoverability: f64,
    trust: f32,
    trust_reference: f32,
    reputation: f64,
    reputation_half: f64,
    peer_exponent: f64,
    ln_peer_threshold: f64,
    weights: [f64; 3],
}

impl Attitude {
    /// Looks up the parameters.
    pub fn new(p: &Parameters) -> Self {
        Self {
            message: p[attitude::MESSAGE],
            peers: p[attitude::PEERS],
            sponsorship: p[attitude::SPONSORSHIP],
            recoverability: p[attitude::RECOVERABILITY],
            trust: p[attitude::TRUST] as f32,
            trust_reference: p[attitude::TRUST_REFERENCE] as f32,
            reputation: p[attitude::REPUTATION],
            reputation_half: p[attitude::REPUTATION_HALF],
            peer_exponent: p[attitude::PEER_EXPONENT],
            ln_peer_threshold: math::ln(p[attitude::PEER_THRESHOLD]),
            weights: [
                p[constant::TEAM_WEIGHT],
                p[constant::DEPARTMENT_WEIGHT],
                p[constant::MANAGER_WEIGHT],
            ],
        }
    }

    /// Factor of the message effect e(B) [0..1].
    pub fn message_factor(&self, effect: f64) -> f64 {
        math::exp(self.message * effect)
    }

    /// Factor of visible use among team (without the person), department and
    /// manager, each a share [0..1].
    pub fn peer_factor(&self, team: f64, department: f64, manager: f64) -> f64 {
        if self.peers == 0.0 {
            return 1.0;
        }
        let f = self.weights[0] * team + self.weights[1] * department + self.weights[2] * manager;
        math::exp(self.peers * peer_effect(f, self.peer_exponent, self.ln_peer_threshold))
    }

    /// Factor of own trust T [0..1]; exactly 1 at the reference.
    #[inline(always)]
    pub fn trust_factor(&self, trust: f32) -> f32 {
        math::exp32(self.trust * (trust - self.trust_reference))
    }

    /// Factor of what the whole organisation shares: sponsorship X [0..1],
    /// recoverability PR = faq·readiness [0..1], reputation stock Rep
    /// [severity/head].
    pub fn shared_factor(&self, sponsorship: f64, recoverability: f64, reputation: f64) -> f64 {
        let lost = saturated(self.reputation, reputation, self.reputation_half);
        math::exp(
            self.sponsorship * sponsorship + self.recoverability * (recoverability - 0.5) - lost,
        )
    }
}

/// b·x/(x + K), and 0 at 0 even where half of the effect needs nothing (K = 0).
pub(super) fn saturated(most: f64, stock: f64, half: f64) -> f64 {
    if stock > 0.0 {
        most * stock / (stock + half)
    } else {
        0.0
    }
}

/// S(f) = f^κ/(f^κ + θ^κ), given κ and ln θ: threshold-like influence of visible use.
pub fn peer_effect(f: f64, exponent: f64, ln_threshold: f64) -> f64 {
    if f <= 0.0 {
        return 0.0;
    }
    // In the ratio's logarithm, so that a large exponent tends to a step.
    math::logistic(exponent * (math::ln(f) - ln_threshold))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_large_exponent_is_a_step_and_a_large_threshold_is_a_line() {
        assert!(peer_effect(0.41, 4000.0, math::ln(0.42)) < 1e-12);
        assert!(peer_effect(0.43, 4000.0, math::ln(0.42)) > 1.0 - 1e-12);
        // κ = 1, θ large with b/θ fixed: b·S(f) → (b/θ)·f.
        let (slope, threshold) = (3.0, 1e13);
        for f in [0.1, 0.5, 0.9] {
            let linear = slope * threshold * peer_effect(f, 1.0, math::ln(threshold));
            assert!((linear / (slope * f) - 1.0).abs() < 1e-12);
        }
    }

    #[test]
    fn stocks_without_a_half_have_their_full_effect_at_once() {
        assert_eq!(saturated(3.0, 0.0, 0.0), 0.0);
        assert_eq!(saturated(3.0, 1e-9, 0.0), 3.0);
        assert_eq!(saturated(3.0, 0.5, 0.5), 1.5);
    }

    #[test]
    fn nobody_visible_has_no_effect() {
        assert_eq!(peer_effect(0.0, 2.0, math::ln(0.42)), 0.0);
    }
}

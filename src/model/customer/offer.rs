//! Offers: masses by place, wording, operating system and ordinal.
//!
//! A mass m given to an account with log hazard η is accepted with probability
//! 1 − exp(−m·e^η); η = ε + b_trust(T − T_ref). Tier 1 gives, at its nth offer,
//! m_T1 · framing · OS factor · place · d[n] with d = 1, .6, .4, .4, …; tier 2 the
//! same with m_T2 and no place, by its own ordinal. The settings, where nobody is
//! asked, give the hazard r·e^ε a day instead: who looks there has not met an offer,
//! so neither trust nor wording has a part in it.
//!
//! Sources: PR005, AD034, PR010 (plain offer), AD035, PR014 (place), AD033, DF022
//! (settings), PR015 (direction of the decay); the rest are assumptions.

use super::YEAR;
use crate::parameter::Parameters;
use crate::parameter::table::customers::{certain, uncertain};
use crate::scenario::{Placement, Tier, TierKind};

/// Masses of offers.
#[derive(Clone, Debug)]
pub struct Offers {
    after_sign_in: f64,
    after_recovery: f64,
    optimised: f64,
    factors: [f64; 4],
    decay: [f64; 3],
    /// Hazard of the settings at e^ε = 1 [1/day].
    pub settings: f64,
    /// A ceremony that was begun is completed [probability].
    pub ceremony: f64,
    /// A failed one ends at the contact centre [probability].
    pub support: f64,
}

impl Offers {
    /// Looks up the parameters.
    pub fn new(p: &Parameters) -> Self {
        Self {
            after_sign_in: p[uncertain::T1_MASS],
            after_recovery: p[uncertain::T2_MASS],
            optimised: p[uncertain::OPTIMISED],
            factors: [
                p[certain::FACTOR_IOS],
                p[certain::FACTOR_ANDROID],
                p[certain::FACTOR_WINDOWS],
                p[certain::FACTOR_MACOS],
            ],
            decay: [1.0, p[certain::SECOND_PROMPT], p[certain::LATER_PROMPT]],
            settings: p[uncertain::SETTINGS_RATE] / YEAR,
            ceremony: p[certain::CEREMONY_SUCCESS],
            support: p[certain::CEREMONY_SUPPORT],
        }
    }

    /// Mass of a tier's first offer by operating system; `None` where it makes none.
    pub fn first(&self, tier: &Tier) -> Option<[f64; 4]> {
        let mass = match (tier.kind, tier.placement) {
            (TierKind::SignInFaster, Placement::Settings) | (TierKind::Required, _) => return None,
            (TierKind::SignInFaster, Placement::Nudge) => self.after_sign_in,
            (TierKind::SignInFaster, Placement::Optimised) => self.after_sign_in * self.optimised,
            (TierKind::RecoveryAnchor, _) => self.after_recovery,
        };
        Some(self.factors.map(|factor| mass * tier.framing * factor))
    }

    /// Mass of the offer after `before` others relative to the first [1].
    #[inline]
    pub fn decay(&self, before: u8) -> f64 {
        self.decay[usize::from(before.min(2))]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn masses_are_products() {
        let offers = Offers::new(&Parameters::defaults(&[]));
        let mut tier = Tier {
            kind: TierKind::SignInFaster,
            first_week: 1,
            last_week: None,
            placement: Placement::Nudge,
            framing: 0.8,
            auto_create: false,
            setup_cost: 0.0,
        };
        let near = |found: f64, expected: f64| assert!((found - expected).abs() < 1e-12);
        near(offers.first(&tier).unwrap()[0], 0.29 * 0.8 * 1.25);
        tier.placement = Placement::Optimised;
        near(offers.first(&tier).unwrap()[2], 0.29 * 0.8 * 3.6 * 0.55);
        tier.placement = Placement::Settings;
        assert_eq!(offers.first(&tier), None);
        tier.kind = TierKind::RecoveryAnchor;
        near(offers.first(&tier).unwrap()[1], 0.45 * 0.8);
        assert_eq!([0, 1, 2, 9].map(|n| offers.decay(n)), [1.0, 0.6, 0.4, 0.4]);
    }
}

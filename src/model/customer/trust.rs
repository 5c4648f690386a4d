//! Trust of one account.
//!
//! T starts at its reference, loses .05 at a passkey that does not work, .2 at a
//! failed ceremony and .3 at a contact that was needed, never falls below 0, and
//! goes back to the reference: by the factor (1 − ρ)^(5/7) a day, which is the
//! workforce's reversion on five weekdays of seven.
//!
//! Source: assumptions.

use crate::math;
use crate::parameter::Parameters;
use crate::parameter::table::{attitude, customers::certain, customers::uncertain};

/// Rules of trust.
#[derive(Clone, Debug)]
pub struct Trust {
    /// Start and reference [1].
    pub reference: f64,
    /// ln of the factor of a day.
    rate: f64,
    /// Factor of a week.
    pub week: f64,
    effect: f64,
    /// Lost at a passkey that does not work [T].
    pub failed_use: f64,
    /// Lost at a contact [T].
    pub contact: f64,
    /// Lost at a failed ceremony [T].
    pub ceremony: f64,
}

/// Trust of an account: how far from the reference, and when it was so.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Deviation {
    /// T − T_ref [T]; never above 0.
    pub value: f64,
    /// When [days].
    pub at: f64,
}

impl Trust {
    /// Looks up the parameters.
    pub fn new(p: &Parameters) -> Self {
        // At 1 the logarithm is infinite; a day that leaves a billionth is as good.
        let kept = (1.0 - p[attitude::TRUST_REVERSION]).max(1e-9);
        let rate = math::ln(kept) * 5.0 / 7.0;
        Self {
            reference: p[attitude::TRUST_REFERENCE],
            rate,
            week: math::exp(7.0 * rate),
            effect: p[uncertain::TRUST],
            failed_use: p[certain::TRUST_FAILED],
            contact: p[certain::TRUST_CONTACT],
            ceremony: p[certain::TRUST_CEREMONY],
        }
    }

    /// The deviation at `t` [days].
    #[inline]
    pub fn deviation(&self, since: Deviation, t: f64) -> f64 {
        if since.value == 0.0 {
            return 0.0;
        }
        since.value * math::exp(self.rate * (t - since.at))
    }

    /// After losing `loss` at `t` [days].
    pub fn after(&self, since: Deviation, t: f64, loss: f64) -> Deviation {
        Deviation {
            value: (self.deviation(since, t) - loss).max(-self.reference),
            at: t,
        }
    }

    /// b_trust(T − T_ref) at `t` [days]: what trust adds to the log hazard.
    #[inline]
    pub fn log_factor(&self, since: Deviation, t: f64) -> f64 {
        self.effect * self.deviation(since, t)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn losses_add_up_and_a_week_takes_five_weekdays_back() {
        let p = Parameters::defaults(&[]);
        let rules = Trust::new(&p);
        let once = rules.after(Deviation::default(), 10.0, 0.2);
        let kept = math::powi(1.0 - p[attitude::TRUST_REVERSION], 5);
        assert!((rules.deviation(once, 17.0) + 0.2 * kept).abs() < 1e-12);
        assert!((rules.week - kept).abs() < 1e-15);
        let twice = rules.after(once, 17.0, 0.3);
        assert!((twice.value + 0.2 * kept + 0.3).abs() < 1e-12);
        let floor = (0..9).fold(twice, |d, _| rules.after(d, 17.0, 0.3));
        assert_eq!(floor.value, -rules.reference);
        assert_eq!(rules.log_factor(Deviation::default(), 1e9), 0.0);
    }
}

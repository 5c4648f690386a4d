//! Trust of one person, and the organisation's reputation (S11).

use crate::math;
use crate::parameter::Parameters;
use crate::parameter::table::{attitude, constant};

/// Severity in millionths, so that sums over people are exact.
pub type Severity = u32;

/// Severity 1: the most that one person-day can cost.
pub const WORST: Severity = 1_000_000;

/// A severity in millionths.
pub fn severity(value: f64) -> Severity {
    (value.clamp(0.0, 1.0) * f64::from(WORST)) as Severity
}

/// Rules of trust and reputation.
#[derive(Clone, Debug)]
pub struct Trust {
    /// Start and reference [1].
    pub reference: f32,
    loss: f32,
    gain: f32,
    week_kept: f32,
    reputation_kept: f64,
    reset: f64,
    reset_wait: f64,
    recovery: f64,
    wait: f64,
    block: f64,
    /// Severity of a failed cross-device sign-in, without and with a ticket.
    pub cross_device: [Severity; 2],
    /// Severity of an outage contact.
    pub outage: Severity,
    /// Severity of a failed ceremony.
    pub ceremony: Severity,
    good_wait: f64,
}

impl Trust {
    /// Looks up the parameters.
    pub fn new(p: &Parameters) -> Self {
        Self {
            reference: p[attitude::TRUST_REFERENCE] as f32,
            loss: p[attitude::TRUST_LOSS] as f32,
            gain: p[attitude::TRUST_GAIN] as f32,
            week_kept: math::powi(1.0 - p[attitude::TRUST_REVERSION], 5) as f32,
            reputation_kept: math::exp2(-1.0 / p[attitude::REPUTATION_HALF_LIFE]),
            reset: p[constant::RESET_SEVERITY],
            reset_wait: p[constant::RESET_WAIT],
            recovery: p[constant::RECOVERY_SEVERITY],
            wait: p[constant::RECOVERY_WAIT],
            block: p[constant::BLOCK_SEVERITY],
            cross_device: [
                severity(p[constant::CROSS_SEVERITY]),
                severity(p[constant::CROSS_SEVERITY] + p[constant::CROSS_SEVERITY_TICKET]),
            ],
            outage: severity(p[constant::OUTAGE_SEVERITY]),
            ceremony: severity(p[constant::CEREMONY_SEVERITY]),
            good_wait: p[constant::GOOD_WAIT],
        }
    }

    /// Trust after a bad event.
    #[inline(always)]
    pub fn after_bad(&self, trust: f32, severity: Severity) -> f32 {
        trust * (1.0 - self.loss * (f64::from(severity) / f64::from(WORST)) as f32)
    }

    /// Trust after a good event: T + l_good(1 − T).
    #[inline(always)]
    pub fn after_good(&self, trust: f32) -> f32 {
        trust + self.gain * (1.0 - trust)
    }

    /// Reversion over the five weekdays of one week, applied when the week ends.
    #[inline(always)]
    pub fn after_week(&self, trust: f32) -> f32 {
        self.reference + (trust - self.reference) * self.week_kept
    }

    /// Reputation stock after a weekday, before the day's severities are added.
    pub fn reputation_after_weekday(&self, stock: f64) -> f64 {
        stock * self.reputation_kept
    }

    /// Severity of a reset after a wait [open hours].
    pub fn reset(&self, wait: f64) -> Severity {
        severity(self.reset * waited(wait, self.reset_wait))
    }

    /// Severity of a recovery contact after a wait [open hours], solved or not.
    pub fn recovery(&self, wait: f64, resolved: bool) -> Severity {
        let unresolved = if resolved { 0.0 } else { self.recovery };
        severity(self.recovery * waited(wait, self.wait) + unresolved)
    }

    /// Severity of a block after a wait [open hours].
    pub fn block(&self, wait: f64) -> Severity {
        severity(self.block + self.recovery * waited(wait, self.wait))
    }

    /// Whether a ticket solved at first contact after this wait [open hours] is a good event.
    pub fn is_good(&self, wait: f64) -> bool {
        wait <= self.good_wait
    }
}

/// Share of the full severity after a wait: none without one, and all after any where
/// the full wait is 0.
fn waited(wait: f64, full: f64) -> f64 {
    if wait > 0.0 {
        (wait / full).min(1.0)
    } else {
        0.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn severity_grows_with_the_wait_up_to_the_full_one() {
        for (full, half) in [(16.0, 200_000), (0.0, 400_000)] {
            let p = Parameters::defaults(&[]).with(constant::RESET_WAIT, full);
            let rules = Trust::new(&p);
            assert_eq!(rules.reset(0.0), 0);
            assert_eq!(rules.reset(8.0), half);
            assert_eq!(rules.reset(99.0), 400_000);
        }
        let p = Parameters::defaults(&[]).with(constant::RECOVERY_WAIT, 0.0);
        let rules = Trust::new(&p);
        assert_eq!((rules.recovery(0.0, true), rules.block(0.0)), (0, 300_000));
        assert_eq!(rules.recovery(1e-9, true), 600_000);
        assert_eq!(rules.block(1e-9), severity(0.3 + 0.6));
    }
}

//! Fallback and recovery (S8): the desk's readiness, and what a recovery
//! contact takes and achieves.

use crate::math;
use crate::parameter::Parameters;
use crate::parameter::table::{constant, helpdesk};
use crate::scenario::{Fallback, Verification};

/// Rules of recovery.
#[derive(Clone, Debug)]
pub struct Recovery {
    /// Minutes of identity verification [min].
    pub verify: f64,
    reenrol: f64,
    legacy: f64,
    /// Handle time without a runbook relative to with one [1].
    pub ad_hoc: f64,
    ad_hoc_success: f64,
    best_success: f64,
    drop: f64,
    /// A person who lost a passkey but has a legacy factor calls [probability].
    pub asks_for_help: f64,
    /// A phone event takes the legacy factor with it [probability].
    pub legacy_lost: f64,
    /// A person's time lost to a failed contact [min].
    pub user_minutes: f64,
    self_service: f64,
    runbook_quality: f64,
    learning_cap: f64,
    learning_scale: f64,
    repeat_days: [u16; 2],
}

impl Recovery {
    /// Looks up the parameters and the plan's fallback.
    pub fn new(p: &Parameters, fallback: &Fallback, headcount: u32) -> Self {
        Self {
            verify: p[match fallback.verification {
                Verification::Weak => helpdesk::VERIFY_WEAK,
                Verification::Standard => helpdesk::VERIFY_STANDARD,
                Verification::Strong => helpdesk::VERIFY_STRONG,
            }],
            reenrol: p[constant::REENROL_MINUTES],
            legacy: p[constant::LEGACY_MINUTES],
            ad_hoc: p[helpdesk::AD_HOC],
            ad_hoc_success: p[helpdesk::AD_HOC_SUCCESS],
            best_success: p[constant::BEST_SUCCESS],
            drop: p[constant::RECOVERY_DROP],
            asks_for_help: p[helpdesk::ASKS_FOR_HELP],
            legacy_lost: p[helpdesk::LEGACY_LOST],
            user_minutes: p[constant::RECOVERY_USER_MINUTES],
            self_service: fallback.self_service,
            runbook_quality: fallback.runbook_quality,
            learning_cap: p[constant::LEARNING_CAP],
            learning_scale: p[constant::LEARNING_SCALE] * f64::from(headcount.max(1)),
            repeat_days: [constant::REPEAT_FIRST, constant::REPEAT_LATER]
                .map(|id| p[id].round().max(1.0) as u16),
        }
    }

    /// Readiness of the desk [0..1]: the better of the runbook, once it exists,
    /// and of experience, ½(1 − e^(−contacts/(.1 N))).
    pub fn readiness(&self, runbook_exists: bool, passkey_contacts: u64) -> f64 {
        // The first contact teaches all where the scale is 0; none teaches nothing.
        let learnt = match passkey_contacts as f64 {
            0.0 => 0.0,
            contacts => self.learning_cap * (1.0 - math::exp(-contacts / self.learning_scale)),
        };
        if runbook_exists {
            self.runbook_quality.max(learnt)
        } else {
            learnt
        }
    }

    /// Mean handle time of a recovery contact [min].
    pub fn minutes(&self, readiness: f64) -> f64 {
        (self.verify + self.reenrol) * self.inflation(readiness)
    }

    /// Mean handle time of a legacy registration [min]; where a passkey is
    /// re-enrolled in it, the addition and the readiness inflation are the
    /// rollout's.
    pub fn legacy_minutes(&self, readiness: f64, had_passkey: bool) -> f64 {
        let plain = self.verify + self.legacy;
        if had_passkey {
            (plain + self.reenrol) * self.inflation(readiness)
        } else {
            plain
        }
    }

    /// A recovery contact resolves its case [probability].
    pub fn success(&self, readiness: f64) -> f64 {
        self.ad_hoc_success + (self.best_success - self.ad_hoc_success) * readiness
    }

    /// A person recovers alone [probability].
    pub fn self_service(&self, readiness: f64) -> f64 {
        self.self_service * readiness
    }

    /// A failed contact makes the person drop the passkey [probability].
    pub fn drop(&self, readiness: f64) -> f64 {
        self.drop * (1.0 - readiness)
    }

    /// Working days until the contact after contact `j` (0 is the first): a whole number,
    /// and at least 1, as the day of a contact is over when its outcome is known.
    pub fn repeat_days(&self, j: u16) -> u16 {
        self.repeat_days[usize::from(j > 0)]
    }

    fn inflation(&self, readiness: f64) -> f64 {
        1.0 + (self.ad_hoc - 1.0) * (1.0 - readiness)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rules() -> Recovery {
        rules_at(&Parameters::defaults(&[]))
    }

    fn rules_at(p: &Parameters) -> Recovery {
        let fallback = Fallback {
            runbook_week: 3,
            runbook_quality: 0.9,
            self_service: 0.5,
            backup: 0.45,
            verification: Verification::Standard,
            setup_cost: 0.0,
            stress: (1.0, 1.0),
        };
        Recovery::new(p, &fallback, 1000)
    }

    #[test]
    fn experience_alone_never_repairs_more_than_half() {
        let rules = rules();
        assert_eq!(rules.readiness(false, 0), 0.0);
        assert!(rules.readiness(false, u64::MAX) <= 0.5);
        assert_eq!(rules.readiness(true, 0), 0.9);
    }

    #[test]
    fn a_desk_without_a_learning_scale_learns_at_once() {
        let mut rules = rules();
        rules.learning_scale = 0.0;
        assert_eq!(rules.readiness(false, 0), 0.0);
        assert_eq!(rules.readiness(false, 1), 0.5);
        assert_eq!(rules.readiness(true, 0), 0.9);
    }

    #[test]
    fn contacts_are_repeated_on_a_later_day() {
        let days = |first, later| {
            let p = Parameters::defaults(&[])
                .with(constant::REPEAT_FIRST, first)
                .with(constant::REPEAT_LATER, later);
            let rules = rules_at(&p);
            [0, 1, 2].map(|contact| rules.repeat_days(contact))
        };
        assert_eq!(days(2.0, 5.0), [2, 5, 5]);
        assert_eq!(days(0.0, 0.4), [1, 1, 1]);
        assert_eq!(days(1.6, 3.2), [2, 3, 3]);
    }

    #[test]
    fn a_ready_desk_is_faster_and_succeeds_more_often() {
        let rules = rules();
        assert!((rules.minutes(1.0) - 16.0).abs() < 1e-12);
        assert!((rules.minutes(0.0) - 16.0 * 1.8).abs() < 1e-12);
        assert!((rules.success(1.0) - 0.96).abs() < 1e-12);
        assert!((rules.success(0.0) - 0.55).abs() < 1e-12);
    }
}

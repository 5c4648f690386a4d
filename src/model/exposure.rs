//! Exposure of the recovery path (S14): expected successful impostors, never
//! losses.

use crate::parameter::Parameters;
use crate::parameter::table::helpdesk;
use crate::scenario::{Fallback, Verification};

/// Expected successful impostors at the desk per person and week [1], at a
/// readiness [0..1]: κ_hd/1000·7/365 · pass_imp · (1 − δ_rb·rq), both first factors
/// multiplied by the stress setting.
pub fn per_person_week(p: &Parameters, fallback: &Fallback, readiness: f64) -> f64 {
    let pass = p[match fallback.verification {
        Verification::Weak => helpdesk::PASS_WEAK,
        Verification::Standard => helpdesk::PASS_STANDARD,
        Verification::Strong => helpdesk::PASS_STRONG,
    }];
    let (attempts, compromise) = fallback.stress;
    p[helpdesk::DESK_ATTEMPTS] / 1000.0 * 7.0 / 365.0
        * attempts
        * (pass * compromise).min(1.0)
        * (1.0 - p[helpdesk::EXPOSURE_RUNBOOK] * readiness)
}

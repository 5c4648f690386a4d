//! The state of an account in one arm.

use crate::model::customer::devices::Passkeys;
use crate::model::customer::trust::Deviation;
use crate::model::hazard::Hazard;
use crate::model::prompt::{Asked, Rule};
use crate::population::MOST_DEVICES;

/// An account in one arm.
#[derive(Clone, Debug)]
pub(super) struct Arm {
    pub passkeys: Passkeys,
    /// All of them come from recoveries.
    pub t2_only: bool,
    /// The change of devices that took the last passkey, until it is dealt with.
    pub lost: Option<u32>,
    pub used_once: bool,
    /// First week in which the account counts as not using one again; 0 if it does not.
    pub used_until: usize,
    pub trust: Deviation,
    /// First week whose end has not been given the deviation of trust.
    pub trust_from: usize,
    /// What is remembered of offers after sign-ins: of the account, or by device.
    pub asked: [Asked<f64>; MOST_DEVICES],
    /// Offers after sign-ins so far, and after recoveries.
    pub offers: u8,
    pub recovery_offers: u8,
    pub after_sign_in: Attempts,
    pub after_recovery: Attempts,
    /// Attempts in the settings so far, since when the hazard of the next builds up,
    /// and when it is due, once that was computed [days].
    pub in_settings: u32,
    pub settings_from: f64,
    pub settings_due: Option<f64>,
}

/// Accumulated hazard of one route.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Attempts {
    pub hazard: Hazard,
    /// 0 until it is drawn.
    pub threshold: Hazard,
    /// Attempts so far.
    pub count: u32,
}

impl Arm {
    #[inline]
    pub fn new() -> Self {
        Self {
            passkeys: Passkeys::NONE,
            t2_only: false,
            lost: None,
            used_once: false,
            used_until: 0,
            trust: Deviation::default(),
            trust_from: 0,
            asked: [Rule::fresh(); MOST_DEVICES],
            offers: 0,
            recovery_offers: 0,
            after_sign_in: Attempts::default(),
            after_recovery: Attempts::default(),
            in_settings: 0,
            settings_from: 0.0,
            settings_due: None,
        }
    }

    /// Whether a passkey is there, or one that was lost has to be dealt with.
    #[inline]
    pub fn waits(&self) -> bool {
        self.passkeys.any() || self.lost.is_some()
    }
}

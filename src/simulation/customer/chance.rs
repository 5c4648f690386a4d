//! What is drawn for an account. Every name is the ordinal of an event that no plan
//! moves, or of an attempt on one route, so that a route's luck does not depend on
//! the other routes.

use crate::random::{Purpose, WorldKey};

/// The luck of one account of one epoch.
#[derive(Clone, Copy)]
pub(super) struct Chance {
    pub key: WorldKey,
    pub account: u32,
    pub epoch: u16,
}

/// A route with attempts of its own.
#[derive(Clone, Copy, PartialEq, Eq)]
#[repr(u32)]
pub(super) enum Attempting {
    /// Offers after a sign-in.
    Offer = 0,
    /// Offers after a recovery.
    Recovery = 2,
    /// The settings.
    Settings = 4,
}

impl Chance {
    #[inline]
    fn pair(&self, purpose: Purpose, occasion: u32, pair: u32) -> (f64, f64) {
        self.key
            .pair(purpose, self.account, self.epoch, occasion, pair)
    }

    /// Gaps `2n` and `2n + 1`; gap 0 lies before the first week, gap n + 1 before
    /// sign-in n.
    #[inline]
    pub fn gaps(&self, n: u32) -> (f64, f64) {
        self.pair(Purpose::CustomerSignIn, n, 0)
    }

    /// Sign-in n: device (or a strange device's system); use and success of a passkey.
    #[inline]
    pub fn place(&self, n: u32) -> (f64, f64) {
        self.pair(Purpose::CustomerSignIn, n, 1)
    }

    /// Sign-in n: whether it is judged risky; messages of the code.
    #[inline]
    pub fn risky(&self, n: u32) -> (f64, f64) {
        self.pair(Purpose::CustomerSignIn, n, 2)
    }

    /// Sign-in n: lost messages of a risky sign-in's code; success of a passkey that
    /// recovers.
    #[inline]
    pub fn rescue(&self, n: u32) -> (f64, f64) {
        self.pair(Purpose::CustomerSignIn, n, 3)
    }

    /// Gaps before the nth sign-in at a strange device and before the nth for a
    /// sensitive action.
    #[inline]
    pub fn marks(&self, n: u32) -> (f64, f64) {
        self.pair(Purpose::CustomerSignIn, n, 8)
    }

    /// The nth candidate of forgetting: gap, thinning.
    #[inline]
    pub fn forgetting(&self, n: u32) -> (f64, f64) {
        self.pair(Purpose::CustomerSignIn, n, 9)
    }

    /// Recovery at sign-in n: outcome, messages; in pair 1 lost messages.
    #[inline]
    pub fn recovery(&self, n: u32, pair: u32) -> (f64, f64) {
        self.pair(Purpose::CustomerRecovery, n, pair)
    }

    /// The nth sensitive action: gives up, complies; in pair 1 exception, messages; in
    /// pair 2 lost messages, ceremony; in pair 3 contact after a failed one.
    #[inline]
    pub fn sensitive(&self, n: u32, pair: u32) -> (f64, f64) {
        self.pair(Purpose::CustomerSensitive, n, pair)
    }

    /// The nth attempt of a route: threshold, ceremony.
    #[inline]
    pub fn attempt(&self, route: Attempting, n: u32) -> (f64, f64) {
        self.pair(Purpose::CustomerAttempt, n, route as u32)
    }

    /// The nth attempt of a route: contact after a failed ceremony.
    #[inline]
    pub fn attempt_contact(&self, route: Attempting, n: u32) -> f64 {
        self.pair(Purpose::CustomerAttempt, n, route as u32 + 1).0
    }

    /// The nth change of a device: gap, which; in pair 1 survival, re-enrolment; in
    /// pair 2 messages, lost ones.
    #[inline]
    pub fn device(&self, n: u32, pair: u32) -> (f64, f64) {
        self.pair(Purpose::CustomerDevice, n, pair)
    }
}

//! What is drawn for an account. Every name is the ordinal of an event that no plan
//! moves, or of an attempt on one route, so that a route's chance does not depend on
//! the other routes.

use crate::random::{Purpose, Quad, WorldKey};

/// The chance events of one account of one epoch.
#[derive(Clone, Copy)]
pub(super) struct Chance {
    pub key: WorldKey,
    pub account: u32,
    pub epoch: u16,
    /// [`Chance::attempt`] of the first offer after a sign-in, which nearly every
    /// account comes to need.
    first: Quad,
}

/// A route with attempts of its own.
#[derive(Clone, Copy, PartialEq, Eq)]
#[repr(u32)]
pub(super) enum Attempting {
    /// Offers after a sign-in.
    Offer = 0,
    /// Offers after a recovery.
    Recovery = 1,
    /// The settings.
    Settings = 2,
}

impl Chance {
    /// The chance events of (account, epoch).
    pub fn new(key: WorldKey, account: u32, epoch: u16) -> Self {
        let first = key.quad(Purpose::CustomerAttempt, account, epoch, 0, 0);
        Self {
            key,
            account,
            epoch,
            first,
        }
    }

    /// The chance events of successive accounts of epoch 0.
    pub fn many<const N: usize>(key: WorldKey, first: u32) -> [Self; N] {
        let accounts: [u32; N] = std::array::from_fn(|lane| first.wrapping_add(lane as u32));
        let quads = key.first_quads(Purpose::CustomerAttempt, &accounts, 0);
        std::array::from_fn(|lane| Self {
            key,
            account: accounts[lane],
            epoch: 0,
            first: quads[lane],
        })
    }

    #[inline]
    fn quad(&self, purpose: Purpose, occasion: u32, at: u32) -> Quad {
        self.key
            .quad(purpose, self.account, self.epoch, occasion, at)
    }

    /// Sign-in n, what few need: system of a strange device; messages of a code, lost
    /// ones; success of a passkey that recovers. What all need is drawn by
    /// [`super::ahead`].
    #[inline]
    pub fn code(&self, n: u32) -> Quad {
        self.quad(Purpose::CustomerSignIn, n, 1)
    }

    /// Recovery at sign-in n: outcome, messages, lost messages.
    #[inline]
    pub fn recovery(&self, n: u32) -> Quad {
        self.quad(Purpose::CustomerRecovery, n, 0)
    }

    /// The sensitive action of sign-in n: gives up, complies, exception, messages.
    #[inline]
    pub fn sensitive(&self, n: u32) -> Quad {
        self.quad(Purpose::CustomerSensitive, n, 0)
    }

    /// The sensitive action of sign-in n: lost messages, ceremony, contact after a
    /// failed one.
    #[inline]
    pub fn compliance(&self, n: u32) -> Quad {
        self.quad(Purpose::CustomerSensitive, n, 1)
    }

    /// The nth attempt of a route: threshold (but for the settings), ceremony, contact
    /// after a failed one.
    #[inline]
    pub fn attempt(&self, route: Attempting, n: u32) -> Quad {
        match (route, n) {
            (Attempting::Offer, 0) => self.first,
            _ => self.quad(Purpose::CustomerAttempt, n, route as u32),
        }
    }

    /// Threshold of the nth attempt in the settings: in the block of the nth after a
    /// sign-in, so that the first of both come together.
    #[inline]
    pub fn settings(&self, n: u32) -> f64 {
        self.attempt(Attempting::Offer, n).u(3)
    }

    /// The nth change of a device: gap, which, survival.
    #[inline]
    pub fn device(&self, n: u32) -> Quad {
        self.quad(Purpose::CustomerDevice, n, 0)
    }

    /// Re-enrolment after the nth change of a device: outcome, messages, lost ones.
    #[inline]
    pub fn renewal(&self, n: u32) -> Quad {
        self.quad(Purpose::CustomerDevice, n, 1)
    }
}

//! Ticket categories and their handle times (S9).

use super::recovery::Recovery;
use crate::parameter::Parameters;
use crate::parameter::table::{constant, helpdesk};
use crate::random::LogNormal;
use crate::random::Purpose;

/// Categories of authentication cases. Contacts after the first of a case are
/// repeats of its category.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
pub enum Category {
    /// Password or factor reset.
    Reset = 0,
    /// The legacy factor is registered anew.
    LegacyRegistration = 1,
    /// A forced start refused, or verification failed.
    Lockout = 2,
    /// A question.
    HowTo = 3,
    /// A failed ceremony.
    Ceremony = 4,
    /// The last passkey is gone and needed.
    Recovery = 5,
    /// The credential provider is down.
    Outage = 6,
    /// A cross-device sign-in failed.
    CrossDevice = 7,
    /// A required access was blocked.
    Block = 8,
    /// PIN blocked, key lost or not delivered.
    Key = 9,
    /// A shared-workstation user cannot comply.
    SharedDevice = 10,
}

impl Category {
    /// All, in the order of their numbers.
    pub const ALL: &'static [Self] = &[
        Self::Reset,
        Self::LegacyRegistration,
        Self::Lockout,
        Self::HowTo,
        Self::Ceremony,
        Self::Recovery,
        Self::Outage,
        Self::CrossDevice,
        Self::Block,
        Self::Key,
        Self::SharedDevice,
    ];

    /// Name in tables; the metric is `tickets.<name>`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Reset => "reset",
            Self::LegacyRegistration => "legacy_registration",
            Self::Lockout => "lockout",
            Self::HowTo => "how_to",
            Self::Ceremony => "ceremony",
            Self::Recovery => "recovery",
            Self::Outage => "outage",
            Self::CrossDevice => "cross_device",
            Self::Block => "block",
            Self::Key => "key",
            Self::SharedDevice => "shared_device",
        }
    }

    /// Whether the category exists without passkeys; the baseline authentication
    /// load B counts these.
    pub fn is_legacy(self) -> bool {
        matches!(self, Self::Reset | Self::LegacyRegistration | Self::Lockout)
    }

    /// Purpose of the category's draws.
    pub fn purpose(self) -> Purpose {
        match self {
            Self::Reset => Purpose::TicketReset,
            Self::LegacyRegistration => Purpose::TicketLegacyRegistration,
            Self::Lockout => Purpose::TicketLockout,
            Self::HowTo => Purpose::TicketHowTo,
            Self::Ceremony => Purpose::TicketCeremony,
            Self::Recovery => Purpose::TicketRecovery,
            Self::Outage => Purpose::TicketOutage,
            Self::CrossDevice => Purpose::TicketCrossDevice,
            Self::Block => Purpose::TicketBlock,
            Self::Key => Purpose::TicketKey,
            Self::SharedDevice => Purpose::TicketSharedDevice,
        }
    }
}

/// Mean handle times.
#[derive(Clone, Debug)]
pub struct HandleTimes {
    reset: f64,
    how_to: [f64; 2],
    ceremony: [f64; 2],
    outage: f64,
    cross_device: [f64; 2],
    block: f64,
    lockout: f64,
    key: f64,
    shared_device: f64,
    /// Coefficient of variation of every handle time.
    pub cv: f64,
    /// Handle times about their mean.
    pub spread: LogNormal,
    /// Multiplier for VIPs.
    pub vip: f64,
}

impl HandleTimes {
    /// Looks up the parameters.
    pub fn new(p: &Parameters) -> Self {
        Self {
            reset: p[helpdesk::RESET_MINUTES],
            how_to: [p[constant::HOW_TO_MINUTES], p[constant::HOW_TO_SLOPE]],
            ceremony: [p[constant::CEREMONY_MINUTES], p[constant::CEREMONY_SLOPE]],
            outage: p[constant::OUTAGE_MINUTES],
            cross_device: [p[constant::CROSS_MINUTES], p[constant::CROSS_SLOPE]],
            block: p[constant::BLOCK_MINUTES],
            lockout: p[constant::LOCKOUT_MINUTES],
            key: p[constant::KEY_MINUTES],
            shared_device: p[constant::SHARED_MINUTES],
            cv: p[constant::MINUTES_CV],
            spread: LogNormal::new(p[constant::MINUTES_CV]),
            vip: p[constant::VIP_MINUTES],
        }
    }

    /// Mean handle time of one contact [minutes], at the desk's readiness
    /// [0..1]. `had_passkey`: a legacy registration also re-enrols a passkey.
    pub fn mean(
        &self,
        category: Category,
        readiness: f64,
        recovery: &Recovery,
        had_passkey: bool,
    ) -> f64 {
        let unready = |[minutes, slope]: [f64; 2]| minutes * (1.0 + slope * (1.0 - readiness));
        match category {
            Category::Reset => self.reset,
            Category::LegacyRegistration => recovery.legacy_minutes(readiness, had_passkey),
            Category::Lockout => self.lockout,
            Category::HowTo => unready(self.how_to),
            Category::Ceremony => unready(self.ceremony),
            Category::Recovery => recovery.minutes(readiness),
            Category::Outage => self.outage,
            Category::CrossDevice => unready(self.cross_device),
            Category::Block => {
                (self.block + recovery.verify / 2.0)
                    * (1.0 + (recovery.ad_hoc - 1.0) / 2.0 * (1.0 - readiness))
            }
            Category::Key => self.key,
            Category::SharedDevice => self.shared_device,
        }
    }
}

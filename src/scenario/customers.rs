//! `[customers]`.

use serde::Serialize;

use super::platform::Platform;
use super::tier::Tier;

/// The customers of a scenario: accounts, devices, recovery and the plan for them.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Customers {
    /// Accounts at any time; one that is closed is followed by a new one.
    pub accounts: u32,
    /// Share of accounts closed in a year [1/yr].
    pub churn: f64,
    /// Share of accounts that never sign in [0..1].
    pub dormant: f64,
    /// Share of accounts with a passkey in week 1, not counting dormant ones [0..1].
    pub initial: f64,
    /// Shares of devices by operating system, in the order of [`OperatingSystem`]; sum 1.
    pub os: [f64; 4],
    /// The identity platform and the rule of tier 1's offers.
    pub platform: Platform,
    /// How an account without a usable credential is recovered.
    pub recovery: CustomerRecovery,
    /// Plan week from which accounts with a passkey have no password; none keeps it.
    pub remove_password: Option<u16>,
    /// What a sign-in that would have failed is worth to the owner [$]; none gives no value.
    pub value_per_sign_in: Option<f64>,
    /// The tiers, in the order of their first weeks.
    pub tiers: Vec<Tier>,
}

/// Operating system of a customer's device.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[repr(u8)]
pub enum OperatingSystem {
    /// iPhone and iPad.
    Ios = 0,
    /// Android.
    Android = 1,
    /// Windows.
    Windows = 2,
    /// macOS.
    Macos = 3,
}

impl OperatingSystem {
    /// All, in the order of their numbers.
    pub const ALL: [Self; 4] = [Self::Ios, Self::Android, Self::Windows, Self::Macos];

    /// Name in scenarios and tables.
    pub fn name(self) -> &'static str {
        match self {
            Self::Ios => "ios",
            Self::Android => "android",
            Self::Windows => "windows",
            Self::Macos => "macos",
        }
    }
}

/// Recovery by one-time code.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct CustomerRecovery {
    /// Share of accounts whose codes come by text message; the others' by e-mail [0..1].
    pub sms: f64,
    /// Further checks on the recovery path: 0 is a code alone, 1 all that is known [0..1].
    pub hardening: f64,
    /// Pressure on the recovery path.
    pub stress: Option<Stress>,
}

/// Pressure on the recovery path.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Stress {
    /// First plan week.
    pub first_week: u16,
    /// How long [weeks].
    pub weeks: u16,
    /// Multiplies strangers' attempts to recover accounts.
    pub attack_rate: f64,
    /// Multiplies their success (1 is none); a probability is kept at most 1.
    pub channel_compromise: f64,
}

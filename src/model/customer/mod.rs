//! Customers: the rules of an account's life. Each takes state, parameters and
//! uniforms and returns the change; none knows a loop or another account.

pub mod devices;
pub mod exposure;
pub mod forgetting;
pub mod marks;
pub mod offer;
pub mod recovery;
pub mod requirement;
pub mod trust;

/// How an account without a passkey came to one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum CustomerRoute {
    /// There before week 1.
    Initial = 0,
    /// In the account's settings, unasked.
    Settings = 1,
    /// At an offer after a password sign-in (tier 1).
    Offer = 2,
    /// Created at a password sign-in without being asked for (tier 1).
    Automatic = 3,
    /// At an offer after a completed recovery (tier 2).
    Recovery = 4,
    /// At a sensitive action that requires it (tier 3).
    Requirement = 5,
    /// By one-time code after the last passkey was lost.
    ReEnrolment = 6,
}

impl CustomerRoute {
    /// All, in the order of their numbers.
    pub const ALL: &'static [Self] = &[
        Self::Initial,
        Self::Settings,
        Self::Offer,
        Self::Automatic,
        Self::Recovery,
        Self::Requirement,
        Self::ReEnrolment,
    ];

    /// Name in tables.
    pub fn name(self) -> &'static str {
        match self {
            Self::Initial => "initial",
            Self::Settings => "settings",
            Self::Offer => "offer",
            Self::Automatic => "automatic",
            Self::Recovery => "recovery",
            Self::Requirement => "requirement",
            Self::ReEnrolment => "re_enrolment",
        }
    }
}

/// Why a customer turned to the contact centre.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum ContactCategory {
    /// A forgotten password, or a one-time code that led nowhere.
    Forgot = 0,
    /// A ceremony that failed.
    Ceremony = 1,
    /// The last passkey went with its device.
    LostCredential = 2,
    /// A sensitive action behind a requirement.
    SensitiveAction = 3,
}

impl ContactCategory {
    /// All, in the order of their numbers.
    pub const ALL: &'static [Self] = &[
        Self::Forgot,
        Self::Ceremony,
        Self::LostCredential,
        Self::SensitiveAction,
    ];

    /// Name in tables.
    pub fn name(self) -> &'static str {
        match self {
            Self::Forgot => "forgot",
            Self::Ceremony => "ceremony",
            Self::LostCredential => "lost_credential",
            Self::SensitiveAction => "sensitive_action",
        }
    }
}

/// Days of a year, as everywhere in the model.
pub const YEAR: f64 = 365.0;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_positions() {
        for (at, route) in CustomerRoute::ALL.iter().enumerate() {
            assert_eq!(*route as usize, at);
        }
        for (at, category) in ContactCategory::ALL.iter().enumerate() {
            assert_eq!(*category as usize, at);
        }
    }
}

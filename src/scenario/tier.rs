//! `[[tier]]`.

use serde::Serialize;

/// A tier of a customer rollout; each is in force from its first week on.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Tier {
    /// What it does.
    pub kind: TierKind,
    /// Plan week from which it is in force.
    pub first_week: u16,
    /// Plan week after which it is not in force any more; none goes on.
    pub last_week: Option<u16>,
    /// Tier 1: where the offer stands.
    pub placement: Placement,
    /// How much the offer's or the requirement's wording moves people [x mass].
    pub framing: f64,
    /// Tier 1: whether a passkey is created at a password sign-in without being asked for,
    /// where the device can.
    pub auto_create: bool,
    /// Set-up, paid once in the first week [$].
    pub setup_cost: f64,
}

/// What a tier does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum TierKind {
    /// Tier 1: sign in faster on this device; offered after a password sign-in.
    SignInFaster,
    /// Tier 2: an anchor for recovery; offered after a forgotten password.
    RecoveryAnchor,
    /// Tier 3: required for sensitive actions.
    Required,
}

/// Where an offer stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Placement {
    /// In the account's settings; nobody is asked.
    Settings,
    /// A plain offer after the sign-in.
    Nudge,
    /// An offer at the best moment, in the best form.
    Optimised,
}

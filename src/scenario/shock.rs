//! `[[shock]]`.

use serde::Serialize;

/// A bad day, or a bad season.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Shock {
    /// What happens.
    pub kind: ShockKind,
    /// Plan week in which it starts (Monday).
    pub week: u16,
    /// How many weeks it lasts; an outage's days are `days`.
    pub weeks: u16,
    /// Days of an outage [civil days].
    pub days: u16,
    /// Size: share of credentials or of a class's success lost [0..1], or a factor for `phone-refresh`.
    pub size: f64,
}

/// Kinds of shock.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum ShockKind {
    /// The credential provider is down: synced credentials unusable.
    Outage,
    /// A credential model leaves the allow-list, or synced passkeys are switched off; `size` of device-bound and synced ones alike are revoked where the profile says so.
    AllowList,
    /// The relying-party domain changes: all credentials revoked. Rollout arm and baseline alike.
    DomainChange,
    /// User principal names change: management and recovery contacts take 1.5 times the minutes.
    NameChange,
    /// Phone replacement runs `size` times as fast.
    PhoneRefresh,
    /// Ceremonies lose `size` of their success probability.
    CeremonyDefect,
}

//! `[fallback]`.

use serde::Serialize;

/// What happens when a passkey is gone.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Fallback {
    /// Plan week in which the runbook exists, from 1; beyond the horizon is never.
    pub runbook_week: u16,
    /// Quality of the runbook [0..1].
    pub runbook_quality: f64,
    /// Chance that a person recovers alone when readiness is 1 [0..1].
    pub self_service: f64,
    /// Chance that a person enrols a second credential [0..1].
    pub backup: f64,
    /// How the desk verifies identity.
    pub verification: Verification,
    /// Runbook authoring, paid once in its week [$].
    pub setup_cost: f64,
    /// Multiplier of attempts on the recovery path, and of their success (1, 1 without stress).
    pub stress: (f64, f64),
}

/// Strength of identity verification at the desk.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Verification {
    /// Questions that a colleague could answer.
    Weak,
    /// Two factors known to the employer.
    Standard,
    /// Manager, video or presence as well.
    Strong,
}

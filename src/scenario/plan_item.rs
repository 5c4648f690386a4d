//! `[keys]` and `[remove_legacy]`.

use super::phase::Audience;
use serde::Serialize;

/// Security keys issued to people who are not capable otherwise.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct KeyPlan {
    /// Who gets one, if not capable otherwise.
    pub audience: Audience,
    /// First plan week of issue.
    pub first_week: u16,
    /// Last plan week of issue.
    pub last_week: u16,
    /// Days from issue to the person's hand [civil days].
    pub lead_days: u16,
    /// Price of one key [$]; `None` takes `key.unit_cost`.
    pub unit_cost: Option<f64>,
    /// Spares bought beside, as a share [0..1].
    pub spares: f64,
}

/// From a week on, every path is required for the audience.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct LegacyRemoval {
    /// Plan week.
    pub week: u16,
    /// Names of the factors removed, for the report.
    pub factors: Vec<String>,
    /// For whom.
    pub audience: Audience,
}

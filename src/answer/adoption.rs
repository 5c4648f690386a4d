//! Adoption at one time.

use super::number::Estimate;
use serde::{Deserialize, Serialize};

/// Adoption at one time.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AdoptionAt {
    /// Plan week; none where it is each replication's own.
    pub week: Option<u16>,
    /// The metric.
    pub metric: String,
    /// The share [0..1].
    pub share: Estimate,
}

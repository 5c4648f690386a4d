//! Targets.

use super::number::{Chance, Estimate};
use crate::units::Comparison;
use serde::{Deserialize, Serialize};

/// One target.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TargetAnswer {
    /// Its name.
    pub name: String,
    /// The output, canonical.
    pub output: String,
    /// At least or at most.
    pub comparison: Comparison,
    /// The threshold, in the output's unit.
    pub value: f64,
    /// Probability that it is met.
    pub met: Chance,
    /// What the output comes to.
    pub outcome: Estimate,
}

/// A target that nobody judged.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct UnjudgedTarget {
    /// Its name.
    pub name: String,
    /// The output, as written.
    pub output: String,
    /// At least or at most.
    pub comparison: Comparison,
    /// The threshold, in the output's unit.
    pub value: f64,
    /// Why not.
    pub reason: String,
}

//! `[[target]]`.

use super::phase::Comparison;
use serde::Serialize;

/// What the owner wants by a week.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Target {
    /// Name shown in results.
    pub name: String,
    /// An output, such as `adoption.enrolled.headcount@24` or `desk.backlog.max`.
    pub output: String,
    /// At least or at most.
    pub comparison: Comparison,
    /// Threshold in the output's unit (shares as 0..1).
    pub value: f64,
}

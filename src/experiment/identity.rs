//! What decides the numbers of an experiment.

use serde_json::Value;

/// What decides the numbers of a run, as far as an experiment says it. How many simulations
/// run is no part of it, so that a run can be extended; nor are threads, the folder
/// and the form of the output.
#[derive(Clone, Debug, PartialEq)]
pub struct Identity {
    /// The command, such as `run` or `compare`.
    pub command: String,
    /// The command's design: what it was told beside the scenarios; `Null` if nothing.
    pub design: Value,
    /// The resolved scenarios, as `Loaded::canonical` has them.
    pub scenarios: Vec<Value>,
    /// Totals read from roster and device files; `Null` without any.
    pub aggregates: Value,
    /// Seed.
    pub seed: u64,
}

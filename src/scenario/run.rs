//! `[run]` and `[assumptions]`.

use serde::Serialize;

/// Horizon, draws, seed.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Run {
    /// Weeks simulated after week 0 [weeks].
    pub horizon: u16,
    /// Parameter draws.
    pub draws: u32,
    /// Replicates of luck per draw.
    pub replicates_per_draw: u32,
    /// Seed.
    pub seed: u64,
    /// Whether parameters are drawn or fixed at their defaults.
    pub uncertainty: Uncertainty,
    /// Relative half-width of the 95 % interval at which to stop early; `None` runs all draws.
    pub tolerance: Option<f64>,
}

/// What varies between units.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Uncertainty {
    /// Parameters and luck.
    Full,
    /// Luck alone: parameters at their defaults.
    Luck,
}

/// A parameter that the user set.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Assumption {
    /// Registry id.
    pub id: String,
    /// Its value or range.
    pub value: AssumptionValue,
}

/// A set value, or a triangular range on the registry's scale.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum AssumptionValue {
    /// Certain.
    Fixed(f64),
    /// Uncertain.
    Range {
        /// Smallest.
        low: f64,
        /// Most likely.
        mode: f64,
        /// Largest.
        high: f64,
    },
}

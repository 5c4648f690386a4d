//! How much was simulated, and what varies.

use serde::{Deserialize, Serialize};

/// How much was simulated.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counts {
    /// Draws of the uncertain parameters; 1 where chance is all that varies.
    pub draws: usize,
    /// Replications per draw.
    pub replications_per_draw: usize,
    /// Simulations in all.
    pub n: usize,
    /// Plan weeks.
    pub horizon: u16,
}

/// What the widths of distributions contain.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Uncertainty {
    /// What is not known of the parameters, and chance.
    #[serde(rename = "parameters and chance")]
    ParametersAndChance,
    /// Chance alone, which is no forecast uncertainty.
    #[serde(rename = "chance only")]
    ChanceOnly,
}

impl Uncertainty {
    /// What varies, if it is known whether chance is all that does.
    pub fn of(chance_only: bool) -> Self {
        if chance_only {
            Self::ChanceOnly
        } else {
            Self::ParametersAndChance
        }
    }

    /// Whether chance is all that varies.
    pub fn is_chance_only(self) -> bool {
        self == Self::ChanceOnly
    }
}

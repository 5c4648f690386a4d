//! Words that plans, metrics and answers share.

use serde::{Deserialize, Serialize};

/// Which way is good.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Better {
    /// More.
    Higher,
    /// Less.
    Lower,
    /// It depends.
    Neither,
}

impl Better {
    /// The word in results.
    pub fn word(self) -> &'static str {
        match self {
            Self::Higher => "higher",
            Self::Lower => "lower",
            Self::Neither => "neither",
        }
    }
}

/// Which arm a value belongs to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Arm {
    /// With the rollout.
    #[default]
    Rollout,
    /// The same organisation and chance events without it.
    Baseline,
    /// Rollout less baseline, of the same simulation and week.
    Difference,
}

impl Arm {
    /// All, in table order.
    pub const ALL: [Self; 3] = [Self::Rollout, Self::Baseline, Self::Difference];

    /// Name in outputs and tables.
    pub fn name(self) -> &'static str {
        match self {
            Self::Rollout => "rollout",
            Self::Baseline => "baseline",
            Self::Difference => "difference",
        }
    }
}

/// Direction of a comparison.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Comparison {
    /// At least.
    AtLeast,
    /// At most.
    AtMost,
}

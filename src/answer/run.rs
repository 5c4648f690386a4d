//! What `run` says.

use super::counts::{Counts, Uncertainty};
use super::customers::CustomersAnswer;
use super::number::{Chance, ChanceShare};
use super::target::{TargetAnswer, UnjudgedTarget};
use super::workforce::WorkforceAnswer;
use crate::units::{Arm, Population};
use serde::{Deserialize, Serialize};

/// What a run says of its plan.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RunAnswer {
    /// Version of this form.
    pub format: u32,
    /// The plan's name.
    pub plan: String,
    /// How much was simulated.
    pub counts: Counts,
    /// What the widths contain: parameters and chance, or chance alone, which is
    /// no forecast uncertainty.
    pub uncertainty: Uncertainty,
    /// The scenario's targets that were judged.
    pub targets: Vec<TargetAnswer>,
    /// Those that were not, and why.
    pub unjudged: Vec<UnjudgedTarget>,
    /// Probability that one simulation meets all that were judged; it is not the product of
    /// theirs. None without any.
    pub all_targets: Option<Chance>,
    /// What it says of the workforce, if there is one.
    #[serde(flatten)]
    pub workforce: Option<WorkforceAnswer>,
    /// What it says of the customers, if there are any.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub customers: Option<CustomersAnswer>,
    /// How much of the main numbers' variance is chance; empty under chance only.
    pub chance_shares: Vec<ChanceShare>,
    /// Assumptions that the answer leans on, at most three.
    pub leaning: Vec<Leaning>,
    /// Weekly bands for plots; each week is a distribution of its own.
    pub series: Vec<Series>,
}

/// A parameter whose draw explains more of an output than chance would.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Leaning {
    /// Registry id.
    pub parameter: String,
    /// What it is.
    pub meaning: String,
    /// Unit of its range.
    pub unit: String,
    /// Smallest and largest value drawn: the index is of this range.
    pub range: [f64; 2],
    /// The output that it explains most of.
    pub output: String,
    /// First-order index: the share that the parameter explains alone [0..1].
    pub index: f64,
    /// What the index divides by.
    pub of: String,
    /// What the largest of all indices reaches by chance.
    pub noise_floor: f64,
    /// Whether the output rises with the parameter.
    pub rises: bool,
}

/// Quantiles of one metric week by week, from week 1. Each week stands alone:
/// most single curves leave the band somewhere, and its peak is no peak.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Series {
    /// Whom it is about.
    pub population: Population,
    /// The metric.
    pub metric: String,
    /// Whose values.
    pub arm: Arm,
    /// Unit.
    pub unit: String,
    /// What a share divides by.
    pub of: String,
    /// 5 % of the outcomes lie below, by week.
    pub p05: Vec<Option<f64>>,
    /// Lower quartile.
    pub p25: Vec<Option<f64>>,
    /// Median.
    pub p50: Vec<Option<f64>>,
    /// Upper quartile.
    pub p75: Vec<Option<f64>>,
    /// 95 % of the outcomes lie below.
    pub p95: Vec<Option<f64>>,
}

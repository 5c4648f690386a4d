//! Numbers with what they divide by and how well they are known.
//!
//! Two kinds of interval stand side by side: `mean_lo..mean_hi` and `lo..hi` are how
//! precisely a mean or probability is known (95 %), `p05..p95` how widely single
//! outcomes vary.

use serde::{Deserialize, Serialize};

/// What a row of a table says of one number.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Numbers {
    /// Simulations in which it is defined.
    pub n: usize,
    /// Their mean.
    pub mean: Option<f64>,
    /// Lower end of the mean's 95 % interval; the draw is its unit.
    pub mean_lo: Option<f64>,
    /// Upper end of it.
    pub mean_hi: Option<f64>,
    /// 5 % of the outcomes lie below.
    pub p05: Option<f64>,
    /// Lower quartile of the outcomes.
    pub p25: Option<f64>,
    /// Median outcome.
    pub p50: Option<f64>,
    /// Upper quartile of the outcomes.
    pub p75: Option<f64>,
    /// 95 % of the outcomes lie below.
    pub p95: Option<f64>,
    /// Chance's share of the variance [0..1], from the draws that are defined
    /// throughout; none where chance is all that varies, or nothing does.
    pub chance_share: Option<f64>,
}

/// A number of the answer, with its unit.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Estimate {
    /// Unit.
    pub unit: String,
    /// What a share divides by; empty where it divides by nothing.
    pub of: String,
    /// The distribution.
    #[serde(flatten)]
    pub numbers: Numbers,
}

/// How much of an outcome's variance is chance.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ChanceShare {
    /// The output.
    pub output: String,
    /// What the share divides by.
    pub of: String,
    /// Chance's share [0..1]; the rest comes from the parameters.
    pub share: f64,
    /// Lower end of its 95 % interval.
    pub lo: Option<f64>,
    /// Upper end of it.
    pub hi: Option<f64>,
}

/// The probability of an event, with a 95 % interval.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Chance {
    /// What the share divides by.
    pub of: String,
    /// Simulations it was counted in.
    pub n: usize,
    /// Share of the simulations in which it happens [0..1]; none without simulations.
    pub probability: Option<f64>,
    /// Lower end of the interval.
    pub lo: Option<f64>,
    /// Upper end of the interval.
    pub hi: Option<f64>,
}

/// When something first happens. Quantiles count the simulations in which it never
/// does as later than the horizon.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct WeekDistribution {
    /// What the shares divide by.
    pub of: String,
    /// Probability that it does not happen by the horizon.
    pub never: Chance,
    /// In 10 % of the simulations it has happened by this week; none if it is later
    /// than the horizon.
    pub p10: Option<u16>,
    /// In half of the simulations.
    pub p50: Option<u16>,
    /// In 90 % of the simulations.
    pub p90: Option<u16>,
    /// Share of the simulations in which it has happened by each week, from week 1
    /// [0..1].
    pub by_week: Vec<f64>,
}

/// A paired difference between two plans.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Difference {
    /// Simulations in which both are defined.
    pub n: usize,
    /// Mean difference.
    pub mean: f64,
    /// Lower end of its interval, which holds together with all others.
    pub lo: Option<f64>,
    /// Upper end of it.
    pub hi: Option<f64>,
    /// Draws (under chance only: simulations) in which both are defined.
    pub draws: usize,
    /// Draws in whose mean the plan is higher.
    pub higher: usize,
    /// Draws in whose mean it is lower.
    pub lower: usize,
    /// What sharing draws and replications is worth: variance of the difference of two plans
    /// that were simulated independently, over that of the paired one, both of draws'
    /// means. So many times the simulations would be needed for the same interval. None where
    /// the paired difference does not vary.
    pub variance_ratio: Option<f64>,
}

/// A mean and its interval.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Marginal {
    /// The mean, or the ratio of means.
    pub mean: f64,
    /// Lower end.
    pub lo: Option<f64>,
    /// Upper end.
    pub hi: Option<f64>,
}

impl Difference {
    /// The mean and its interval.
    pub fn marginal(&self) -> Marginal {
        Marginal {
            mean: self.mean,
            lo: self.lo,
            hi: self.hi,
        }
    }
}

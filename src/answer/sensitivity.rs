//! What `sensitivity` says.

use crate::units::Better;
use serde::{Deserialize, Serialize};

/// What a study says.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SensitivityAnswer {
    /// Version of this form.
    pub format: u32,
    /// The plan's name.
    pub plan: String,
    /// How it looked.
    pub method: Method,
    /// What it varied.
    pub over: Over,
    /// How much was simulated.
    pub counts: StudyCounts,
    /// What the factors that are not moved do meanwhile.
    pub others: String,
    /// Intervals that hold together with 95 % (Bonferroni); 1 where each holds alone.
    pub comparisons: usize,
    /// Level of each of them.
    pub level: f64,
    /// The factors and their ranges: all results are of these ranges.
    pub factors: Vec<FactorAnswer>,
    /// What each output leans on.
    pub outputs: Vec<StudiedOutput>,
}

/// How a study looks for what matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Method {
    /// One factor at a time from low to high, the others at their defaults.
    Tornado,
    /// Elementary effects along random walks (Morris).
    Morris,
    /// Shares of the variance (Sobol'), from a design.
    Sobol,
    /// Shares of the variance from simulations that are there already.
    Rank,
}

impl Method {
    /// The word on the command line and in results.
    pub fn word(self) -> &'static str {
        match self {
            Self::Tornado => "tornado",
            Self::Morris => "morris",
            Self::Sobol => "sobol",
            Self::Rank => "rank",
        }
    }
}

/// What is varied. They answer different questions: unknowns say what to find out,
/// dials what to change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Over {
    /// Parameters of the registry whose value nobody knows.
    Unknowns,
    /// Numbers of the plan that its owner decides.
    Dials,
}

impl Over {
    /// The word in results.
    pub fn word(self) -> &'static str {
        match self {
            Self::Unknowns => "unknowns",
            Self::Dials => "dials",
        }
    }
}

/// How much was simulated.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StudyCounts {
    /// Points: sets of values of the factors.
    pub points: usize,
    /// Replications per point of a tornado and of Sobol's design; walks of Morris's; replications
    /// per draw of stored simulations.
    pub replications: usize,
    /// Base rows of Sobol's design, draws of stored simulations; 0 elsewhere.
    pub rows: usize,
    /// Simulations in all.
    pub n: usize,
    /// Plan weeks.
    pub horizon: u16,
}

/// What one output leans on.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct StudiedOutput {
    /// The output, canonical.
    pub output: String,
    /// Unit of its numbers.
    pub unit: String,
    /// What a share divides by; empty where it divides by nothing.
    pub of: String,
    /// Which way is good.
    pub better: Better,
    /// Simulations in which it is defined.
    pub n: usize,
    /// Numbers that are of no factor: the output at the defaults, what chance alone
    /// does, the noise floor.
    pub general: Vec<Measure>,
    /// Every factor or group, those that matter most first.
    pub rows: Vec<FactorRow>,
    /// What has to be known to read the numbers.
    pub notes: Vec<String>,
}

/// What one factor or group does.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct FactorRow {
    /// The factor's id, or a group's name such as `helpdesk.*`.
    pub factor: String,
    /// Independent observations that the numbers rest on: replications, walks, base rows,
    /// draws.
    pub n: usize,
    /// What can be said.
    pub verdict: Verdict,
    /// The numbers.
    pub measures: Vec<Measure>,
}

/// What can be said of a factor.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// It moves the output.
    Influential,
    /// What it does cannot be separated from noise.
    NotSeparable,
    /// It changed the output in no simulation at all.
    NoEffect,
    /// Too few replications to tell it from noise or not.
    TooFew,
    /// The output is undefined in too many simulations.
    Undefined,
}

impl Verdict {
    /// The word in results.
    pub fn word(self) -> &'static str {
        match self {
            Self::Influential => "influential",
            Self::NotSeparable => "not-separable",
            Self::NoEffect => "no-effect",
            Self::TooFew => "too-few",
            Self::Undefined => "undefined",
        }
    }
}

/// A number with its interval.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Measure {
    /// Which number.
    pub name: String,
    /// Its unit: the output's, or a share of its variance.
    pub unit: String,
    /// It; none where it is undefined.
    pub value: Option<f64>,
    /// Lower end of its interval.
    pub lo: Option<f64>,
    /// Upper end of it.
    pub hi: Option<f64>,
}

/// One thing that is varied.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct FactorAnswer {
    /// Registry id or key.
    pub id: String,
    /// What it is.
    pub meaning: String,
    /// Unit of its values; empty for shares of 1.
    pub unit: String,
    /// Value that it has while others are moved: an unknown's likeliest, a dial's in
    /// the plan.
    pub default: f64,
    /// Where it is moved to: 10 % of the prior lie below, or a dial's low end.
    pub low: f64,
    /// 10 % of the prior lie above, or a dial's high end.
    pub high: f64,
    /// All values that it can take.
    pub range: [f64; 2],
}

impl FactorRow {
    /// One of the numbers.
    pub fn measure(&self, name: &str) -> Option<&Measure> {
        self.measures.iter().find(|measure| measure.name == name)
    }

    /// The number that rows are ordered by.
    pub fn main(&self) -> f64 {
        let first = self.measures.first();
        first.and_then(|measure| measure.value).unwrap_or(0.0)
    }
}

impl SensitivityAnswer {
    /// Whether there are too few replications for intervals.
    pub fn is_too_small(&self) -> bool {
        let mut rows = self.outputs.iter().flat_map(|output| &output.rows);
        rows.any(|row| row.verdict == Verdict::TooFew)
    }
}

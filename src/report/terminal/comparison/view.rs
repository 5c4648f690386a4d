//! The part of a comparison that the screen shows, as `summary.json` has it.

use super::super::view::{Chance, Counts, Unjudged};
use serde::Deserialize;

/// A comparison.
#[derive(Debug, Deserialize)]
pub struct Comparison {
    pub plans: Vec<ComparedPlan>,
    pub against: String,
    pub counts: Counts,
    pub uncertainty: String,
    pub comparisons: usize,
    pub level: f64,
    pub outputs: Vec<ComparedOutput>,
    pub pareto: Pareto,
    pub selection: Option<Selection>,
}

/// A plan and whether it meets its targets.
#[derive(Debug, Deserialize)]
pub struct ComparedPlan {
    pub name: String,
    #[serde(default)]
    pub unjudged: Vec<Unjudged>,
    pub all_targets: Option<Chance>,
    pub feasible: bool,
}

/// One output.
#[derive(Debug, Deserialize)]
pub struct ComparedOutput {
    pub output: String,
    pub unit: String,
    #[serde(default)]
    pub of: String,
    pub better: String,
    pub n: usize,
    pub plans: Vec<Row>,
    pub may_be_best: Vec<String>,
}

/// One output of one plan.
#[derive(Debug, Deserialize)]
pub struct Row {
    pub plan: String,
    pub mean: Option<f64>,
    pub mean_lo: Option<f64>,
    pub mean_hi: Option<f64>,
    pub p05: Option<f64>,
    pub p95: Option<f64>,
    pub difference: Option<Difference>,
    pub p_best_unit: Option<f64>,
    pub p_best_mean: Option<f64>,
    pub regret_mean: Option<f64>,
    pub regret_p90: Option<f64>,
}

/// A paired difference.
#[derive(Debug, Deserialize)]
pub struct Difference {
    pub mean: f64,
    pub lo: Option<f64>,
    pub hi: Option<f64>,
    pub draws: usize,
    pub higher: usize,
    pub lower: usize,
}

/// Plans that no other beats in everything.
#[derive(Debug, Deserialize)]
pub struct Pareto {
    pub outputs: Vec<String>,
    pub feasible_only: bool,
    pub plans: Vec<String>,
    #[serde(default)]
    pub chances: Vec<FrontChance>,
}

/// How sure a place on the front is.
#[derive(Debug, Deserialize)]
pub struct FrontChance {
    pub plan: String,
    pub probability: Option<f64>,
}

/// How a selection went.
#[derive(Debug, Deserialize)]
pub struct Selection {
    pub output: String,
    pub unit: String,
    pub better: String,
    pub indifference: f64,
    pub confidence: f64,
    pub outcome: String,
    pub selected: Option<String>,
    pub remaining: Vec<String>,
    pub replicates_per_draw: u32,
    pub first_stage: u32,
    pub budget: u32,
    pub plans: Vec<SelectionRow>,
    pub units: u64,
    pub units_of_budget: u64,
}

/// A plan in a selection.
#[derive(Debug, Deserialize)]
pub struct SelectionRow {
    pub plan: String,
    pub draws: usize,
    pub units: usize,
    pub dropped: bool,
}

//! What `compare` says.

use super::counts::{Counts, Uncertainty};
use super::number::{Chance, Difference, Numbers};
use super::target::{TargetAnswer, UnjudgedTarget};
use crate::units::Better;
use serde::{Deserialize, Serialize};

/// What a comparison says.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CompareAnswer {
    /// Version of this form.
    pub format: u32,
    /// The plans, in the order of their points.
    pub plans: Vec<ComparedPlan>,
    /// The plan that differences are taken against.
    pub against: String,
    /// How much was simulated of each plan; the horizon is the shortest.
    pub counts: Counts,
    /// What the widths contain: parameters and chance, or chance alone.
    pub uncertainty: Uncertainty,
    /// Intervals of differences that hold together with 95 %: other plans times
    /// outputs (Bonferroni).
    pub comparisons: usize,
    /// Level of each of them.
    pub level: f64,
    /// The outputs asked for.
    pub outputs: Vec<ComparedOutput>,
    /// Plans that no other beats in everything.
    pub pareto: Pareto,
    /// What a selection came to, where one was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub selection: Option<SelectionAnswer>,
}

/// A plan and its targets.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ComparedPlan {
    /// Its name.
    pub name: String,
    /// Its targets that were judged.
    pub targets: Vec<TargetAnswer>,
    /// Those that were not, and why.
    pub unjudged: Vec<UnjudgedTarget>,
    /// Probability that one simulation meets all that were judged; none without any.
    pub all_targets: Option<Chance>,
    /// Whether all targets are met in at least half of the simulations, as they are
    /// where there are none.
    pub feasible: bool,
}

/// How an output comes out in every plan.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ComparedOutput {
    /// The output, canonical.
    pub output: String,
    /// Its unit.
    pub unit: String,
    /// What a share divides by; empty where it divides by nothing.
    pub of: String,
    /// Which way is good.
    pub better: Better,
    /// Simulations of the draws in which it is defined throughout, in every plan; chances
    /// and regrets are of these.
    pub n: usize,
    /// A row a plan, in their order.
    pub plans: Vec<PlanNumbers>,
    /// Plans that no other plan is shown to beat, by the intervals of paired
    /// differences: one of them is the best in the mean. Empty where neither way
    /// is good.
    pub may_be_best: Vec<String>,
}

/// An output of one plan.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PlanNumbers {
    /// The plan's name.
    pub plan: String,
    /// The distribution over simulations.
    #[serde(flatten)]
    pub numbers: Numbers,
    /// The plan less the one that it is compared with; none of that one itself.
    pub difference: Option<Difference>,
    /// Probability that the plan is the best in one simulation, chance included; equally
    /// good ones share. None where neither way is good.
    pub p_best_simulation: Option<f64>,
    /// Probability over draws that the plan's mean over chance is the best. None
    /// under chance only, and with one replication a draw.
    pub p_best_mean: Option<f64>,
    /// Mean distance to the best plan of the same simulation.
    pub regret_mean: Option<f64>,
    /// In 10 % of the simulations the distance is larger.
    pub regret_p90: Option<f64>,
}

/// Plans of which none is at least as good in adoption, peak and cost, and better
/// in one; by means.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Pareto {
    /// The outputs.
    pub outputs: Vec<String>,
    /// Whether plans that are not feasible were left out.
    pub feasible_only: bool,
    /// The plans.
    pub plans: Vec<String>,
    /// How sure that is, for every plan that was not left out.
    pub chances: Vec<FrontChance>,
}

/// How sure it is that no plan beats one in everything.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct FrontChance {
    /// The plan.
    pub plan: String,
    /// Share of bootstrap resamples of the draws (under chance only: of the simulations) in
    /// which no other plan's means are better; none where an output is undefined
    /// throughout.
    pub probability: Option<f64>,
}

/// What a selection says.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SelectionAnswer {
    /// The output, canonical.
    pub output: String,
    /// Its unit.
    pub unit: String,
    /// `higher` or `lower`.
    pub better: Better,
    /// Leads below this do not matter, in that unit.
    pub indifference: f64,
    /// Probability of selecting the best plan if it leads by that much.
    pub confidence: f64,
    /// How it ended.
    pub outcome: Outcome,
    /// The selected plan.
    pub selected: Option<String>,
    /// Plans that were not dropped.
    pub remaining: Vec<String>,
    /// Replications of a draw; their mean is one observation.
    pub replications_per_draw: u32,
    /// Draws that variances were taken from.
    pub first_stage: u32,
    /// Most draws of a plan.
    pub budget: u32,
    /// A row a plan.
    pub plans: Vec<SelectionRow>,
    /// Simulations made, of all plans.
    pub simulations: usize,
    /// Simulations that simulating every plan to the end of the budget takes.
    pub simulations_of_budget: usize,
}

/// How a selection ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// One plan is left.
    Selected,
    /// Those that are left came to the same in every draw.
    Equal,
    /// The budget ended first.
    Undecided,
    /// The output has no value in some draw of some plan.
    Undefined,
}

/// A plan in a selection.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SelectionRow {
    /// Its name.
    pub plan: String,
    /// Mean over its draws, as far as they were looked at.
    pub mean: Option<f64>,
    /// Draws that were looked at.
    pub draws: usize,
    /// Simulations made.
    pub simulations: usize,
    /// Whether it was dropped, after that many draws.
    pub dropped: bool,
}

//! The answer that fits on a screen, as data.
//!
//! Two kinds of interval stand side by side: `mean_lo..mean_hi` and `lo..hi`
//! are how precisely a mean or probability is known (95 %), `p05..p95` how
//! widely single outcomes vary.

mod account;
mod adoption;
mod customers;
mod desk;
mod leaning;
mod series;
mod target;
#[cfg(test)]
mod tests;
mod workforce;

pub use account::{Account, Exposure};
pub use adoption::{AdoptionAt, PhaseAnswer, Threshold};
pub use customers::{CustomerAccount, CustomersAnswer, Takeovers};
pub use desk::{FunnelStep, Peak, RouteShare};
pub use leaning::Leaning;
pub use series::Series;
pub(super) use target::met;
pub use target::{TargetAnswer, UnjudgedTarget};
pub(in super::super) use target::{answers as targets, unjudged};
pub use workforce::WorkforceAnswer;

use super::{Chance, LuckShare, Results};
use crate::observation::{Output, OutputError};
use serde::Serialize;

/// Version of the answer's form.
pub const FORMAT: u32 = 1;

/// What a run says of its plan.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Answer {
    /// Version of this form.
    pub format: u32,
    /// The plan's name.
    pub plan: String,
    /// How much was simulated.
    pub counts: Counts,
    /// What the widths contain: `parameters and luck`, or `luck only`, which is
    /// no forecast uncertainty.
    pub uncertainty: &'static str,
    /// The scenario's targets that were judged.
    pub targets: Vec<TargetAnswer>,
    /// Those that were not, and why.
    pub unjudged: Vec<UnjudgedTarget>,
    /// Probability that one unit meets all that were judged; it is not the product of
    /// theirs. None without any.
    pub all_targets: Option<Chance>,
    /// What it says of the workforce, if there is one.
    #[serde(flatten)]
    pub workforce: Option<WorkforceAnswer>,
    /// What it says of the customers, if there are any.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub customers: Option<CustomersAnswer>,
    /// How much of the main numbers' variance is luck; empty under luck only.
    pub luck: Vec<LuckShare>,
    /// Assumptions that the answer leans on, at most three.
    pub leaning: Vec<Leaning>,
    /// Weekly bands for plots; each week is a distribution of its own.
    pub series: Vec<Series>,
}

/// How much was simulated.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Counts {
    /// Draws of the uncertain parameters; 1 where luck is all that varies.
    pub draws: usize,
    /// Replicates of luck per draw.
    pub replicates_per_draw: usize,
    /// Units in all.
    pub n: usize,
    /// Plan weeks.
    pub horizon: u16,
}

/// The answer of finished units.
///
/// # Errors
/// If a target's output is none.
pub fn answer(results: &Results<'_>) -> Result<Answer, OutputError> {
    let horizon = results.horizon();
    let (targets, all_targets) = targets(results)?;
    let luck_only = results.luck_only();
    let n = results.units.len();
    let draws = if luck_only { n.min(1) } else { results.draws() };
    Ok(Answer {
        format: FORMAT,
        plan: results.scenario.name.clone(),
        counts: Counts {
            draws,
            replicates_per_draw: if luck_only { n } else { results.per_draw() },
            n,
            horizon,
        },
        uncertainty: if luck_only {
            "luck only"
        } else {
            "parameters and luck"
        },
        targets,
        unjudged: unjudged(results),
        all_targets,
        workforce: workforce::workforce(results),
        customers: customers::customers(results),
        luck: main_outputs(results)
            .into_iter()
            .filter_map(|output| {
                LuckShare::of(&results.output(&output), results, output.to_string())
            })
            .collect(),
        leaning: leaning::leaning(results),
        series: series::series(results),
    })
}

/// Week-24 adoption, desk minutes and net cash of each population.
fn main_outputs(results: &Results<'_>) -> Vec<Output> {
    let week = results.main_week();
    let texts = [
        format!("adoption.enrolled.headcount@{week}"),
        format!("desk.minutes.sum@{week}:difference"),
        format!("cost.net_cash.sum@{week}:difference"),
    ];
    let of = |population| {
        let read = |text: &String| Output::of(text, population, &results.segments);
        texts.iter().filter_map(read).collect::<Vec<_>>()
    };
    results.scenario.populations().flat_map(of).collect()
}

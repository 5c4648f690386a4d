//! The answer that fits on a screen, as data.
//!
//! Two kinds of interval stand side by side: `mean_lo..mean_hi` and `lo..hi`
//! are how precisely a mean or probability is known (95 %), `p05..p95` how
//! widely single outcomes vary.

mod account;
mod adoption;
mod desk;
mod leaning;
mod series;
mod target;
#[cfg(test)]
mod tests;

pub use account::{Account, Exposure};
pub use adoption::{AdoptionAt, PhaseAnswer, Threshold};
pub use desk::{FunnelStep, Peak, RouteShare};
pub use leaning::Leaning;
pub use series::Series;
pub use target::TargetAnswer;
pub(in super::super) use target::answers as targets;
pub(super) use target::met;

use super::{Chance, Estimate, LuckShare, Results, WeekDistribution};
use crate::observation::{OutputError, break_even_week};
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
    /// The scenario's targets.
    pub targets: Vec<TargetAnswer>,
    /// Probability that one unit meets all of them; it is not the product of
    /// theirs. None without targets.
    pub all_targets: Option<Chance>,
    /// When 50, 60 and 80 % of head-count are enrolled.
    pub thresholds: Vec<Threshold>,
    /// When each phase begins, and adoption when it ends.
    pub phases: Vec<PhaseAnswer>,
    /// Adoption at weeks 10, 16, 24 and the horizon, by every denominator.
    pub adoption: Vec<AdoptionAt>,
    /// Each replicate's own busiest week.
    pub peak: Peak,
    /// Helpdesk, programme and net cash to week 24 and the horizon.
    pub accounts: Vec<Account>,
    /// When the helpdesk has paid back what the rollout cost it.
    pub break_even: WeekDistribution,
    /// How much of the main numbers' variance is luck; empty under luck only.
    pub luck: Vec<LuckShare>,
    /// Cases that exist only with passkeys, to the horizon.
    pub tickets_per_100_enrolments: Estimate,
    /// How enrolments came about, to the horizon.
    pub routes: Vec<RouteShare>,
    /// Prompts by their ordinal for the person, to the horizon.
    pub funnel: Vec<FunnelStep>,
    /// Standard deviation of trust between people at the horizon.
    pub trust_spread: Estimate,
    /// Expected impostors on the recovery path, to the horizon.
    pub exposure: Exposure,
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
    let break_even: Vec<_> = results
        .units
        .iter()
        .map(|one| break_even_week(one.workforce(), &one.params))
        .collect();
    let week = results.main_week();
    let luck = [
        format!("adoption.enrolled.headcount@{week}"),
        format!("desk.minutes.sum@{week}:difference"),
        format!("cost.net_cash.sum@{week}:difference"),
    ];
    let at_horizon = |text: &str| results.named(&text.replace('@', &format!("@{horizon}")));
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
        all_targets,
        thresholds: adoption::thresholds(results),
        phases: adoption::phases(results),
        adoption: adoption::at_weeks(results),
        peak: desk::peak(results),
        accounts: account::accounts(results),
        break_even: WeekDistribution::of(&break_even, results),
        luck: luck
            .into_iter()
            .filter_map(|output| LuckShare::of(&results.named(&output), results, output))
            .collect(),
        tickets_per_100_enrolments: Estimate::of(
            &at_horizon("tickets.per_100_enrolments.sum@"),
            results,
            "cases",
            "100 enrolments",
        ),
        routes: desk::routes(results),
        funnel: desk::funnel(results),
        trust_spread: Estimate::of(
            &at_horizon("trust.spread@"),
            results,
            "trust",
            "employees and contractors",
        ),
        exposure: account::exposure(results),
        leaning: leaning::leaning(results),
        series: series::series(results),
    })
}

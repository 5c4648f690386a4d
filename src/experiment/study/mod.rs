//! Long studies of the model itself: what the shipped scenarios must show, with
//! seed and size as arguments. Compiled with the feature `studies`; results are
//! kept in `docs/studies.md`.

mod claims;
mod predictive;
mod reliability;
mod runbook;

pub use claims::failing_plans;
pub use predictive::{good_plan, predictive};
pub use reliability::{coverage, dummy, selection};
pub use runbook::runbook_week;

use super::runner::Runner;
use super::simulation::{SimulationId, simulations};
use crate::model::ticket::Category;
use crate::observation::{Record, Tally, column};
use crate::parameter::Parameters;
use crate::population::Slots;
use crate::scenario::Scenario;
use crate::simulation::{Plan, simulate};
use std::sync::Arc;

/// How much to simulate.
#[derive(Clone, Copy, Debug)]
pub struct Size {
    /// Seed of draws and worlds.
    pub seed: u64,
    /// Parameter draws, or replications where parameters are fixed.
    pub draws: u32,
}

/// Simulates one replication of each draw; `fixed` parameters take the place of
/// draws.
fn records(
    runner: &Runner,
    scenario: &Scenario,
    size: Size,
    fixed: Option<&Parameters>,
    per_draw: u32,
) -> Vec<Record> {
    let scenario = Arc::new(scenario.clone());
    let slots = Arc::new(Slots::new(&scenario.workforce().organisation));
    runner.map(
        &simulations(0, 0..size.draws, per_draw),
        |simulation: &SimulationId| {
            let parameters = fixed
                .cloned()
                .unwrap_or_else(|| Parameters::drawn(&[], size.seed, simulation.draw));
            let plan = Plan::new(Arc::clone(&scenario), Arc::clone(&slots), &parameters);
            simulate(&plan, size.seed, simulation.replication)
        },
    )
}

/// Enrolled over headcount at a week's end.
fn enrolled(tally: &Tally, week: usize) -> f64 {
    tally.get(week, column::ENROLLED) as f64 / tally.get(week, column::HEADCOUNT) as f64
}

/// Agent minutes of authentication contacts over weeks `from` to `to`.
fn minutes(tally: &Tally, from: usize, to: usize) -> f64 {
    let seconds: i64 = (from..=to)
        .flat_map(|week| Category::ALL.iter().map(move |c| (week, *c as usize)))
        .map(|(week, c)| {
            tally.get(week, column::SECONDS.plus(c))
                + tally.get(week, column::REPEAT_SECONDS.plus(c))
        })
        .sum();
    seconds as f64 / 60.0
}

/// Baseline authentication load B over weeks 1 to `to` [min].
fn baseline_load(record: &Record, to: usize) -> f64 {
    let seconds: i64 = (1..=to)
        .flat_map(|week| {
            Category::ALL
                .iter()
                .filter(|c| c.is_legacy())
                .map(move |c| (week, *c as usize))
        })
        .map(|(week, c)| {
            record.baseline.get(week, column::SECONDS.plus(c))
                + record.baseline.get(week, column::REPEAT_SECONDS.plus(c))
        })
        .sum();
    seconds as f64 / 60.0
}

/// Cumulative change of minutes over weeks 1 to `to`, as a share of B.
fn change(record: &Record, to: usize) -> f64 {
    (minutes(&record.rollout, 1, to) - minutes(&record.baseline, 1, to)) / baseline_load(record, to)
}

/// `p05 p50 p95` of values, in percent.
fn percent(values: &[f64]) -> String {
    let ordered = crate::statistics::sorted(values);
    let at = |p| 100.0 * crate::statistics::quantile_sorted(&ordered, p).unwrap_or(f64::NAN);
    format!(
        "p05 {:+6.1} %  median {:+6.1} %  p95 {:+6.1} %",
        at(0.05),
        at(0.5),
        at(0.95)
    )
}

/// Share of values for which a condition holds, `per_draw` of them from each
/// draw, with the 95 % Wilson interval of as many trials as there are draws:
/// simulations of one draw are not independent.
fn share(values: &[f64], per_draw: usize, holds: impl Fn(f64) -> bool) -> String {
    let hits = values.iter().filter(|value| holds(**value)).count();
    let draws = values.len() / per_draw;
    let interval = crate::statistics::wilson((hits / per_draw) as u64, draws as u64, 0.95);
    let (lo, hi) = interval.map_or((0.0, 1.0), |i| (i.lo, i.hi));
    format!(
        "{:.3} ({lo:.3} to {hi:.3}, n {draws} draws)",
        hits as f64 / values.len() as f64
    )
}

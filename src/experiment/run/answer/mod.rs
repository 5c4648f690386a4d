//! Fills the answer of a run.

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

pub(super) use target::met;
pub(in super::super) use target::{answers as targets, unjudged};

use super::Results;
use crate::answer::{ChanceShare, Counts, FORMAT, RunAnswer, Uncertainty};
use crate::observation::{Output, OutputError};

/// The answer of finished simulations.
///
/// # Errors
/// If a target's output is none.
pub fn answer(results: &Results<'_>) -> Result<RunAnswer, OutputError> {
    let horizon = results.horizon();
    let (targets, all_targets) = targets(results)?;
    let chance_only = results.chance_only();
    let n = results.simulations.len();
    let draws = if chance_only {
        n.min(1)
    } else {
        results.draws()
    };
    Ok(RunAnswer {
        format: FORMAT,
        plan: results.scenario.name.clone(),
        counts: Counts {
            draws,
            replications_per_draw: if chance_only { n } else { results.per_draw() },
            n,
            horizon,
        },
        uncertainty: Uncertainty::of(chance_only),
        targets,
        unjudged: unjudged(results),
        all_targets,
        workforce: workforce::workforce(results),
        customers: customers::customers(results),
        chance_shares: main_outputs(results)
            .into_iter()
            .filter_map(|output| {
                ChanceShare::of(&results.output(&output), results, output.to_string())
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

//! `compare`: several plans on the same draws of the parameters and in the same
//! worlds, so that what differs between them is the plans' doing.

mod outcome;
mod outputs;
mod pareto;
pub mod plans;
pub mod selection;
pub mod several;
#[cfg(test)]
mod tests;

pub use outcome::better;
pub use outputs::{default_outputs, pareto_outputs, shortest};

use super::run::answer::{targets, unjudged};
use super::run::{Finished, Results};
use crate::answer::{CompareAnswer, ComparedPlan, Counts, FORMAT, Uncertainty};
use crate::observation::OutputError;
use crate::scenario::Scenario;

/// Level at which all intervals of differences hold together.
const LEVEL: f64 = 0.95;

/// Simulations of several plans, plan by plan. Draws that not all plans have whole are left
/// out: a run that was asked for less than it has may end in the middle of one, and a
/// selection drops plans.
pub fn by_point(finished: Vec<Finished>, points: usize, per_draw: u32) -> Vec<Vec<Finished>> {
    let mut plans = whole_draws(finished, points, per_draw);
    let common = plans.iter().map(Vec::len).min().unwrap_or(0);
    for plan in &mut plans {
        plan.truncate(common);
    }
    plans
}

/// Simulations of several plans, plan by plan, as far as a plan's draws are whole.
pub fn whole_draws(finished: Vec<Finished>, points: usize, per_draw: u32) -> Vec<Vec<Finished>> {
    let mut plans: Vec<Vec<Finished>> = Vec::new();
    plans.resize_with(points, Vec::new);
    for one in finished {
        plans[one.simulation.point as usize].push(one);
    }
    let per_draw = per_draw.max(1) as usize;
    for plan in &mut plans {
        plan.truncate(plan.len() / per_draw * per_draw);
    }
    plans
}

/// Compares plans whose simulations are of the same draws and replications. `against` is
/// the position of the plan that differences are taken against.
///
/// # Errors
/// If a text is no output of every plan, or a plan's target has none.
///
/// # Panics
/// If there are no plans, or their simulations differ.
pub fn compare(
    plans: &[Results<'_>],
    outputs: &[String],
    against: usize,
) -> Result<CompareAnswer, OutputError> {
    let simulations = |plan: &Results<'_>| {
        plan.simulations
            .iter()
            .map(|one| (one.simulation.draw, one.simulation.replication))
            .collect::<Vec<_>>()
    };
    let first = simulations(&plans[0]);
    assert!(
        plans.iter().all(|plan| simulations(plan) == first),
        "plans share their simulations"
    );
    let scenarios: Vec<&Scenario> = plans.iter().map(|plan| plan.scenario).collect();
    let name = |at: usize| scenarios[at].name.clone();
    let comparisons = ((plans.len() - 1) * outputs.len()).max(1);
    let level = 1.0 - (1.0 - LEVEL) / comparisons as f64;
    let chance_only = plans.iter().all(Results::chance_only);
    let rule = outcome::Rule {
        against,
        level,
        per_draw: plans.iter().map(Results::per_draw).max().unwrap_or(1),
    };
    let mut answers = Vec::new();
    for text in outputs {
        let (output, values) = outcome::column(plans, text)?;
        answers.push(outcome::compare(&output, &scenarios, &values, rule));
    }
    let mut described = Vec::new();
    for plan in plans {
        let (targets, all_targets) = targets(plan)?;
        let met = all_targets.as_ref().and_then(|chance| chance.probability);
        described.push(ComparedPlan {
            name: plan.scenario.name.clone(),
            feasible: met.is_none_or(|share| share >= 0.5),
            targets,
            unjudged: unjudged(plan),
            all_targets,
        });
    }
    let n = first.len();
    Ok(CompareAnswer {
        format: FORMAT,
        against: name(against),
        counts: Counts {
            draws: if chance_only {
                n.min(1)
            } else {
                plans[0].draws()
            },
            replications_per_draw: if chance_only { n } else { rule.per_draw },
            n,
            horizon: shortest(&scenarios),
        },
        uncertainty: Uncertainty::of(chance_only),
        comparisons,
        level,
        outputs: answers,
        pareto: pareto::pareto(plans, &described)?,
        selection: None,
        plans: described,
    })
}

//! `compare`: several plans on the same draws of the parameters and in the same
//! worlds, so that what differs between them is the plans' doing.

mod outcome;
#[cfg(test)]
mod tests;

pub use outcome::{Difference, OutputAnswer, PlanNumbers};

use super::run::answer::{Counts, FORMAT, TargetAnswer, targets};
use super::run::{Chance, Finished, Results};
use crate::observation::{Arm, Better, Output, OutputError, Statistic};
use crate::scenario::Scenario;
use crate::statistics::{Goal, mean, non_dominated};
use serde::Serialize;

/// Level at which all intervals of differences hold together.
const LEVEL: f64 = 0.95;

/// An output of a plan's units.
type Values = Vec<Option<f64>>;

/// What a comparison says.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Answer {
    /// Version of this form.
    pub format: u32,
    /// `compare`.
    pub command: &'static str,
    /// The plans, in the order of their points.
    pub plans: Vec<PlanAnswer>,
    /// The plan that differences are taken against.
    pub against: String,
    /// How much was simulated of each plan; the horizon is the shortest.
    pub counts: Counts,
    /// What the widths contain: `parameters and luck`, or `luck only`.
    pub uncertainty: &'static str,
    /// Intervals of differences that hold together with 95 %: other plans times
    /// outputs (Bonferroni).
    pub comparisons: usize,
    /// Level of each of them.
    pub level: f64,
    /// The outputs asked for.
    pub outputs: Vec<OutputAnswer>,
    /// Plans that no other beats in everything.
    pub pareto: Pareto,
}

/// A plan and its targets.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct PlanAnswer {
    /// Its name.
    pub name: String,
    /// Its targets.
    pub targets: Vec<TargetAnswer>,
    /// Probability that one unit meets all of them; none without targets.
    pub all_targets: Option<Chance>,
    /// Whether all targets are met in at least half of the units, as they are
    /// where there are none.
    pub feasible: bool,
}

/// Plans of which none is at least as good in adoption, peak and cost, and better
/// in one; by means.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Pareto {
    /// The outputs.
    pub outputs: Vec<String>,
    /// Whether plans that are not feasible were left out.
    pub feasible_only: bool,
    /// The plans.
    pub plans: Vec<String>,
}

/// Units of several plans, plan by plan. Draws that not all plans have whole are left
/// out: a run that was asked for less than it has may end in the middle of one.
pub fn by_point(mut finished: Vec<Finished>, points: usize, per_draw: u32) -> Vec<Vec<Finished>> {
    let round = points * per_draw as usize;
    finished.truncate(finished.len() / round * round);
    let mut plans: Vec<Vec<Finished>> = Vec::new();
    plans.resize_with(points, Vec::new);
    for one in finished {
        plans[one.unit.point as usize].push(one);
    }
    plans
}

/// What is compared unless something else is asked.
pub fn default_outputs(scenarios: &[&Scenario]) -> Vec<String> {
    let [adoption, peak, net_cash] = pareto_outputs(scenarios);
    let week = main_week(scenarios);
    vec![
        adoption,
        format!("desk.minutes.sum@{week}:difference"),
        peak,
        format!("cost.helpdesk.sum@{week}:difference"),
        net_cash,
    ]
}

/// Adoption, peak tickets and net cash.
pub fn pareto_outputs(scenarios: &[&Scenario]) -> [String; 3] {
    let week = main_week(scenarios);
    let shortest = shortest(scenarios);
    let same = scenarios.iter().all(|plan| plan.run.horizon == shortest);
    let peak = if same {
        "tickets.all.max".to_owned()
    } else {
        format!("tickets.all.max@{shortest}")
    };
    [
        format!("adoption.enrolled.headcount@{week}"),
        peak,
        format!("cost.net_cash.sum@{week}:difference"),
    ]
}

/// The horizon that all plans have [weeks].
pub fn shortest(scenarios: &[&Scenario]) -> u16 {
    let horizons = scenarios.iter().map(|plan| plan.run.horizon);
    horizons.min().unwrap_or(0)
}

fn main_week(scenarios: &[&Scenario]) -> u16 {
    shortest(scenarios).min(24)
}

/// Which way is good; a week says nothing of it, and no plan changes a baseline.
pub fn better(output: &Output) -> Better {
    if output.statistic == Statistic::WeekOfMax || output.arm == Arm::Baseline {
        Better::Neither
    } else {
        output.metric.better
    }
}

/// Compares plans whose units are of the same draws and replicates. `against` is
/// the position of the plan that differences are taken against.
///
/// # Errors
/// If a text is no output of every plan, or a plan's target has none.
///
/// # Panics
/// If there are no plans, or their units differ.
pub fn compare(
    plans: &[Results<'_>],
    outputs: &[String],
    against: usize,
) -> Result<Answer, OutputError> {
    let units = |plan: &Results<'_>| {
        plan.units
            .iter()
            .map(|one| (one.unit.draw, one.unit.replicate))
            .collect::<Vec<_>>()
    };
    let first = units(&plans[0]);
    assert!(
        plans.iter().all(|plan| units(plan) == first),
        "plans share their units"
    );
    let scenarios: Vec<&Scenario> = plans.iter().map(|plan| plan.scenario).collect();
    let name = |at: usize| scenarios[at].name.clone();
    let comparisons = ((plans.len() - 1) * outputs.len()).max(1);
    let level = 1.0 - (1.0 - LEVEL) / comparisons as f64;
    let luck_only = plans.iter().all(Results::luck_only);
    let rule = outcome::Rule {
        against,
        level,
        per_draw: plans.iter().map(Results::per_draw).max().unwrap_or(1),
    };
    let mut answers = Vec::new();
    for text in outputs {
        let (output, values) = column(plans, text)?;
        answers.push(outcome::compare(&output, &scenarios, &values, rule));
    }
    let mut described = Vec::new();
    for plan in plans {
        let (targets, all_targets) = targets(plan)?;
        let met = all_targets.as_ref().and_then(|chance| chance.probability);
        described.push(PlanAnswer {
            name: plan.scenario.name.clone(),
            feasible: met.is_none_or(|share| share >= 0.5),
            targets,
            all_targets,
        });
    }
    let n = first.len();
    Ok(Answer {
        format: FORMAT,
        command: "compare",
        against: name(against),
        counts: Counts {
            draws: if luck_only {
                n.min(1)
            } else {
                plans[0].draws()
            },
            replicates_per_draw: if luck_only { n } else { rule.per_draw },
            n,
            horizon: shortest(&scenarios),
        },
        uncertainty: if luck_only {
            "luck only"
        } else {
            "parameters and luck"
        },
        comparisons,
        level,
        outputs: answers,
        pareto: pareto(plans, &described)?,
        plans: described,
    })
}

/// An output of every plan, and its values by plan and unit.
fn column(plans: &[Results<'_>], text: &str) -> Result<(Output, Vec<Values>), OutputError> {
    let mut values = Vec::new();
    for plan in plans {
        // Plans number their segments each for itself.
        values.push(plan.output(&Output::parse(text, &plan.segments)?));
    }
    Ok((Output::parse(text, &plans[0].segments)?, values))
}

fn pareto(plans: &[Results<'_>], described: &[PlanAnswer]) -> Result<Pareto, OutputError> {
    let scenarios: Vec<&Scenario> = plans.iter().map(|plan| plan.scenario).collect();
    let outputs = pareto_outputs(&scenarios);
    let (mut points, mut goals) = (vec![Vec::new(); plans.len()], Vec::new());
    for text in &outputs {
        let (output, values) = column(plans, text)?;
        let goal = outcome::goal(better(&output)).unwrap_or(Goal::Smallest);
        let worst = match goal {
            Goal::Largest => f64::NEG_INFINITY,
            Goal::Smallest => f64::INFINITY,
        };
        goals.push(goal);
        for (point, values) in points.iter_mut().zip(values) {
            let defined: Vec<f64> = values.into_iter().flatten().collect();
            point.push(mean(&defined).unwrap_or(worst));
        }
    }
    let some = described.iter().any(|plan| plan.feasible);
    let all = described.iter().all(|plan| plan.feasible);
    let kept: Vec<usize> = (0..plans.len())
        .filter(|at| !some || described[*at].feasible)
        .collect();
    let points: Vec<Vec<f64>> = kept.iter().map(|at| points[*at].clone()).collect();
    let front = non_dominated(&points, &goals).into_iter();
    Ok(Pareto {
        outputs: outputs.to_vec(),
        feasible_only: some && !all,
        plans: front.map(|at| described[kept[at]].name.clone()).collect(),
    })
}

//! Plans that no other plan beats in adoption, peak tickets and net cash.

use super::super::run::Results;
use super::outcome::{self, better, column};
use super::outputs::pareto_outputs;
use crate::answer::{ComparedPlan, FrontChance, Pareto};
use crate::observation::OutputError;
use crate::random::WorldKey;
use crate::scenario::Scenario;
use crate::statistics::{Goal, mean, non_dominated, non_dominated_probability};

/// Resamples of the draws; a probability of a half is then known to three points.
const RESAMPLES: u32 = 1000;

/// Keeps these resamples apart from other uses of the seed.
const STREAM: u32 = 0x5061_7265;

/// The plans on the front, and how sure that is.
pub(super) fn pareto(
    plans: &[Results<'_>],
    described: &[ComparedPlan],
) -> Result<Pareto, OutputError> {
    let scenarios: Vec<&Scenario> = plans.iter().map(|plan| plan.scenario).collect();
    let outputs = pareto_outputs(&scenarios);
    let (mut points, mut goals) = (vec![Vec::new(); plans.len()], Vec::new());
    let mut columns = Vec::new();
    for text in &outputs {
        let (output, values) = column(plans, text)?;
        let goal = outcome::goal(better(&output)).unwrap_or(Goal::Smallest);
        let worst = match goal {
            Goal::Largest => f64::NEG_INFINITY,
            Goal::Smallest => f64::INFINITY,
        };
        goals.push(goal);
        for (point, values) in points.iter_mut().zip(&values) {
            let defined: Vec<f64> = values.iter().copied().flatten().collect();
            point.push(mean(&defined).unwrap_or(worst));
        }
        columns.push(values);
    }
    let some = described.iter().any(|plan| plan.feasible);
    let all = described.iter().all(|plan| plan.feasible);
    let kept: Vec<usize> = (0..plans.len())
        .filter(|at| !some || described[*at].feasible)
        .collect();
    let points: Vec<Vec<f64>> = kept.iter().map(|at| points[*at].clone()).collect();
    let front = non_dominated(&points, &goals).into_iter();
    let chances = chances(plans, &columns, &kept, &goals);
    let name = |at: usize| described[at].name.clone();
    Ok(Pareto {
        outputs,
        feasible_only: some && !all,
        plans: front.map(|at| name(kept[at])).collect(),
        chances: kept
            .iter()
            .enumerate()
            .map(|(at, plan)| FrontChance {
                plan: name(*plan),
                probability: chances.as_ref().map(|chances| chances[at]),
            })
            .collect(),
    })
}

/// Bootstrap over the draws in which everything is defined; `columns` by output, plan
/// and simulation.
fn chances(
    plans: &[Results<'_>],
    columns: &[Vec<Vec<Option<f64>>>],
    kept: &[usize],
    goals: &[Goal],
) -> Option<Vec<f64>> {
    let per_draw = plans.iter().map(Results::per_draw).max()?;
    let mean_of = |values: &[Option<f64>]| {
        let defined: Option<Vec<f64>> = values.iter().copied().collect();
        defined.and_then(|values| mean(&values))
    };
    let draws = columns.first()?.first()?.len() / per_draw;
    let mut table = vec![vec![Vec::new(); columns.len()]; kept.len()];
    for draw in 0..draws {
        let part = draw * per_draw..(draw + 1) * per_draw;
        let of = |plan: &usize| -> Option<Vec<f64>> {
            let value = |output: &Vec<Vec<Option<f64>>>| mean_of(&output[*plan][part.clone()]);
            columns.iter().map(value).collect()
        };
        let Some(row) = kept.iter().map(of).collect::<Option<Vec<_>>>() else {
            continue;
        };
        for (plan, values) in table.iter_mut().zip(row) {
            for (list, value) in plan.iter_mut().zip(values) {
                list.push(value);
            }
        }
    }
    let lists: Vec<Vec<&[f64]>> = table
        .iter()
        .map(|plan| plan.iter().map(Vec::as_slice).collect())
        .collect();
    let key = WorldKey::new(plans[0].scenario.run.seed, STREAM);
    non_dominated_probability(&lists, goals, key, RESAMPLES)
}

//! The desk's busiest week, and how people came to enrol.

use super::super::tables::ORDINALS;
use super::super::{Finished, Results};
use crate::answer::{Estimate, FunnelStep, Peak, RouteShare};
use crate::model::hazard::{Route, WHOLE};
use crate::observation::{Arm, Column, View, column, metric};

/// The busiest week.
pub(super) fn peak(results: &Results<'_>) -> Peak {
    let weeks = results.named("tickets.all.week_of_max");
    let at_peak = |id: &str, arm| {
        let metric = metric(id);
        let rows = results.simulations.iter().zip(&weeks);
        let values: Vec<_> = rows
            .map(|(one, week)| {
                let view = View {
                    record: one.workforce(),
                    params: &one.params,
                    arm,
                };
                metric?.value(&view, (*week)? as usize)
            })
            .collect();
        Estimate::of(&values, results, "agents", "")
    };
    let named = |text, simulation| Estimate::of(&results.named(text), results, simulation, "");
    Peak {
        tickets: named("tickets.all.max", "cases"),
        week: Estimate::of(&weeks, results, "week", ""),
        agents_needed: at_peak("desk.agents_needed", Arm::Rollout),
        baseline_agents_needed: at_peak("desk.agents_needed", Arm::Baseline),
        most_agents_needed: named("desk.agents_needed.max", "agents"),
        backlog: named("desk.backlog.max", "cases"),
    }
}

/// How enrolments came about.
pub(super) fn routes(results: &Results<'_>) -> Vec<RouteShare> {
    let share = |at: usize| {
        let values = results.column(|one| {
            let whole = total(one, column::ENROLMENTS, results);
            let part = total(one, column::ROUTE.plus(at), results) / WHOLE as f64;
            (whole > 0.0).then(|| part / whole)
        });
        RouteShare {
            route: Route::ALL[at].name().to_owned(),
            share: Estimate::of(&values, results, "share", "enrolments by any route"),
        }
    };
    (0..Route::ALL.len()).map(share).collect()
}

/// Prompts by ordinal.
pub(super) fn funnel(results: &Results<'_>) -> Vec<FunnelStep> {
    let step = |at: usize| {
        let sum = |first: Column| results.column(|one| Some(total(one, first.plus(at), results)));
        let (prompts, attempts) = (sum(column::PROMPTS), sum(column::PROMPT_ATTEMPTS));
        let share: Vec<_> = prompts
            .iter()
            .zip(&attempts)
            .map(|(prompts, attempts)| {
                let (prompts, attempts) = ((*prompts)?, (*attempts)?);
                (prompts > 0.0).then(|| attempts / prompts)
            })
            .collect();
        FunnelStep {
            ordinal: ORDINALS[at].to_owned(),
            prompts: Estimate::of(&prompts, results, "prompts", ""),
            attempts: Estimate::of(&attempts, results, "ceremonies", ""),
            share: Estimate::of(&share, results, "share", "prompts of that ordinal"),
        }
    };
    (0..ORDINALS.len()).map(step).collect()
}

/// A column of the rollout over all plan weeks.
fn total(one: &Finished, column: Column, results: &Results<'_>) -> f64 {
    let weeks = 1..=usize::from(results.horizon());
    weeks
        .map(|week| one.workforce().rollout.get(week, column))
        .sum::<i64>() as f64
}

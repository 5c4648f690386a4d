//! The answer of `spend`.

use super::super::run::Finished;
use super::measure::Measured;
use super::spending::{Known, Spending, drawn};
use crate::answer::{Counts, Curve, FORMAT, SpendAnswer, Uncertainty};
use crate::model::communications::{Notice, notice};
use crate::population::Slots;
use crate::statistics::mean;

/// The answer of finished simulations, whose numbers are `known`.
pub fn answer(spending: &Spending, finished: &[Finished], known: &Known) -> SpendAnswer {
    let design = &spending.design;
    let plan = &design.scenarios[0];
    let per_draw = spending.per_draw();
    let response = spending.response();
    let samples: Vec<Vec<&Measured>> = {
        let mut samples = vec![Vec::new(); design.scenarios.len()];
        for simulation in &response {
            samples[simulation.point as usize].extend(known.get(simulation));
        }
        samples
    };
    let curves = design.curves.iter().map(|curve| {
        let levels = curve.levels.iter();
        let simulations = levels.map(|level| samples[level.point].clone()).collect();
        Curve::of(
            design.name(curve),
            curve,
            &simulations,
            per_draw,
            spending.value,
        )
    });
    let mut curves: Vec<Curve> = curves.collect();
    if let Some(all) = curves.first_mut() {
        messages(spending, finished, all);
    }
    let run = &plan.run;
    let chance_only = !drawn(plan);
    let n = samples[0].len();
    SpendAnswer {
        format: FORMAT,
        plan: plan.name.clone(),
        week: design.week,
        counts: Counts {
            draws: if chance_only {
                n.min(1)
            } else {
                run.draws as usize
            },
            replications_per_draw: if chance_only {
                n
            } else {
                run.replications_per_draw as usize
            },
            n,
            horizon: run.horizon,
        },
        uncertainty: Uncertainty::of(chance_only),
        value_per_adopter: spending.value,
        curves,
        allocation: spending.allocation(finished.len(), known),
    }
}

/// What reaches people at each level, and what fatigue takes: means over draws, from
/// the rules alone.
fn messages(spending: &Spending, finished: &[Finished], curve: &mut Curve) {
    let design = &spending.design;
    let run = &design.scenarios[0].run;
    let slots = Slots::new(&design.scenarios[0].workforce().organisation);
    let mut draws: Vec<&Finished> = Vec::new();
    for one in finished.iter().filter(|one| one.simulation.point == 0) {
        let new = draws
            .last()
            .is_none_or(|last| last.simulation.draw != one.simulation.draw);
        if new && one.simulation.draw < run.draws {
            draws.push(one);
        }
    }
    for level in &mut curve.levels {
        let plan = &design.scenarios[level.point];
        let of = |one: &&Finished| notice(plan, &one.params, &slots, design.week);
        let all: Vec<Notice> = draws.iter().map(of).collect();
        let understood: Vec<f64> = all.iter().map(|one| one.understood).collect();
        let lost: Vec<f64> = all.iter().filter_map(|one| one.lost).collect();
        (level.messages, level.lost_to_fatigue) = (mean(&understood), mean(&lost));
    }
}

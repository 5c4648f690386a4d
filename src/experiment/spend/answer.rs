//! The answer of `spend`.

use super::super::run::Results;
use super::super::run::answer::{Counts, FORMAT};
use super::{Allocation, Curve, Known, Measured, Spending};
use crate::scenario::Scenario;
use serde::Serialize;

/// What a spend response says.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Answer {
    /// Version of this form.
    pub format: u32,
    /// `spend`.
    pub command: &'static str,
    /// The plan's name.
    pub plan: String,
    /// Adoption is of this week, money and tickets up to it.
    pub week: u16,
    /// How much was simulated of each level; other draws judge a division.
    pub counts: Counts,
    /// What the widths contain: `parameters and luck`, or `luck only`.
    pub uncertainty: &'static str,
    /// What an adopter is worth, where it was said [$].
    pub value_per_adopter: Option<f64>,
    /// The curve of all channels, then each channel's.
    pub curves: Vec<Curve>,
    /// The best division of a budget, where there is one.
    pub allocation: Option<Allocation>,
}

/// The answer of `done` finished units.
pub fn answer(spending: &Spending, done: usize, known: &Known) -> Answer {
    let design = &spending.design;
    let plan = &design.scenarios[0];
    let per_draw = spending.per_draw();
    let response = spending.response();
    let samples: Vec<Vec<&Measured>> = {
        let mut samples = vec![Vec::new(); design.scenarios.len()];
        for unit in &response {
            samples[unit.point as usize].extend(known.get(unit));
        }
        samples
    };
    let curves = design.curves.iter().map(|curve| {
        let levels = curve.levels.iter();
        let units = levels.map(|level| samples[level.point].clone()).collect();
        Curve::of(design.name(curve), curve, &units, per_draw, spending.value)
    });
    let run = &plan.run;
    let luck_only = !drawn(plan);
    let n = samples[0].len();
    Answer {
        format: FORMAT,
        command: "spend",
        plan: plan.name.clone(),
        week: design.week,
        counts: Counts {
            draws: if luck_only {
                n.min(1)
            } else {
                run.draws as usize
            },
            replicates_per_draw: if luck_only {
                n
            } else {
                run.replicates_per_draw as usize
            },
            n,
            horizon: run.horizon,
        },
        uncertainty: if luck_only {
            "luck only"
        } else {
            "parameters and luck"
        },
        value_per_adopter: spending.value,
        curves: curves.collect(),
        allocation: spending.allocation(done, known),
    }
}

/// Whether any parameter is drawn.
pub(super) fn drawn(plan: &Scenario) -> bool {
    !Results::new(plan, &[]).drawn().is_empty()
}

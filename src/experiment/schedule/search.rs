//! The search itself: candidates that share draws and worlds.

use std::cell::RefCell;

use serde_json::json;

use super::answer::answer;
use super::candidates::Candidates;
use super::measure::{Measured, Measures};
use super::{Design, most_simulations, next};
use crate::answer::Answer;
use crate::answer::table::{points_table, schedule_table};
use crate::experiment::constraint::Constraint;
use crate::experiment::error::ExperimentError;
use crate::experiment::handover::Handover;
use crate::experiment::identity::Identity;
use crate::experiment::interface::Experiment;
use crate::experiment::run::results::{Finished, Results};
use crate::experiment::run::simulations::{SimulationTable, SimulationValues};
use crate::experiment::runner::Runner;
use crate::experiment::simulation::SimulationId;
use crate::observation::{OutputError, Segments};
use crate::parameter::Id;
use crate::scenario::{Note, Scenario, canonical, to_toml};
use crate::statistics::Goal;

/// Candidates that share draws and worlds, and the numbers of their simulations so far:
/// records are not kept, as a search has many simulations.
pub struct Search {
    found: Candidates,
    design: Design,
    measures: Measures,
    measured: RefCell<Vec<Measured>>,
}

impl Experiment for Search {
    fn identity(&self) -> Identity {
        let (found, design) = (&self.found, &self.design);
        let plan = &found.candidates[0].scenario;
        let candidates = found.candidates.iter();
        let scenarios = candidates.map(|one| canonical(&one.scenario));
        Identity {
            command: "schedule".to_owned(),
            design: json!({
                "objective": design.objective,
                "goal": if design.goal == Goal::Largest { "largest" } else { "smallest" },
                "constraints": design.constraints.iter().map(Constraint::answer).collect::<Vec<_>>(),
                "levers": found.grid.levers,
                "labels": found.candidates.iter().map(|one| &one.label).collect::<Vec<_>>(),
                "skipped": found.grid.skipped,
                "repeated": found.grid.repeated,
                // The looks of the search, and where fresh draws begin.
                "draws": plan.run.draws,
            }),
            scenarios: scenarios.collect(),
            aggregates: found.given.aggregates.clone(),
            seed: plan.run.seed,
        }
    }

    fn name(&self) -> String {
        format!("schedule {}", self.found.candidates[0].scenario.name)
    }

    fn scenarios(&self) -> Vec<&Scenario> {
        let candidates = self.found.candidates.iter();
        candidates.map(|one| &one.scenario).collect()
    }

    fn today(&self) -> Option<&Scenario> {
        Some(&self.found.given.loaded.scenario)
    }

    fn next(&self, finished: &[Finished]) -> Result<Vec<SimulationId>, ExperimentError> {
        let measured = &self.measured.borrow()[..finished.len()];
        Ok(next(&self.design, &self.scenarios(), measured)?)
    }

    fn most_at(&self, draws: u32) -> u64 {
        let candidates = &self.found.candidates;
        let per_draw = candidates[0].scenario.run.replications_per_draw;
        most_simulations(candidates.len(), draws, per_draw)
    }

    fn may_end_early(&self) -> bool {
        true
    }

    fn extends(&self) -> bool {
        false
    }

    fn splits(&self) -> bool {
        false
    }

    fn see(&self, one: &Finished) {
        self.measured.borrow_mut().push(self.measures.take(one));
    }

    fn keeps_records(&self) -> bool {
        false
    }

    fn answer(
        &self,
        mut finished: Vec<Finished>,
        into: &mut dyn Handover,
        _runner: &Runner,
    ) -> Result<Answer, ExperimentError> {
        let candidates = &self.found.candidates;
        let measured = self.measured.borrow();
        let (answer, needed) = answer(&self.design, candidates, &self.found.grid, &measured)?;
        finished.truncate(needed);
        into.text("scenario.toml", &self.found.given.source.text)?;
        let first = answer.finals.first().map_or(0, |one| one.point as usize);
        into.text("resolved.toml", &to_toml(&candidates[0].scenario))?;
        into.text("resolved-best.toml", &to_toml(&candidates[first].scenario))?;
        let labels = candidates.iter().map(|one| one.label.as_str());
        into.table(points_table(labels).boxed())?;
        into.table(schedule_table(&answer).boxed())?;
        let simulations = self.simulations(&finished, &measured);
        let segments = Segments::new(&candidates[0].scenario);
        into.table(simulations.file(&segments).boxed())?;
        Ok(Answer::Schedule(answer))
    }
}

impl Search {
    /// A search of candidates.
    ///
    /// # Errors
    /// If an output is none of every candidate.
    pub fn new(found: Candidates, design: Design) -> Result<Self, OutputError> {
        let candidates = found.candidates.iter();
        let plans: Vec<&Scenario> = candidates.map(|one| &one.scenario).collect();
        Ok(Self {
            measures: Measures::new(&design, &plans)?,
            found,
            design,
            measured: RefCell::default(),
        })
    }

    /// What the user should know of the plan.
    pub fn notes(&self) -> &[Note] {
        &self.found.given.loaded.notes
    }

    /// A row a simulation, candidate by candidate, which go by their levers' settings.
    fn simulations<'a>(
        &'a self,
        finished: &'a [Finished],
        measured: &'a [Measured],
    ) -> SimulationTable<'a> {
        let candidates = &self.found.candidates;
        let plans = candidates
            .iter()
            .map(|one| Results::new(&one.scenario, &[]));
        let mut drawn: Vec<Id> = plans.flat_map(|plan| plan.drawn().to_vec()).collect();
        drawn.sort_unstable();
        drawn.dedup();
        let mut columns = vec![self.design.objective.clone()];
        let mut kept = Vec::new();
        for (at, constraint) in self.design.constraints.iter().enumerate() {
            // Several constraints may be about the same, or about the objective.
            if !columns.contains(&constraint.output) {
                kept.push(at);
                columns.push(constraint.output.clone());
            }
        }
        columns.push("break_even_week".to_owned());
        columns.extend(drawn.iter().map(|id| id.entry().id.to_string()));
        let mut by_plan: Vec<_> = finished.iter().zip(measured).collect();
        by_plan.sort_by_key(|(one, _)| one.simulation.point);
        let row = move |(one, measured): (&Finished, &Measured)| {
            let constrained = kept.iter().map(|at| measured.constrained[*at]);
            let break_even = measured.break_even.map(f64::from);
            let parameters = drawn.iter().map(|id| Some(one.params[*id]));
            SimulationValues {
                simulation: one.simulation,
                values: std::iter::once(measured.objective)
                    .chain(constrained)
                    .chain([break_even])
                    .chain(parameters)
                    .collect(),
            }
        };
        SimulationTable {
            plans: candidates.iter().map(|one| one.label.as_str()).collect(),
            columns,
            rows: Box::new(by_plan.into_iter().map(row)),
        }
    }
}

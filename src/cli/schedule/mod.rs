//! `schedule`: the best of the plans that the levers make.

mod candidates;

use std::cell::RefCell;

use serde_json::{Value, json};

use super::arguments::{PlaceArguments, ScheduleArguments};
use super::console::Console;
use super::exit;
use super::failure::Failure;
use super::run::{
    Experiment, Order, SUMMARY, Then, Typed, assertion::comparable, assertion::readable, undefined,
};
use crate::experiment::compare::better;
use crate::experiment::run::{Finished, ReplicateRow, ReplicateTable, Results};
use crate::experiment::schedule::{self as search, Design, Grid, Measured, Measures};
use crate::experiment::{Constraint, Runner, Unit};
use crate::observation::{Better, Segments};
use crate::parameter::Id;
use crate::scenario::{Scenario, canonical, to_toml};
use crate::statistics::Goal;
use crate::store::{Identity, RunFolder, points_table, replicate_table, schedule_table};
use crate::units::Population;
use candidates::Candidates;

impl Typed for ScheduleArguments {
    fn place(&self) -> &PlaceArguments {
        &self.place
    }

    fn with_replicates(&self, replicates: u32) -> Self {
        let mut counted = self.clone();
        counted.changes.replicates = Some(replicates);
        counted
    }

    fn order(&self, console: &Console, then: Then<'_>) -> Result<u8, Failure> {
        let found = Candidates::load(self)?;
        let plan = &found.candidates[0].scenario;
        let design = design(self, plan)?;
        let Grid { skipped, .. } = found.grid;
        if skipped > 0 {
            console.say(&format!(
                "{skipped} of {} combinations are no valid plan and were skipped.",
                found.grid.combinations
            ));
        }
        let scenarios: Vec<Value> = found
            .candidates
            .iter()
            .map(|one| canonical(&one.scenario))
            .collect();
        let identity = Identity {
            command: "schedule".to_owned(),
            design: json!({
                "objective": design.objective,
                "goal": if design.goal == Goal::Largest { "largest" } else { "smallest" },
                "constraints": design.constraints,
                "levers": found.grid.levers,
                "labels": found.candidates.iter().map(|one| &one.label).collect::<Vec<_>>(),
                "skipped": skipped,
                "repeated": found.grid.repeated,
                // The looks of the search, and where fresh draws begin.
                "draws": plan.run.draws,
            }),
            scenarios,
            aggregates: found.given.aggregates.clone(),
            seed: plan.run.seed,
        };
        let name = format!("schedule {}", plan.name);
        let order = Order {
            experiment: &Search::new(&found, &design)?,
            identity: &identity,
            name: &name,
            place: &self.place,
            assertions: &[],
            notes: &found.given.loaded.notes,
        };
        then(&order)
    }
}

/// What is searched for, checked against the plan.
fn design(arguments: &ScheduleArguments, plan: &Scenario) -> Result<Design, Failure> {
    let moved = |one: &Population| arguments.levers.iter().any(|lever| lever.moves(*one));
    // The first of those that the levers move.
    let population = plan.populations().find(moved);
    let week = plan.run.horizon.min(24);
    let default = match population {
        Some(of) => format!("adoption.enrolled.headcount@{week}/{of}"),
        None => format!("adoption.enrolled.headcount@{week}"),
    };
    let text = arguments.objective.as_deref().unwrap_or(&default);
    let objective = readable("--objective", text, plan)?;
    if let Some(of) = population.filter(|_| !moved(&objective.population)) {
        let message = format!("--objective: no lever moves anything that {objective} depends on");
        return Err(
            Failure::plain(exit::USAGE, "cli::usage", message).advise(format!(
                "an output about {of}, such as cost.net_cash.sum@{week}/{of}"
            )),
        );
    }
    let goal = match better(&objective) {
        _ if arguments.maximise => Goal::Largest,
        _ if arguments.minimise => Goal::Smallest,
        Better::Higher => Goal::Largest,
        Better::Lower => Goal::Smallest,
        Better::Neither => {
            let message = format!("--objective: neither way of {objective} is good by itself");
            return Err(Failure::plain(exit::USAGE, "cli::usage", message)
                .advise("--maximise or --minimise says which way is meant"));
        }
    };
    let canonical = |constraint: &Constraint| {
        let Constraint { output, typed, .. } = constraint;
        let output = comparable("--constraint", output, typed, plan)?;
        Ok(Constraint {
            output: output.to_string(),
            ..constraint.clone()
        })
    };
    let constraints = arguments.constraints.iter().map(canonical);
    Ok(Design {
        objective: objective.to_string(),
        goal,
        constraints: constraints.collect::<Result<_, Failure>>()?,
    })
}

/// Candidates that share draws and worlds, and the numbers of their units so far:
/// records are not kept, as a search has many units.
struct Search<'a> {
    found: &'a Candidates,
    design: &'a Design,
    measures: Measures,
    measured: RefCell<Vec<Measured>>,
}

impl Experiment for Search<'_> {
    fn scenarios(&self) -> Vec<&Scenario> {
        let candidates = self.found.candidates.iter();
        candidates.map(|one| &one.scenario).collect()
    }

    fn next(&self, finished: &[Finished]) -> Result<Vec<Unit>, Failure> {
        let measured = &self.measured.borrow()[..finished.len()];
        search::next(self.design, &self.scenarios(), measured).map_err(undefined)
    }

    fn most_at(&self, draws: u32) -> u64 {
        let candidates = &self.found.candidates;
        let per_draw = candidates[0].scenario.run.replicates_per_draw;
        search::most_units(candidates.len(), draws, per_draw)
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

    fn write(
        &self,
        mut finished: Vec<Finished>,
        run: &mut RunFolder,
        _runner: &Runner,
    ) -> Result<Value, Failure> {
        let candidates = &self.found.candidates;
        let measured = self.measured.borrow();
        let (answer, needed) = search::answer(self.design, candidates, &self.found.grid, &measured)
            .map_err(undefined)?;
        finished.truncate(needed);
        run.write_text("scenario.toml", &self.found.given.source.text)?;
        let first = answer.finals.first().map_or(0, |one| one.point as usize);
        run.write_text("resolved.toml", &to_toml(&candidates[0].scenario))?;
        run.write_text("resolved-best.toml", &to_toml(&candidates[first].scenario))?;
        run.write_table(points_table(
            candidates.iter().map(|one| one.label.as_str()),
        ))?;
        run.write_table(schedule_table(&answer))?;
        let units = self.units(&finished, &measured);
        run.write_table(replicate_table(
            units,
            &Segments::new(&candidates[0].scenario),
        ))?;
        run.write_json(SUMMARY, &answer)?;
        // Texts and finite numbers can always be written.
        Ok(serde_json::to_value(&answer).unwrap_or_default())
    }
}

impl<'a> Search<'a> {
    fn new(found: &'a Candidates, design: &'a Design) -> Result<Self, Failure> {
        let candidates = found.candidates.iter();
        let plans: Vec<&Scenario> = candidates.map(|one| &one.scenario).collect();
        Ok(Self {
            found,
            design,
            measures: Measures::new(design, &plans).map_err(undefined)?,
            measured: RefCell::default(),
        })
    }

    /// A row a unit, candidate by candidate, which go by their levers' settings.
    fn units(&self, finished: &'a [Finished], measured: &'a [Measured]) -> ReplicateTable<'a> {
        let candidates = &self.found.candidates;
        let plans = candidates
            .iter()
            .map(|one| Results::new(&one.scenario, &[]));
        let mut drawn: Vec<Id> = plans.flat_map(|plan| plan.drawn().to_vec()).collect();
        drawn.sort_unstable();
        drawn.dedup();
        let mut columns: Vec<String> = ["plan", "point", "draw", "replicate"]
            .map(String::from)
            .to_vec();
        columns.push(self.design.objective.clone());
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
        by_plan.sort_by_key(|(one, _)| one.unit.point);
        let row = move |(one, measured): (&Finished, &Measured)| {
            let constrained = kept.iter().map(|at| measured.constrained[*at]);
            let break_even = measured.break_even.map(f64::from);
            let parameters = drawn.iter().map(|id| Some(one.params[*id]));
            ReplicateRow {
                unit: one.unit,
                values: std::iter::once(measured.objective)
                    .chain(constrained)
                    .chain([break_even])
                    .chain(parameters)
                    .collect(),
            }
        };
        ReplicateTable {
            plans: candidates.iter().map(|one| one.label.as_str()).collect(),
            columns,
            rows: Box::new(by_plan.into_iter().map(row)),
        }
    }
}

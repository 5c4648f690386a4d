//! `schedule`: the best of the plans that the levers make.

mod candidates;

use serde_json::{Value, json};

use super::arguments::{PlaceArguments, ScheduleArguments};
use super::console::Console;
use super::exit;
use super::failure::Failure;
use super::run::{Experiment, Order, SUMMARY, Then, Typed, assertion::readable, undefined};
use crate::experiment::Constraint;
use crate::experiment::Unit;
use crate::experiment::compare::better;
use crate::experiment::run::{Finished, Results, replicates_of};
use crate::experiment::schedule::{self as search, Candidate, Design, Grid};
use crate::observation::Better;
use crate::scenario::{Scenario, canonical, to_toml};
use crate::statistics::Goal;
use crate::store::{Identity, RunFolder, points_table, replicate_table, schedule_table};
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
            experiment: &Search {
                found: &found,
                design: &design,
            },
            identity: &identity,
            name: &name,
            place: &self.place,
            assertions: &[],
        };
        then(&order)
    }
}

/// What is searched for, checked against the plan.
fn design(arguments: &ScheduleArguments, plan: &Scenario) -> Result<Design, Failure> {
    let default = format!("adoption.enrolled.headcount@{}", plan.run.horizon.min(24));
    let text = arguments.objective.as_deref().unwrap_or(&default);
    let objective = readable("--objective", text, plan)?;
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
        let output = readable("--constraint", &constraint.output, plan)?;
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

/// Candidates that share draws and worlds.
struct Search<'a> {
    found: &'a Candidates,
    design: &'a Design,
}

impl Experiment for Search<'_> {
    fn scenarios(&self) -> Vec<&Scenario> {
        let candidates = self.found.candidates.iter();
        candidates.map(|one| &one.scenario).collect()
    }

    fn next(&self, finished: &[Finished]) -> Result<Vec<Unit>, Failure> {
        search::next(self.design, &self.scenarios(), finished).map_err(undefined)
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

    fn write(&self, mut finished: Vec<Finished>, run: &mut RunFolder) -> Result<Value, Failure> {
        let candidates = &self.found.candidates;
        let (answer, needed) = search::answer(self.design, candidates, &self.found.grid, &finished)
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
        self.write_replicates(finished, run)?;
        run.write_json(SUMMARY, &answer)?;
        // Texts and finite numbers can always be written.
        Ok(serde_json::to_value(&answer).unwrap_or_default())
    }
}

impl Search<'_> {
    /// A row a unit, candidate by candidate.
    fn write_replicates(
        &self,
        finished: Vec<Finished>,
        run: &mut RunFolder,
    ) -> Result<(), Failure> {
        let candidates = &self.found.candidates;
        let mut units: Vec<Vec<Finished>> = Vec::new();
        units.resize_with(candidates.len(), Vec::new);
        for one in finished {
            units[one.unit.point as usize].push(one);
        }
        let results = |(candidate, units): (&'_ Candidate, &'_ Vec<Finished>)| {
            // The table calls plans by their levers' settings.
            let mut named = candidate.scenario.clone();
            named.name.clone_from(&candidate.label);
            (named, units.len())
        };
        let named: Vec<(Scenario, usize)> = candidates.iter().zip(&units).map(results).collect();
        let results: Vec<Results<'_>> = named
            .iter()
            .zip(&units)
            .map(|((scenario, _), units)| Results::new(scenario, units))
            .collect();
        let mut columns = vec![self.design.objective.clone()];
        for constraint in &self.design.constraints {
            if !columns.contains(&constraint.output) {
                columns.push(constraint.output.clone());
            }
        }
        let table = replicates_of(&results, &columns).map_err(undefined)?;
        run.write_table(replicate_table(&table, &results[0].segments))?;
        Ok(())
    }
}

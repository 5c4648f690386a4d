//! `spend`: what money for communications brings, and how to divide it.

use std::cell::RefCell;
use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::arguments::{PlaceArguments, SpendArguments};
use super::console::Console;
use super::exit;
use super::failure::Failure;
use super::run::{Experiment, Order, SUMMARY, Then, Typed, assertion, undefined};
use super::source::{self, Given};
use crate::experiment::run::{Finished, ReplicateRow, ReplicateTable, Results};
use crate::experiment::spend::{Cells, Design, Dividing, Known, Measures, Spending, answer};
use crate::experiment::{Runner, Unit};
use crate::observation::Segments;
use crate::parameter::Parameters;
use crate::scenario::{Scenario, to_toml};
use crate::store::{
    Identity, RunFolder, allocation_table, points_table, replicate_table, spend_table,
};

/// Most levels of a curve.
const MOST_LEVELS: usize = 16;

impl Typed for SpendArguments {
    fn place(&self) -> &PlaceArguments {
        &self.place
    }

    fn with_replicates(&self, replicates: u32) -> Self {
        let mut counted = self.clone();
        counted.scenario.changes.replicates = Some(replicates);
        counted
    }

    fn order(&self, _console: &Console, then: Then<'_>) -> Result<u8, Failure> {
        let given = source::load(&self.scenario.file, &self.scenario.overrides())?;
        let spending = spending(self, &given.loaded.scenario)?;
        let run = &given.loaded.scenario.run;
        let divided = spending.division.as_ref().map(|division| {
            json!({
                "budget": division.cells.budget,
                "blocks": division.cells.blocks,
                "constraint": division.constraint.as_ref().map(|one| &one.text),
                // A search on other draws is another search.
                "draws": run.draws,
            })
        });
        let identity = Identity {
            command: "spend".to_owned(),
            design: json!({
                "week": spending.design.week,
                "levels": self.levels,
                "channel_levels": self.channel_levels,
                "value_per_adopter": spending.value,
                "divided": divided,
            }),
            scenarios: vec![given.loaded.canonical.clone()],
            aggregates: given.aggregates.clone(),
            seed: run.seed,
        };
        let name = format!("spend {}", given.loaded.scenario.name);
        let order = Order {
            experiment: &Response {
                given: &given,
                spending,
                known: RefCell::default(),
            },
            identity: &identity,
            name: &name,
            place: &self.place,
            assertions: &[],
            notes: &given.loaded.notes,
        };
        then(&order)
    }
}

/// All that decides what is simulated, or what is wrong with the options.
fn spending(arguments: &SpendArguments, plan: &Scenario) -> Result<Spending, Failure> {
    for (option, levels) in [
        ("--levels", &arguments.levels),
        ("--channel-levels", &arguments.channel_levels),
    ] {
        if levels.len() > MOST_LEVELS {
            let message = format!(
                "{option}: at most {MOST_LEVELS} levels; here are {}",
                levels.len()
            );
            return Err(Failure::plain(exit::USAGE, "cli::usage", message));
        }
    }
    let horizon = plan.run.horizon;
    let week = arguments.week.unwrap_or(horizon.min(24));
    if week > horizon {
        let message = format!("--week: {:?} ends with week {horizon}", plan.name);
        return Err(Failure::plain(exit::USAGE, "cli::usage", message)
            .advise("an earlier week, or a longer run.horizon"));
    }
    let nothing = |message: &str| Failure::plain(exit::SCENARIO, "spend::nothing", message);
    if plan.workforce.is_none() {
        return Err(nothing(
            "the plan has no channels of communication: it is not about a workforce",
        ));
    }
    let constraint = arguments.constraint.clone();
    if let Some(constraint) = &constraint {
        assertion::comparable("--constraint", &constraint.output, &constraint.typed, plan)?;
    }
    if let Some(late) = arguments.blocks.iter().find(|start| **start > week) {
        let message = format!("--blocks: a block from week {late} on is after week {week}");
        return Err(Failure::plain(exit::USAGE, "cli::usage", message)
            .advise("earlier weeks, or a later --week"));
    }
    let design = Design::new(plan, week, &arguments.levels, &arguments.channel_levels);
    let design = design.ok_or_else(|| {
        nothing(&format!(
            "the plan spends nothing on communications by week {week}"
        ))
        .advise("a spend on a channel, such as --set communications.channel.email.spend=0.06")
    })?;
    let load = constraint
        .as_ref()
        .map(|constraint| constraint.output.as_str());
    let measures = Measures::new(plan, week, load).map_err(undefined)?;
    let division = arguments.budget.map(|budget| {
        let cells = Cells::new(&design, &arguments.blocks, budget);
        Dividing::new(&design, cells, constraint.clone())
    });
    Ok(Spending {
        design,
        measures,
        value: arguments.value_per_adopter,
        division,
    })
}

/// A response, and the numbers of its units so far: records are not kept, as a search
/// has many units.
struct Response<'a> {
    given: &'a Given,
    spending: Spending,
    known: RefCell<Known>,
}

impl Experiment for Response<'_> {
    fn scenarios(&self) -> Vec<&Scenario> {
        self.spending.design.scenarios.iter().collect()
    }

    fn next(&self, finished: &[Finished]) -> Result<Vec<Unit>, Failure> {
        let list = self.spending.next(finished.len(), &self.known.borrow());
        Ok(list)
    }

    fn found(&self, finished: &[Finished]) -> Result<Vec<Scenario>, Failure> {
        Ok(self.spending.found(finished.len(), &self.known.borrow()))
    }

    fn see(&self, one: &Finished) {
        let measured = self.spending.measures.take(one);
        self.known.borrow_mut().insert(one.unit, measured);
    }

    fn most_at(&self, draws: u32) -> u64 {
        self.spending.most_at(draws)
    }

    /// A divided run's draws are part of its id.
    fn extends(&self) -> bool {
        self.spending.division.is_none()
    }

    fn splits(&self) -> bool {
        false
    }

    fn keeps_records(&self) -> bool {
        false
    }

    fn write(
        &self,
        finished: Vec<Finished>,
        run: &mut RunFolder,
        _runner: &Runner,
    ) -> Result<Value, Failure> {
        let known = self.known.borrow();
        let plan = &self.given.loaded.scenario;
        let answer = answer(&self.spending, &finished, &known);
        run.write_text("scenario.toml", &self.given.source.text)?;
        run.write_text("resolved.toml", &to_toml(plan))?;
        let found = self.spending.found(finished.len(), &known);
        let names: Vec<&str> = self
            .spending
            .design
            .scenarios
            .iter()
            .chain(&found)
            .map(|scenario| scenario.name.as_str())
            .collect();
        run.write_table(points_table(names.iter().copied()))?;
        run.write_table(spend_table(&answer))?;
        if let Some(allocation) = &answer.allocation {
            run.write_table(allocation_table(allocation))?;
            run.write_text("allocation.toml", &allocation.toml)?;
        }
        let units = self.units(names, &finished, &known);
        run.write_table(replicate_table(units, &Segments::new(plan)))?;
        run.write_json(SUMMARY, &answer)?;
        // Texts and finite numbers can always be written.
        Ok(serde_json::to_value(&answer).unwrap_or_default())
    }
}

impl Response<'_> {
    /// A row a unit.
    fn units<'n>(
        &self,
        plans: Vec<&'n str>,
        finished: &'n [Finished],
        known: &'n Known,
    ) -> ReplicateTable<'n> {
        let drawn = Results::new(&self.given.loaded.scenario, &[])
            .drawn()
            .to_vec();
        let mut columns: Vec<String> = ["plan", "point", "draw", "replicate"]
            .map(String::from)
            .to_vec();
        let mut kept = BTreeMap::new();
        for (at, name) in self.spending.measures.names().into_iter().enumerate() {
            // A constraint may be about what is taken anyway.
            if !columns.contains(&name) {
                kept.insert(at, name.clone());
                columns.push(name);
            }
        }
        columns.extend(drawn.iter().map(|id| id.entry().id.to_string()));
        let row = move |one: &Finished| {
            let outputs = known.get(&one.unit).map(|measured| &measured.outputs);
            let outputs = kept
                .keys()
                .map(|at| outputs.and_then(|outputs| outputs[*at]));
            let params: &Parameters = &one.params;
            let parameters = drawn.iter().map(|id| Some(params[*id]));
            ReplicateRow {
                unit: one.unit,
                values: outputs.chain(parameters).collect(),
            }
        };
        ReplicateTable {
            rows: Box::new(finished.iter().map(row)),
            columns,
            plans,
        }
    }
}

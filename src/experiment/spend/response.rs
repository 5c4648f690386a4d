//! The response to spend, and a budget that is divided.

use std::cell::RefCell;
use std::collections::BTreeMap;

use serde_json::json;

use super::answer::answer;
use super::{Known, Spending};
use crate::answer::Answer;
use crate::answer::table::{allocation_table, points_table, spend_table};
use crate::experiment::error::ExperimentError;
use crate::experiment::given::Given;
use crate::experiment::handover::Handover;
use crate::experiment::identity::Identity;
use crate::experiment::interface::Experiment;
use crate::experiment::run::results::{Finished, Results};
use crate::experiment::run::simulations::{SimulationTable, SimulationValues};
use crate::experiment::runner::Runner;
use crate::experiment::simulation::SimulationId;
use crate::observation::Segments;
use crate::parameter::Parameters;
use crate::scenario::{Scenario, to_toml};

/// A response, and the numbers of its simulations so far: records are not kept, as a search
/// has many simulations.
pub struct Response {
    given: Given,
    asked: Asked,
    spending: Spending,
    known: RefCell<Known>,
}

/// Levels of spend as they were asked for.
#[derive(Clone, Debug, PartialEq)]
pub struct Asked {
    /// Factors of all channels.
    pub levels: Vec<f64>,
    /// Factors of one channel.
    pub channel_levels: Vec<f64>,
}

impl Experiment for Response {
    fn identity(&self) -> Identity {
        let spending = &self.spending;
        let run = &self.given.loaded.scenario.run;
        let divided = spending.division.as_ref().map(|division| {
            json!({
                "budget": division.cells.budget,
                "blocks": division.cells.blocks,
                "constraint": division.constraint.as_ref().map(|one| &one.text),
                // A search on other draws is another search.
                "draws": run.draws,
            })
        });
        Identity {
            command: "spend".to_owned(),
            design: json!({
                "week": spending.design.week,
                "levels": self.asked.levels,
                "channel_levels": self.asked.channel_levels,
                "value_per_adopter": spending.value,
                "divided": divided,
            }),
            scenarios: vec![self.given.loaded.canonical.clone()],
            aggregates: self.given.aggregates.clone(),
            seed: run.seed,
        }
    }

    fn name(&self) -> String {
        format!("spend {}", self.given.loaded.scenario.name)
    }

    fn scenarios(&self) -> Vec<&Scenario> {
        self.spending.design.scenarios.iter().collect()
    }

    fn next(&self, finished: &[Finished]) -> Result<Vec<SimulationId>, ExperimentError> {
        let list = self.spending.next(finished.len(), &self.known.borrow());
        Ok(list)
    }

    fn found(&self, finished: &[Finished]) -> Result<Vec<Scenario>, ExperimentError> {
        Ok(self.spending.found(finished.len(), &self.known.borrow()))
    }

    fn see(&self, one: &Finished) {
        let measured = self.spending.measures.take(one);
        self.known.borrow_mut().insert(one.simulation, measured);
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

    fn answer(
        &self,
        finished: Vec<Finished>,
        into: &mut dyn Handover,
        _runner: &Runner,
    ) -> Result<Answer, ExperimentError> {
        let known = self.known.borrow();
        let plan = &self.given.loaded.scenario;
        let answer = answer(&self.spending, &finished, &known);
        into.text("scenario.toml", &self.given.source.text)?;
        into.text("resolved.toml", &to_toml(plan))?;
        let found = self.spending.found(finished.len(), &known);
        let names: Vec<&str> = self
            .spending
            .design
            .scenarios
            .iter()
            .chain(&found)
            .map(|scenario| scenario.name.as_str())
            .collect();
        into.table(points_table(names.iter().copied()).boxed())?;
        into.table(spend_table(&answer).boxed())?;
        if let Some(allocation) = &answer.allocation {
            into.table(allocation_table(allocation).boxed())?;
            into.text("allocation.toml", &allocation.toml)?;
        }
        let simulations = self.simulations(names, &finished, &known);
        into.table(simulations.file(&Segments::new(plan)).boxed())?;
        Ok(Answer::Spend(answer))
    }
}

impl Response {
    /// The response of a plan.
    pub fn new(given: Given, asked: Asked, spending: Spending) -> Self {
        Self {
            given,
            asked,
            spending,
            known: RefCell::default(),
        }
    }

    /// A row a simulation.
    fn simulations<'n>(
        &self,
        plans: Vec<&'n str>,
        finished: &'n [Finished],
        known: &'n Known,
    ) -> SimulationTable<'n> {
        let drawn = Results::new(&self.given.loaded.scenario, &[])
            .drawn()
            .to_vec();
        let mut columns: Vec<String> = Vec::new();
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
            let outputs = known.get(&one.simulation).map(|measured| &measured.outputs);
            let outputs = kept
                .keys()
                .map(|at| outputs.and_then(|outputs| outputs[*at]));
            let params: &Parameters = &one.params;
            let parameters = drawn.iter().map(|id| Some(params[*id]));
            SimulationValues {
                simulation: one.simulation,
                values: outputs.chain(parameters).collect(),
            }
        };
        SimulationTable {
            rows: Box::new(finished.iter().map(row)),
            columns,
            plans,
        }
    }
}

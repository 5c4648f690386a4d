//! One plan, simulated.

use std::cell::RefCell;

use serde_json::{Value, json};

use super::answer::answer;
use super::results::{Finished, Results};
use super::simulations::all_simulations;
use super::stopping::{Watched, decide};
use super::tables::tables;
use crate::answer::Answer;
use crate::answer::table::points_table;
use crate::experiment::error::ExperimentError;
use crate::experiment::given::Given;
use crate::experiment::handover::Handover;
use crate::experiment::identity::Identity;
use crate::experiment::interface::{Experiment, all_draws};
use crate::experiment::runner::Runner;
use crate::experiment::simulation::SimulationId;
use crate::scenario::{Scenario, to_toml};
use crate::statistics::Decision;

/// One plan.
pub struct Single {
    given: Given,
    watched: RefCell<Watched>,
}

impl Single {
    /// A plan as given.
    pub fn new(given: Given) -> Self {
        Self {
            given,
            watched: RefCell::default(),
        }
    }

    /// What the tolerance says of finished simulations; `None` without one.
    fn decide(&self, finished: &[Finished]) -> Result<Option<Decision>, ExperimentError> {
        let results = Results::new(&self.given.loaded.scenario, finished);
        let stop = decide(&results, &mut self.watched.borrow_mut());
        Ok(stop?.map(|stop| stop.decision))
    }

    /// Simulations of so many draws.
    fn simulations(&self, draws: usize) -> usize {
        draws * self.given.loaded.scenario.run.replications_per_draw as usize
    }
}

impl Experiment for Single {
    fn identity(&self) -> Identity {
        Identity {
            command: "run".to_owned(),
            design: Value::Null,
            scenarios: vec![self.given.loaded.canonical.clone()],
            aggregates: self.given.aggregates.clone(),
            seed: self.given.loaded.scenario.run.seed,
        }
    }

    fn name(&self) -> String {
        self.given.loaded.scenario.name.clone()
    }

    fn scenarios(&self) -> Vec<&Scenario> {
        vec![&self.given.loaded.scenario]
    }

    fn next(&self, finished: &[Finished]) -> Result<Vec<SimulationId>, ExperimentError> {
        let mut list = all_draws(&self.scenarios());
        match self.decide(finished)? {
            None => {}
            Some(Decision::Continue { next_n }) => list.truncate(self.simulations(next_n)),
            Some(Decision::Stop { .. }) => list.clear(),
        }
        Ok(list.split_off(finished.len().min(list.len())))
    }

    fn recipe(&self) -> Option<Value> {
        Some(json!({
            "texts": [self.given.source.text],
            "plans": [to_toml(&self.given.loaded.scenario)],
        }))
    }

    fn answer(
        &self,
        mut finished: Vec<Finished>,
        into: &mut dyn Handover,
        runner: &Runner,
    ) -> Result<Answer, ExperimentError> {
        let scenario = &self.given.loaded.scenario;
        // An earlier run without a tolerance may have left more than is needed.
        if let Some(Decision::Stop { n, .. }) = self.decide(&finished)? {
            finished.truncate(self.simulations(n));
        }
        let results = Results::new(scenario, &finished);
        let answer = answer(&results)?;
        into.text("scenario.toml", &self.given.source.text)?;
        into.text("resolved.toml", &to_toml(scenario))?;
        into.table(points_table([scenario.name.as_str()]).boxed())?;
        for table in tables(&results, runner) {
            into.table(table.file().boxed())?;
        }
        let simulations = all_simulations(&results)?;
        into.table(simulations.file(&results.segments).boxed())?;
        Ok(Answer::Run(answer))
    }
}

//! `run`: simulate a scenario, keep what was simulated, say how it comes out.

pub mod answer;
pub mod assertion;
pub mod consent;
pub mod execute;
pub mod folder;
pub mod interrupt;
mod progress;
pub mod shard;
pub mod simulate;
mod tables;
pub mod time;
mod within;

use std::cell::RefCell;

use serde_json::{Value, json};

use super::arguments::{PlaceArguments, RunArguments};
use super::console::Console;
use super::exit;
use super::failure::Failure;
use super::source::{self, Given};
use crate::experiment::run::{Finished, Results, Watched, answer as answer_of, decide};
use crate::experiment::{Runner, Unit};
use crate::observation::OutputError;
use crate::scenario::{Scenario, to_toml};
use crate::statistics::Decision;
use crate::store::{Identity, RunFolder};

pub use answer::{SUMMARY, print, show};
pub use execute::{Experiment, OUTPUTS, Order, all_draws};
pub use within::{Then, Typed, simulate};

impl Typed for RunArguments {
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
        let scenario = &given.loaded.scenario;
        for assertion in &self.assertions {
            assertion.suits(scenario)?;
        }
        let identity = identity(&given);
        let order = Order {
            experiment: &Single::new(&given),
            identity: &identity,
            name: &scenario.name,
            place: &self.place,
            assertions: &self.assertions,
            notes: &given.loaded.notes,
        };
        then(&order)
    }
}

/// What decides the numbers of a run.
pub fn identity(given: &Given) -> Identity {
    Identity {
        command: "run".to_owned(),
        design: Value::Null,
        scenarios: vec![given.loaded.canonical.clone()],
        aggregates: given.aggregates.clone(),
        seed: given.loaded.scenario.run.seed,
    }
}

/// One plan.
pub struct Single<'a> {
    given: &'a Given,
    watched: RefCell<Watched>,
}

impl<'a> Single<'a> {
    /// A plan as given.
    pub fn new(given: &'a Given) -> Self {
        Self {
            given,
            watched: RefCell::default(),
        }
    }

    /// What the tolerance says of finished units; `None` without one.
    fn decide(&self, finished: &[Finished]) -> Result<Option<Decision>, Failure> {
        let results = Results::new(&self.given.loaded.scenario, finished);
        let stop = decide(&results, &mut self.watched.borrow_mut());
        Ok(stop.map_err(undefined)?.map(|stop| stop.decision))
    }

    /// Units of so many draws.
    fn units(&self, draws: usize) -> usize {
        draws * self.given.loaded.scenario.run.replicates_per_draw as usize
    }
}

impl Experiment for Single<'_> {
    fn scenarios(&self) -> Vec<&Scenario> {
        vec![&self.given.loaded.scenario]
    }

    fn next(&self, finished: &[Finished]) -> Result<Vec<Unit>, Failure> {
        let mut list = all_draws(&self.scenarios());
        match self.decide(finished)? {
            None => {}
            Some(Decision::Continue { next_n }) => list.truncate(self.units(next_n)),
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

    fn write(
        &self,
        mut finished: Vec<Finished>,
        run: &mut RunFolder,
        runner: &Runner,
    ) -> Result<Value, Failure> {
        let scenario = &self.given.loaded.scenario;
        // An earlier run without a tolerance may have left more than is needed.
        if let Some(Decision::Stop { n, .. }) = self.decide(&finished)? {
            finished.truncate(self.units(n));
        }
        let results = Results::new(scenario, &finished);
        let answer = answer_of(&results).map_err(undefined)?;
        run.write_text("scenario.toml", &self.given.source.text)?;
        run.write_text("resolved.toml", &to_toml(scenario))?;
        tables::write(&results, run, runner)?;
        run.write_json(SUMMARY, &answer)?;
        // Texts and finite numbers can always be written.
        Ok(serde_json::to_value(&answer).unwrap_or_default())
    }
}

/// Outputs are checked before anything is simulated, so that this is our bug.
pub fn undefined(error: OutputError) -> Failure {
    let message = format!("an output cannot be read: {error}");
    Failure::plain(exit::BUG, "cli::bug", message)
}

//! `run`: simulate a scenario, keep what was simulated, say how it comes out.

use clap::Args;

use crate::cli::console::Console;
use crate::cli::failure::Failure;
use crate::cli::options::{PlaceArguments, ScenarioArguments};
use crate::cli::simulating::{Made, Typed};
use crate::cli::source;
use crate::experiment::assertion::{self, Assertion};
use crate::experiment::run::single::Single;

/// Arguments of `run`.
#[derive(Args, Clone, Debug)]
pub struct RunArguments {
    /// The scenario and changes to it.
    #[command(flatten)]
    pub scenario: ScenarioArguments,
    /// What must hold of the median over simulations, such as
    /// "adoption.enrolled.headcount@24 >= 80%"; again for more. Exit code 13 if not.
    #[arg(long = "assert", value_name = "ASSERTION", value_parser = assertion::parse)]
    pub assertions: Vec<Assertion>,
    /// Where the run goes.
    #[command(flatten)]
    pub place: PlaceArguments,
}

/// What `--help` shows of it.
pub const RUN_EXAMPLES: &str = "\
Examples:
  passcast run workforce.toml
  passcast run workforce.toml --simulations 2000 --threads 4
  passcast run workforce.toml --within \"10 min\"
  passcast run workforce.toml --set organisation.headcount=12000 --set phase.2.first_week=7
  passcast run workforce.toml --format json > answer.json
  passcast run workforce.toml --assert \"adoption.enrolled.headcount@24 >= 80%\"
  cat workforce.toml | passcast run - --out outputs/trial

Ctrl-C stops after the simulations in work; the same command goes on from there.";

impl Typed for RunArguments {
    fn place(&self) -> &PlaceArguments {
        &self.place
    }

    fn with_simulations(&self, simulations: u32) -> Self {
        let mut counted = self.clone();
        counted.scenario.changes.simulations = Some(simulations);
        counted
    }

    fn make(&self, _console: &Console) -> Result<Made, Failure> {
        let given = source::load(&self.scenario.file, &self.scenario.overrides())?;
        for assertion in &self.assertions {
            assertion.suits(&given.loaded.scenario)?;
        }
        Ok(Made {
            notes: given.loaded.notes.clone(),
            assertions: self.assertions.clone(),
            experiment: Box::new(Single::new(given)),
        })
    }
}

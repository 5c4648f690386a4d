//! What `run` takes.

use clap::Args;

use super::super::run::assertion::{self, Assertion};
use super::shared::{PlaceArguments, ScenarioArguments};

/// Arguments of `run`.
#[derive(Args, Clone, Debug)]
pub struct RunArguments {
    /// The scenario and changes to it.
    #[command(flatten)]
    pub scenario: ScenarioArguments,
    /// What must hold of the median over units, such as
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
  passcast run workforce.toml --replicates 2000 --threads 4
  passcast run workforce.toml --within \"10 min\"
  passcast run workforce.toml --set organisation.headcount=12000 --set phase.2.first_week=7
  passcast run workforce.toml --format json > answer.json
  passcast run workforce.toml --assert \"adoption.enrolled.headcount@24 >= 80%\"
  cat workforce.toml | passcast run - --out outputs/trial

Ctrl-C stops after the units in work; the same command goes on from there.";

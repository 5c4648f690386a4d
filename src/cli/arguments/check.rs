//! What `check` takes.

use clap::{Args, ValueHint};

use super::shared::ScenarioArguments;

/// Arguments of `check`.
#[derive(Args, Debug)]
pub struct CheckArguments {
    /// The scenario and changes to it.
    #[command(flatten)]
    pub scenario: ScenarioArguments,
    /// List the keys in which another scenario differs; --set and its like
    /// change the first alone.
    #[arg(long, value_name = "OTHER", value_hint = ValueHint::FilePath)]
    pub diff: Option<String>,
}

/// What `--help` shows of it.
pub const CHECK_EXAMPLES: &str = "\
Examples:
  passcast check workforce.toml
  passcast check workforce.toml --set communications=poor
  passcast check workforce.toml --diff other.toml
  passcast check workforce.toml --format json";

//! What `init` takes.

use std::path::PathBuf;

use clap::{Args, ValueEnum, ValueHint};

/// Arguments of `init`.
#[derive(Args, Debug)]
pub struct InitArguments {
    /// What to simulate.
    #[arg(value_enum)]
    pub kind: TemplateKind,
    /// The file to write, or a folder for it [default: ./workforce.toml or the like].
    #[arg(value_hint = ValueHint::AnyPath)]
    pub path: Option<PathBuf>,
}

/// Scenarios to start from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum TemplateKind {
    /// An organisation's own people.
    Workforce,
    /// Its customers' accounts.
    Customer,
    /// Both, side by side.
    Combined,
}

/// What `--help` shows of it.
pub const INIT_EXAMPLES: &str = "\
Examples:
  passcast init workforce
  passcast init workforce plans/spring.toml
  passcast init customer
  passcast init combined";

//! What `compare` takes.

use clap::{Args, ValueHint};

use super::super::run::assertion::{self, Assertion};
use super::shared::{Changes, PlaceArguments};

/// Arguments of `compare`.
#[derive(Args, Debug)]
pub struct CompareArguments {
    /// Two to sixteen plans: files, whose [[variant]] tables are plans too; `-`
    /// reads standard input.
    #[arg(value_name = "FILE", required = true, value_hint = ValueHint::FilePath)]
    pub files: Vec<String>,
    /// Changes to all plans.
    #[command(flatten)]
    pub changes: Changes,
    /// An output to compare; again for more [default: adoption, helpdesk minutes,
    /// busiest week, helpdesk cost, net cash].
    #[arg(long = "output", value_name = "OUTPUT")]
    pub outputs: Vec<String>,
    /// The plan that differences are taken against [default: the first].
    #[arg(long, value_name = "NAME")]
    pub against: Option<String>,
    /// What must hold of the median over units of every plan, such as
    /// "adoption.enrolled.headcount@24 >= 80%"; again for more. Exit code 13 if not.
    #[arg(long = "assert", value_name = "ASSERTION", value_parser = assertion::parse)]
    pub assertions: Vec<Assertion>,
    /// Where the run goes.
    #[command(flatten)]
    pub place: PlaceArguments,
}

/// What `--help` shows of it.
pub const COMPARE_EXAMPLES: &str = "\
Examples:
  passcast compare four-phases.toml late-runbook.toml
  passcast compare workforce.toml                       the file and its [[variant]] tables
  passcast compare a.toml b.toml --output desk.backlog.max --output tickets.all.sum@24
  passcast compare a.toml b.toml --against \"Plan B\" --replicates 1000
  passcast compare a.toml b.toml --assert \"adoption.enrolled.headcount@24 >= 80%\"

Draw j and its lucks are the same in every plan, so that differences are the plans' doing.
The first plan's seed and number of draws serve all; run.tolerance is not looked at.";

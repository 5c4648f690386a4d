//! What `compare` takes.

use clap::{Args, ValueHint};

use super::super::run::assertion::{self, Assertion};
use super::shared::{Changes, PlaceArguments};
use crate::units::amount::{self, Amount};

/// Arguments of `compare`.
#[derive(Args, Clone, Debug)]
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
    /// Select the plan whose mean of this output is best, with a guarantee: plans are
    /// dropped, and the run stops, as soon as it is known. --replicates is the budget
    /// of each plan.
    #[arg(long, value_name = "OUTPUT", requires = "indifference")]
    pub select: Option<String>,
    /// The smallest lead that matters to --select, in the unit of its output: 2% of a
    /// share, $500, 30 minutes as 30.
    #[arg(long, value_name = "AMOUNT", requires = "select", value_parser = parse_amount)]
    pub indifference: Option<Amount>,
    /// Probability with which --select finds the best plan if its lead matters
    /// [default: 0.95].
    #[arg(long, value_name = "P", requires = "select", value_parser = parse_confidence)]
    pub confidence: Option<f64>,
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
  passcast compare a.toml b.toml c.toml --select adoption.enrolled.headcount@24 --indifference 2%
  passcast compare a.toml b.toml --within 2h
  passcast compare a.toml b.toml --assert \"adoption.enrolled.headcount@24 >= 80%\"

Draw j and its lucks are the same in every plan, so that differences are the plans' doing.
The first plan's seed and number of draws serve all; run.tolerance is not looked at.";

fn parse_amount(text: &str) -> Result<Amount, String> {
    amount::parse(text)
        .filter(|amount| amount.value > 0.0)
        .ok_or_else(|| "expected an amount above zero, such as 2%, $500 or 30".to_owned())
}

fn parse_confidence(text: &str) -> Result<f64, String> {
    amount::parse(text)
        .map(|amount| amount.value)
        .filter(|level| *level > 0.5 && *level < 1.0)
        .ok_or_else(|| "expected a probability between 0.5 and 1, such as 0.95 or 95%".to_owned())
}

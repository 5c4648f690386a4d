//! What `sensitivity` takes.

use clap::{Args, ValueEnum, ValueHint};
use serde::Serialize;

use super::shared::{PlaceArguments, parse_set};
use crate::experiment::sensitivity::{Method, Over};
use crate::scenario::Override;

/// Arguments of `sensitivity`.
#[derive(Args, Clone, Debug)]
pub struct SensitivityArguments {
    /// The scenario's file; `-` reads standard input. With --method rank also the folder
    /// of a stored run.
    #[arg(value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub file: String,
    /// How to look for what matters.
    #[arg(long, value_enum, value_name = "METHOD", default_value_t = MethodWord::Tornado)]
    pub method: MethodWord,
    /// What is varied.
    #[arg(long, value_enum, value_name = "KIND", default_value_t = OverWord::Unknowns)]
    pub over: OverWord,
    /// What to look at: OUTPUT, P90(OUTPUT) (tornado alone) or P(TARGET); again for more
    /// [default: adoption and the difference of helpdesk minutes, to week 24].
    #[arg(long = "output", value_name = "OUTPUT")]
    pub outputs: Vec<String>,
    /// Vary this parameter or dial alone, or all of a group such as `helpdesk.`; again
    /// for more.
    #[arg(long = "parameter", value_name = "ID")]
    pub parameters: Vec<String>,
    /// Move all factors of a group, such as helpdesk.*, together (morris, sobol).
    #[arg(long)]
    pub groups: bool,
    /// Change a key of the scenario, in the file's own syntax; again for more.
    #[arg(long = "set", value_name = "KEY=VALUE", value_parser = parse_set)]
    pub sets: Vec<Override>,
    /// Most units in all [default: 16 lucks a point, 20 walks, or 256 base rows].
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=100_000_000))]
    pub replicates: Option<u32>,
    /// Seed: equal seeds give equal results (run.seed).
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u64).range(..=i64::MAX as u64))]
    pub seed: Option<u64>,
    /// Where the run goes.
    #[command(flatten)]
    pub place: PlaceArguments,
}

/// Words of `--method`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ValueEnum)]
#[serde(rename_all = "kebab-case")]
pub enum MethodWord {
    /// Each factor from low to high, the others at their defaults, in the same worlds.
    Tornado,
    /// Screening of many factors by elementary effects along random walks.
    Morris,
    /// Shares of the variance, with interactions; the dearest.
    Sobol,
    /// Shares of the variance from a stored run, without simulating.
    Rank,
}

/// Words of `--over`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ValueEnum)]
#[serde(rename_all = "kebab-case")]
pub enum OverWord {
    /// Parameters that nobody knows: what to find out.
    Unknowns,
    /// Numbers of the plan that its owner decides: what to change.
    Dials,
}

impl MethodWord {
    /// The method.
    pub fn method(self) -> Method {
        match self {
            Self::Tornado => Method::Tornado,
            Self::Morris => Method::Morris,
            Self::Sobol => Method::Sobol,
            Self::Rank => Method::Rank,
        }
    }
}

impl OverWord {
    /// What is varied.
    pub fn over(self) -> Over {
        match self {
            Self::Unknowns => Over::Unknowns,
            Self::Dials => Over::Dials,
        }
    }
}

impl SensitivityArguments {
    /// All changes, in the order in which they apply.
    pub fn overrides(&self) -> Vec<Override> {
        let mut sets = self.sets.clone();
        sets.extend(self.seed.map(|seed| Override {
            key: "run.seed".to_owned(),
            value: seed.to_string(),
        }));
        sets
    }
}

/// What `--help` shows of it.
pub const SENSITIVITY_EXAMPLES: &str = "\
Examples:
  passcast sensitivity workforce.toml                      which unknowns matter most
  passcast sensitivity workforce.toml --over dials         which of the plan's numbers do
  passcast sensitivity workforce.toml --method morris --output desk.backlog.max
  passcast sensitivity workforce.toml --method sobol --groups
  passcast sensitivity workforce.toml --method sobol --within \"90 min\"
  passcast sensitivity workforce.toml --parameter attitude. --output 'P(all)'
  passcast sensitivity outputs/workforce-0123456789 --method rank

Unknowns go from the 10 % to the 90 % point of their prior (sobol: all of it), dials from
their low to their high end. All ranges are shown: another range gives another answer.";

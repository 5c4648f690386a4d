//! What several commands take: a scenario, changes to it, a place for the run.

use std::env;
use std::path::PathBuf;

use clap::{Args, ValueEnum, ValueHint};

use super::time::{self, Time};
use crate::scenario::{Override, Uncertainty};
use crate::session::shard::{self, Shard};

/// A scenario and changes to it.
#[derive(Args, Clone, Debug)]
pub struct ScenarioArguments {
    /// The scenario's file; `-` reads standard input.
    #[arg(value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub file: String,
    /// Changes to it.
    #[command(flatten)]
    pub changes: Changes,
}

/// Changes to scenarios.
#[derive(Args, Clone, Debug)]
pub struct Changes {
    /// Change a key of the scenario, in the file's own syntax; again for more.
    #[arg(long = "set", value_name = "KEY=VALUE", value_parser = parse_set)]
    pub sets: Vec<Override>,
    /// Simulations in all: half as many draws of the uncertain parameters, with two
    /// replications each (run.replicates).
    #[arg(long, alias = "replicates", value_name = "N",
        value_parser = clap::value_parser!(u32).range(1..=100_000_000))]
    pub simulations: Option<u32>,
    /// Seed: equal seeds give equal results (run.seed).
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u64).range(..=i64::MAX as u64))]
    pub seed: Option<u64>,
    /// What varies between simulations (run.uncertainty).
    #[arg(long, value_enum, value_name = "KIND")]
    pub uncertainty: Option<UncertaintyWord>,
}

/// Words of `--uncertainty`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum UncertaintyWord {
    /// Parameters and chance.
    Full,
    /// Chance alone; parameters at their most likely values.
    #[value(alias = "chance")]
    Chance,
}

/// Where a run goes, and how long it may take.
#[derive(Args, Clone, Debug)]
pub struct PlaceArguments {
    /// In place of --simulations: as many as this machine simulates in about this time,
    /// such as 90s, "10 min" or 2h. The number is shown, and --simulations with it repeats
    /// the run.
    #[arg(long, value_name = "TIME", value_parser = time::parse,
        conflicts_with_all = ["simulations", "shard"])]
    pub within: Option<Time>,
    /// Folder of the run [default: outputs/NAME-ID].
    #[arg(long, value_name = "DIR", value_hint = ValueHint::DirPath)]
    pub out: Option<PathBuf>,
    /// Compute one part of N into a folder of its own, which `passcast merge` joins;
    /// auto or auto/N takes the number from Slurm, Kubernetes or MPI.
    #[arg(long, value_name = "I/N", value_parser = parse_shard)]
    pub shard: Option<Shard>,
    /// Run even if it takes more than 8 GB of memory or an hour.
    #[arg(long)]
    pub yes: bool,
}

impl ScenarioArguments {
    /// All changes, in the order in which they apply.
    pub fn overrides(&self) -> Vec<Override> {
        self.changes.overrides()
    }
}

impl Changes {
    /// All changes, in the order in which they apply.
    pub fn overrides(&self) -> Vec<Override> {
        let set = |key: &str, value: String| Override {
            key: key.to_owned(),
            value,
        };
        let uncertainty = self.uncertainty.map(|word| match word {
            UncertaintyWord::Full => Uncertainty::Full,
            UncertaintyWord::Chance => Uncertainty::Chance,
        });
        let word = |uncertainty| match uncertainty {
            Uncertainty::Full => "full",
            Uncertainty::Chance => "chance",
        };
        let mut sets = self.sets.clone();
        sets.extend(
            self.simulations
                .map(|n| set("run.replicates", n.to_string())),
        );
        sets.extend(self.seed.map(|n| set("run.seed", n.to_string())));
        sets.extend(uncertainty.map(|u| set("run.uncertainty", word(u).to_owned())));
        sets
    }
}

/// Reads `I/N`, `auto` or `auto/N`.
fn parse_shard(text: &str) -> Result<Shard, String> {
    shard::parse(text, |name| env::var(name).ok())
}

/// Reads `KEY=VALUE`.
pub fn parse_set(text: &str) -> Result<Override, String> {
    let (key, value) = text
        .split_once('=')
        .ok_or("expected key=value, such as organisation.headcount=8000")?;
    Ok(Override {
        key: key.trim().to_owned(),
        value: value.trim().to_owned(),
    })
}

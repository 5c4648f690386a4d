//! What can be typed: commands, options, help.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum, ValueHint};
use clap_complete::Shell;

use super::run::assertion::{self, Assertion};
use crate::scenario::{Override, Uncertainty};

/// Simulates a passkey rollout before it happens: adoption, helpdesk load and
/// cost, with honest uncertainty.
#[derive(Debug, Parser)]
#[command(
    name = "passcast",
    version,
    max_term_width = 100,
    arg_required_else_help = true
)]
#[command(subcommand_required = true, propagate_version = true, after_help = TOP_EXAMPLES)]
pub struct Arguments {
    /// Options of every command.
    #[command(flatten)]
    pub global: Global,
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// Options of every command.
#[derive(Args, Clone, Copy, Debug)]
#[command(next_help_heading = "Options of every command")]
pub struct Global {
    /// Results for people, or one JSON document for programs (errors too).
    #[arg(long, global = true, value_enum, default_value_t = Format::Human)]
    pub format: Format,
    /// Say nothing on the way: no progress, no hints.
    #[arg(long, short, global = true)]
    pub quiet: bool,
    /// Threads; 0 takes one a processor. Results never depend on it.
    #[arg(
        long,
        global = true,
        default_value_t = 0,
        value_name = "N",
        hide_default_value = true
    )]
    pub threads: usize,
    /// Colour; NO_COLOR in the environment switches it off too.
    #[arg(long, global = true, value_enum, default_value_t = Color::Auto)]
    pub color: Color,
    /// Replace what exists.
    #[arg(long, global = true)]
    pub force: bool,
}

/// Who reads the result.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// People.
    Human,
    /// Programs.
    Json,
}

/// When to use colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Color {
    /// On terminals.
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Simulate a scenario and say how it comes out.
    #[command(after_help = RUN_EXAMPLES)]
    Run(RunArguments),
    /// Compare plans on the same draws and under the same lucks.
    #[command(after_help = COMPARE_EXAMPLES)]
    Compare(CompareArguments),
    /// Find a scenario's mistakes, and show what would run and on which assumptions.
    #[command(after_help = CHECK_EXAMPLES)]
    Check(CheckArguments),
    /// Write a commented scenario to start from.
    #[command(after_help = INIT_EXAMPLES)]
    Init(InitArguments),
    /// Show the answer of a finished run again.
    #[command(after_help = SHOW_EXAMPLES)]
    Show {
        /// The run's folder.
        #[arg(value_name = "DIR", value_hint = ValueHint::DirPath)]
        folder: PathBuf,
    },
    /// Print the JSON schema of scenarios, for editors.
    #[command(after_help = "Examples:\n  passcast schema > passcast.schema.json")]
    Schema,
    /// Explain a parameter, metric, table column, scenario key, problem or exit code.
    #[command(after_help = EXPLAIN_EXAMPLES)]
    Explain {
        /// Its name; without one, what there is to explain.
        name: Option<String>,
    },
    /// Print completions for a shell.
    #[command(
        after_help = "Examples:\n  passcast completions bash > ~/.local/share/bash-completion/completions/passcast"
    )]
    Completions {
        /// The shell.
        #[arg(value_enum)]
        shell: Shell,
    },
    /// Print the manual page, or write those of all commands into a folder.
    #[command(
        after_help = "Examples:\n  passcast man | man -l -\n  passcast man /usr/local/share/man/man1"
    )]
    Man {
        /// Folder for the pages of all commands.
        #[arg(value_name = "DIR", value_hint = ValueHint::DirPath)]
        folder: Option<PathBuf>,
    },
    /// Study what the shipped scenarios must show (takes minutes to hours).
    #[cfg(feature = "studies")]
    Study {
        /// What to study.
        #[arg(value_enum)]
        what: super::study::Study,
        /// Folder of the shipped scenarios.
        #[arg(long, value_name = "DIR", default_value = "scenarios")]
        folder: PathBuf,
        /// Parameter draws, or replicates where parameters are fixed.
        #[arg(long, value_name = "N", default_value_t = 256)]
        draws: u32,
        /// Seed.
        #[arg(long, value_name = "N", default_value_t = 1)]
        seed: u64,
    },
}

/// Arguments of `run`.
#[derive(Args, Debug)]
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

/// Where a run goes.
#[derive(Args, Debug)]
pub struct PlaceArguments {
    /// Folder of the run [default: outputs/NAME-ID].
    #[arg(long, value_name = "DIR", value_hint = ValueHint::DirPath)]
    pub out: Option<PathBuf>,
    /// Run even if it takes more than 8 GB of memory or an hour.
    #[arg(long)]
    pub yes: bool,
}

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

/// A scenario and changes to it.
#[derive(Args, Debug)]
pub struct ScenarioArguments {
    /// The scenario's file; `-` reads standard input.
    #[arg(value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub file: String,
    /// Changes to it.
    #[command(flatten)]
    pub changes: Changes,
}

/// Changes to scenarios.
#[derive(Args, Debug)]
pub struct Changes {
    /// Change a key of the scenario, in the file's own syntax; again for more.
    #[arg(long = "set", value_name = "KEY=VALUE", value_parser = parse_set)]
    pub sets: Vec<Override>,
    /// Units in all: half as many draws of the uncertain parameters, each under
    /// two lucks (run.replicates).
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=100_000_000))]
    pub replicates: Option<u32>,
    /// Seed: equal seeds give equal results (run.seed).
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u64).range(..=i64::MAX as u64))]
    pub seed: Option<u64>,
    /// What varies between units (run.uncertainty).
    #[arg(long, value_enum, value_name = "KIND")]
    pub uncertainty: Option<UncertaintyWord>,
}

/// Words of `--uncertainty`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum UncertaintyWord {
    /// Parameters and luck.
    Full,
    /// Luck alone; parameters at their most likely values.
    Luck,
}

/// Arguments of `init`.
#[derive(Args, Debug)]
pub struct InitArguments {
    /// What to simulate.
    #[arg(value_enum)]
    pub kind: TemplateKind,
    /// The file to write, or a folder for it [default: ./workforce.toml].
    #[arg(value_hint = ValueHint::AnyPath)]
    pub path: Option<PathBuf>,
}

/// Scenarios to start from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum TemplateKind {
    /// An organisation's own people.
    Workforce,
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
            UncertaintyWord::Luck => Uncertainty::Luck,
        });
        let word = |uncertainty| match uncertainty {
            Uncertainty::Full => "full",
            Uncertainty::Luck => "luck",
        };
        let mut sets = self.sets.clone();
        sets.extend(
            self.replicates
                .map(|n| set("run.replicates", n.to_string())),
        );
        sets.extend(self.seed.map(|n| set("run.seed", n.to_string())));
        sets.extend(uncertainty.map(|u| set("run.uncertainty", word(u).to_owned())));
        sets
    }
}

fn parse_set(text: &str) -> Result<Override, String> {
    let (key, value) = text
        .split_once('=')
        .ok_or("expected key=value, such as organisation.headcount=8000")?;
    Ok(Override {
        key: key.trim().to_owned(),
        value: value.trim().to_owned(),
    })
}

const TOP_EXAMPLES: &str = "\
Examples:
  passcast init workforce             write a scenario to start from
  passcast check workforce.toml       find its mistakes, see its assumptions
  passcast run workforce.toml         simulate it
  passcast compare one.toml other.toml
  passcast explain adoption.enrolled.headcount

Exit codes: 0 done, 1 our bug, 2 usage, 10 scenario, 11 output exists, 12 incomplete,
13 target not met, 14 unusable export, 15 reading or writing, 16 run folder, 17 too large.
`passcast explain exit-codes` says more.";

const RUN_EXAMPLES: &str = "\
Examples:
  passcast run workforce.toml
  passcast run workforce.toml --replicates 2000 --threads 4
  passcast run workforce.toml --set organisation.headcount=12000 --set phase.2.first_week=7
  passcast run workforce.toml --format json > answer.json
  passcast run workforce.toml --assert \"adoption.enrolled.headcount@24 >= 80%\"
  cat workforce.toml | passcast run - --out outputs/trial

Ctrl-C stops after the units in work; the same command goes on from there.";

const COMPARE_EXAMPLES: &str = "\
Examples:
  passcast compare four-phases.toml late-runbook.toml
  passcast compare workforce.toml                       the file and its [[variant]] tables
  passcast compare a.toml b.toml --output desk.backlog.max --output tickets.all.sum@24
  passcast compare a.toml b.toml --against \"Plan B\" --replicates 1000
  passcast compare a.toml b.toml --assert \"adoption.enrolled.headcount@24 >= 80%\"

Draw j and its lucks are the same in every plan, so that differences are the plans' doing.
The first plan's seed and number of draws serve all; run.tolerance is not looked at.";

const CHECK_EXAMPLES: &str = "\
Examples:
  passcast check workforce.toml
  passcast check workforce.toml --set communications=poor
  passcast check workforce.toml --diff other.toml
  passcast check workforce.toml --format json";

const INIT_EXAMPLES: &str = "\
Examples:
  passcast init workforce
  passcast init workforce plans/spring.toml";

const SHOW_EXAMPLES: &str = "\
Examples:
  passcast show outputs/workforce-0123456789
  passcast show outputs/workforce-0123456789 --format json";

const EXPLAIN_EXAMPLES: &str = "\
Examples:
  passcast explain                            what there is to explain
  passcast explain parameters                 a list; also metrics, columns, problems, exit-codes
  passcast explain helpdesk.price             a parameter
  passcast explain phase.weeks                a key of a scenario
  passcast explain scenario::unknown-key      a problem
  passcast explain 12                         an exit code";

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn arguments_are_consistent() {
        Arguments::command().debug_assert();
    }

    #[test]
    fn options_become_overrides_after_sets() {
        let line = "passcast run a.toml --seed 3 --set a.b=x=y --uncertainty luck --replicates 8";
        let Command::Run(run) = Arguments::parse_from(line.split(' ')).command else {
            panic!("another command");
        };
        let sets = run.scenario.overrides();
        let shown: Vec<String> = sets
            .iter()
            .map(|s| format!("{}={}", s.key, s.value))
            .collect();
        assert_eq!(
            shown,
            [
                "a.b=x=y",
                "run.replicates=8",
                "run.seed=3",
                "run.uncertainty=luck"
            ]
        );
    }
}

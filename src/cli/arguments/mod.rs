//! What can be typed: commands, options, help.

mod check;
mod compare;
mod init;
mod merge;
mod run;
mod schedule;
mod sensitivity;
mod shared;
mod spend;

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum, ValueHint};
use clap_complete::Shell;

pub use check::CheckArguments;
pub use compare::CompareArguments;
pub use init::{InitArguments, TemplateKind};
pub use merge::MergeArguments;
pub use run::RunArguments;
pub use schedule::ScheduleArguments;
pub use sensitivity::{MethodWord, OverWord, SensitivityArguments};
pub use shared::{Changes, PlaceArguments};
pub use spend::SpendArguments;

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
    /// Threads, up to 256; 0 takes one a processor. Results never depend on it.
    #[arg(
        long,
        global = true,
        default_value_t = 0,
        value_name = "N",
        hide_default_value = true,
        value_parser = clap::value_parser!(u16).range(0..=256)
    )]
    pub threads: u16,
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
    #[command(after_help = run::RUN_EXAMPLES)]
    Run(RunArguments),
    /// Compare plans on the same draws and under the same lucks.
    #[command(after_help = compare::COMPARE_EXAMPLES)]
    Compare(CompareArguments),
    /// Find the best of the plans that levers make, within constraints.
    #[command(after_help = schedule::SCHEDULE_EXAMPLES)]
    Schedule(ScheduleArguments),
    /// Say which unknowns, or which of a plan's numbers, move its outputs.
    #[command(after_help = sensitivity::SENSITIVITY_EXAMPLES)]
    Sensitivity(SensitivityArguments),
    /// Join the parts of a run that --shard computed, and show its answer.
    #[command(after_help = merge::MERGE_EXAMPLES)]
    Merge(MergeArguments),
    /// Say what more or less spend on communications brings, and divide a budget.
    #[command(after_help = spend::SPEND_EXAMPLES)]
    Spend(SpendArguments),
    /// Find a scenario's mistakes, and show what would run and on which assumptions.
    #[command(after_help = check::CHECK_EXAMPLES)]
    Check(CheckArguments),
    /// Write a commented scenario to start from.
    #[command(after_help = init::INIT_EXAMPLES)]
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

const TOP_EXAMPLES: &str = "\
Examples:
  passcast init workforce             write a scenario to start from
  passcast check workforce.toml       find its mistakes, see its assumptions
  passcast run workforce.toml         simulate it
  passcast compare one.toml other.toml
  passcast schedule workforce.toml --lever \"phase.3.first_week=9,11,13\"
  passcast sensitivity workforce.toml what matters, and what does not
  passcast spend workforce.toml --value-per-adopter 40
  passcast explain adoption.enrolled.headcount

Exit codes: 0 done, 1 our bug, 2 usage, 10 scenario, 11 output exists, 12 incomplete,
13 target not met, 14 unusable export, 15 reading or writing, 16 run folder, 17 too large.
`passcast explain exit-codes` says more.";

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

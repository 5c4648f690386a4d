//! The commands, one file each: what it takes, and what it does with it.

mod check;
mod compare;
mod init;
mod merge;
mod run;
mod schedule;
mod sensitivity;
mod spend;

use std::path::PathBuf;

use clap::{CommandFactory, Parser, Subcommand, ValueHint};
use clap_complete::Shell;

use super::console::Console;
use super::failure::Failure;
use super::global::Global;
use super::simulating::simulate;
#[cfg(feature = "studies")]
use super::study;
use super::{answer, exit, explain, generate};

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

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Simulate a scenario and say how it comes out.
    #[command(after_help = run::RUN_EXAMPLES)]
    Run(run::RunArguments),
    /// Compare plans on the same draws and under the same replications.
    #[command(after_help = compare::COMPARE_EXAMPLES)]
    Compare(compare::CompareArguments),
    /// Find the best of the plans that levers make, within constraints.
    #[command(after_help = schedule::SCHEDULE_EXAMPLES)]
    Schedule(schedule::ScheduleArguments),
    /// Say which unknowns, or which of a plan's numbers, move its outputs.
    #[command(after_help = sensitivity::SENSITIVITY_EXAMPLES)]
    Sensitivity(sensitivity::SensitivityArguments),
    /// Join the parts of a run that --shard computed, and show its answer.
    #[command(after_help = merge::MERGE_EXAMPLES)]
    Merge(merge::MergeArguments),
    /// Say what more or less spend on communications brings, and divide a budget.
    #[command(after_help = spend::SPEND_EXAMPLES)]
    Spend(spend::SpendArguments),
    /// Find a scenario's mistakes, and show what would run and on which assumptions.
    #[command(after_help = check::CHECK_EXAMPLES)]
    Check(check::CheckArguments),
    /// Write a commented scenario to start from.
    #[command(after_help = init::INIT_EXAMPLES)]
    Init(init::InitArguments),
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
    /// Explain a word of an answer, a parameter, metric, column, key, problem or exit code.
    #[command(after_help = EXPLAIN_EXAMPLES)]
    Explain {
        /// Its name, of one word or more; without one, what there is to explain.
        name: Vec<String>,
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
        what: study::Study,
        /// Folder of the shipped scenarios.
        #[arg(long, value_name = "DIR", default_value = "scenarios")]
        folder: PathBuf,
        /// Parameter draws, or replications where parameters are fixed.
        #[arg(long, value_name = "N", default_value_t = 256)]
        draws: u32,
        /// Seed.
        #[arg(long, value_name = "N", default_value_t = 1)]
        seed: u64,
    },
}

impl Arguments {
    /// Does what was typed; returns the exit code.
    ///
    /// # Errors
    /// Why it did not succeed.
    pub fn execute(self, console: &Console) -> Result<u8, Failure> {
        let global = self.global;
        match self.command {
            Command::Run(arguments) => return simulate(&arguments, &global, console),
            Command::Compare(arguments) => return simulate(&arguments, &global, console),
            Command::Schedule(arguments) => return simulate(&arguments, &global, console),
            Command::Sensitivity(arguments) => {
                return sensitivity::sensitivity(&arguments, &global, console);
            }
            Command::Merge(arguments) => return merge::merge(&arguments, &global, console),
            Command::Spend(arguments) => return simulate(&arguments, &global, console),
            Command::Show { folder } => answer::show(&folder, console)?,
            Command::Check(check) => check::check(&check, &global, console)?,
            Command::Init(arguments) => init::init(&arguments, global.force, console)?,
            Command::Schema => generate::schema(console)?,
            Command::Explain { name } => explain::explain(&name.join(" "), console)?,
            Command::Completions { shell } => {
                generate::completions(shell, Self::command(), console)?;
            }
            Command::Man { folder } => {
                generate::man(Self::command(), folder.as_deref(), console)?;
            }
            #[cfg(feature = "studies")]
            Command::Study {
                what,
                folder,
                draws,
                seed,
            } => {
                let size = crate::experiment::study::Size { seed, draws };
                study::study(what, &folder, size, global.threads.into(), console)?;
            }
        }
        Ok(exit::DONE)
    }
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
  passcast explain net cash                   a word of an answer
  passcast explain parameters                 a list; also words, metrics, columns, ...
  passcast explain helpdesk.price             a parameter
  passcast explain phase.weeks                a key of a scenario
  passcast explain scenario::unknown-key      a problem
  passcast explain 12                         an exit code";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arguments_are_consistent() {
        Arguments::command().debug_assert();
    }

    #[test]
    fn options_become_overrides_after_sets() {
        let line =
            "passcast run a.toml --seed 3 --set a.b=x=y --uncertainty chance --simulations 8";
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
                "run.uncertainty=chance"
            ]
        );
    }
}
